"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.gatherings.views import agenda, calendars, lists, meetings, minutes, running

app_name = "gatherings"

_S = "rom/<int:space_id>/moter/"
_M = "mote/<int:gathering_id>/"
_A = _M + "agenda/"
_SLOT = _A + "post/<str:key>/"
_PART = _A + "del/<str:key>/"

urlpatterns: list[URLPattern] = [
    path("moter/", lists.mine, name="mine"),
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
    path(_M + "referat/", minutes.write, name="minutes"),
    path(_A, agenda.page, name="agenda"),
    path(_A + "post/ny/", agenda.slot_new, name="slot_new"),
    path(_SLOT, agenda.slot_edit, name="slot"),
    path(_SLOT + "flytt/", agenda.slot_move, name="slot_move"),
    path(_SLOT + "fjern/", agenda.slot_remove, name="slot_remove"),
    path(_A + "del/ny/", agenda.part_new, name="part_new"),
    path(_PART, agenda.part_edit, name="part"),
    path(_PART + "fjern/", agenda.part_remove, name="part_remove"),
    path(_M + "kjoreplan/", running.sheet, name="run"),
    path(_M + "folg/", running.follow, name="follow"),
    path(_M + "rommet/", running.room, name="room"),
    path(_M + "tilstand/", running.state, name="state"),
    path(_M + "trykk/", running.press, name="press"),
]
