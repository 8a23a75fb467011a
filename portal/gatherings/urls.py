"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.gatherings.views import (
    aftermath,
    agenda,
    answer,
    attendance,
    calendars,
    letters,
    lists,
    meetings,
    minutes,
    naming,
    notes,
    people,
    problems,
    pulses,
    running,
    series,
)

app_name = "gatherings"

_S = "rom/<int:space_id>/moter/"
_M = "mote/<int:gathering_id>/"
_A = _M + "agenda/"
_P = _M + "deltakere/"
_HERE = _M + "oppmote/"
_SLOT = _A + "post/<str:key>/"
_PART = _A + "del/<str:key>/"
_PROBLEMS, _NOTES, _PULSE = _M + "problemer/", _M + "lapper/", _M + "puls/"
_MATERIAL = _M + "materiale/"
_PROBLEM, _GROUP = _PROBLEMS + "<uuid:problem_id>/", _NOTES + "gruppe/<int:cluster_id>/"

urlpatterns: list[URLPattern] = [
    path("moter/", lists.mine, name="mine"),
    path("moter/nytt/", lists.places, name="places"),
    path("moter/kalender/", calendars.make, name="feed_make"),
    path("moter/kalender/trekk/", calendars.revoke, name="feed_revoke"),
    path("kalender/<str:word>.ics", calendars.feed, name="feed"),
    path(_S, lists.in_space, name="space"),
    path(_S + "nytt/", meetings.new, name="new"),
    path("organisasjoner/<slug:slug>/moter/nytt/", meetings.new_for, name="new_for"),
    path(_M, meetings.page, name="meeting"),
    path(_M + "endre/", meetings.edit, name="edit"),
    path(_M + "si-fra/", meetings.announce, name="announce"),
    path(_M + "avlys/", meetings.cancel, name="cancel"),
    path(_M + "forkast/", meetings.discard, name="discard"),
    path(_M + "kalender.ics", calendars.one, name="calendar"),
    path(_M + "brev/", letters.outbox, name="outbox"),
    path(_M + "brev/<str:kind>/", letters.letter, name="letter"),
    path(_M + "referat/", minutes.write, name="minutes"),
    path(_A, agenda.page, name="agenda"),
    path(_A + "post/ny/", agenda.slot_new, name="slot_new"),
    path(_SLOT, agenda.slot_edit, name="slot"),
    path(_SLOT + "flytt/", agenda.slot_move, name="slot_move"),
    path(_SLOT + "fjern/", agenda.slot_remove, name="slot_remove"),
    path(_A + "del/ny/", agenda.part_new, name="part_new"),
    path(_PART, agenda.part_edit, name="part"),
    path(_PART + "flytt/", agenda.part_move, name="part_move"),
    path(_PART + "fjern/", agenda.part_remove, name="part_remove"),
    path(_M + "kjoreplan/", running.sheet, name="run"),
    path(_M + "folg/", running.follow, name="follow"),
    path(_M + "rommet/", running.room, name="room"),
    path(_M + "tilstand/", running.state, name="state"),
    path(_M + "trykk/", running.press, name="press"),
    path(_M + "meld-pa/", answer.sign_up, name="sign_up"),
    path(_P, people.people, name="people"),
    path(_P + "plasser/", people.setup, name="seating"),
    path(_P + "inviter/", people.invite, name="invite"),
    path(_P + "alle/", people.members, name="members"),
    path(_P + "brev/", letters.invitations, name="invitations"),
    path(_P + "si-fra/", letters.tell, name="tell"),
    path(_P + "<int:seat_id>/trekk/", people.withdraw, name="withdraw"),
    path(_P + "organisasjon/", people.share, name="share"),
    path(_P + "organisasjon/<int:share_id>/spor/", letters.share_ask, name="share_ask"),
    path(_P + "organisasjon/<int:share_id>/ut/", people.share_leave, name="share_leave"),
    path(_HERE, attendance.page, name="attendance"),
    path(_HERE + "<int:seat_id>/", attendance.note, name="attendance_note"),
    path(_HERE + "resten/", attendance.rest, name="attendance_rest"),
    path(_HERE + "kode/", attendance.code, name="room_code"),
    path("her/<str:word>/", attendance.here, name="here"),
    path("plasser/<str:word>/", naming.name, name="naming"),
    path("plasser/<str:word>/<int:seat_id>/trekk/", naming.take_off, name="naming_off"),
    path("plass/leder/<str:word>/", naming.leader, name="leader"),
    path("plass/<str:word>/", answer.seat, name="seat"),
    path("plass/<str:word>/likevel/", answer.come, name="seat_come"),
    path("plass/<str:word>/apnet/", answer.opened, name="seat_opened"),
    path("plass/<str:word>/kalender.ics", answer.calendar, name="seat_calendar"),
    path("plass/<str:word>/her/<int:gathering_id>/", attendance.here_by_link, name="here_by_link"),
    path("plass/<str:word>/vurder/<int:gathering_id>/", aftermath.rate, name="rate_by_seat"),
    path(_PROBLEMS, problems.page, name="problems"),
    path(_PROBLEM + "trekk/", problems.withdraw, name="problem_withdraw"),
    path(_PROBLEM + "velg/", problems.choose, name="problem_choose"),
    path(_PROBLEM + "agenda/", problems.on_agenda, name="problem_agenda"),
    path(_NOTES, notes.page, name="notes"),
    path(_NOTES + "tavle/", notes.board, name="notes_board"),
    path(_NOTES + "sorter/", notes.sort, name="notes_sort"),
    path(_NOTES + "apne/", notes.set_open, name="notes_open"),
    path(_NOTES + "referat/", notes.carry, name="notes_carry"),
    path(_NOTES + "gruppe/ny/", notes.cluster_new, name="cluster_new"),
    path(_GROUP + "navn/", notes.cluster_rename, name="cluster_rename"),
    path(_GROUP + "fjern/", notes.cluster_remove, name="cluster_remove"),
    path(_GROUP + "apent/", notes.cluster_open_point, name="cluster_open_point"),
    path(_MATERIAL, aftermath.page, name="materials"),
    path(_MATERIAL + "nytt/", aftermath.add, name="material_add"),
    path(_MATERIAL + "<int:material_id>/fjern/", aftermath.remove, name="material_remove"),
    path(_M + "opptak/", aftermath.recording, name="recording"),
    path(_M + "opptak/slett/", aftermath.recording_remove, name="recording_remove"),
    path(_M + "evaluering/", aftermath.evaluate, name="evaluate"),
    path(_M + "serie/", series.page, name="series"),
    path(_M + "serie/ny/", series.new, name="series_new"),
    path(_M + "serie/si-fra/", series.announce, name="series_announce"),
    path(_S + "kopier/", series.copy_year, name="copy_year"),
    path(_PULSE, pulses.page, name="pulse"),
    path(_PULSE + "na/", pulses.now, name="pulse_now"),
    path(_PULSE + "spor/", pulses.ask, name="pulse_ask"),
    path(_PULSE + "<int:pulse_id>/svar/", pulses.answer, name="pulse_answer"),
    path(_PULSE + "<int:pulse_id>/lukk/", pulses.close, name="pulse_close"),
]
