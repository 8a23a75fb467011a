"""Addresses of what people do while they meet."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.gatherings.views import aftermath, notes, problems, pulses, series

_M = "mote/<int:gathering_id>/"
_PROBLEMS, _NOTES, _PULSE = _M + "problemer/", _M + "lapper/", _M + "puls/"
_MATERIAL = _M + "materiale/"
_PROBLEM, _GROUP = _PROBLEMS + "<uuid:problem_id>/", _NOTES + "gruppe/<int:cluster_id>/"

urlpatterns: list[URLPattern] = [
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
    path("rom/<int:space_id>/moter/kopier/", series.copy_year, name="copy_year"),
    path(_PULSE, pulses.page, name="pulse"),
    path(_PULSE + "na/", pulses.now, name="pulse_now"),
    path(_PULSE + "spor/", pulses.ask, name="pulse_ask"),
    path(_PULSE + "<int:pulse_id>/svar/", pulses.answer, name="pulse_answer"),
    path(_PULSE + "<int:pulse_id>/lukk/", pulses.close, name="pulse_close"),
]
