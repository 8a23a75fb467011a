"""Addresses of this room. Reports, networks and the pages of meetings themselves are pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from network.feeds import report_feed
from network.views import meetings, members, networks, resting
from network.views.reports import report_pdf

app_name = "network"

_N = "nettverk/<int:space_id>/"
_M = "nettverk/mote/<int:gathering_id>/"

urlpatterns: list[URLPattern] = [
    path("prosjekterfaringer/feed.xml", report_feed, name="report_feed"),
    path("prosjekterfaringer/<int:pk>.pdf", report_pdf, name="report_pdf"),
    path("nettverk/nytt/", networks.new, name="new"),
    path(_N, networks.door, name="door"),
    path(_N + "endre/", networks.edit, name="edit"),
    path(_N + "bli-med/", networks.join, name="join"),
    path(_N + "trekk-onske/", networks.take_back, name="take_back"),
    path(_N + "forlat/", networks.leave, name="leave"),
    path(_N + "arkiver/", resting.archive, name="archive"),
    path(_N + "slett/", resting.delete, name="delete"),
    path(_N + "medlemmer/", members.page, name="members"),
    path(_N + "medlemmer/<int:member_id>/ta-ut/", members.end, name="member_end"),
    path(_N + "medlemmer/<int:member_id>/leder/", members.lead, name="member_lead"),
    path(_N + "onsker/<int:wish_id>/", members.answer, name="answer"),
    path(_M + "hva-ble-det-til/", meetings.record, name="record"),
    path(_M + "materiell/nytt/", meetings.material_new, name="material_new"),
    path(_M + "materiell/<int:material_id>/fjern/", meetings.material_remove, name="material_remove"),
    path(_M + "kalender.ics", meetings.calendar, name="calendar"),
]
