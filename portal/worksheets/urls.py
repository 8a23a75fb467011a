"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.worksheets.views import begin, downloads, filling, links, rating

app_name = "worksheets"

urlpatterns: list[URLPattern] = [
    path("skjema/<uuid:template_key>/fyll-ut/", begin.begin, name="begin"),
    path("skjema/<uuid:template_key>/blankt.<str:ending>", downloads.blank, name="blank"),
    path("rom/<int:space_id>/ark/", begin.of_space, name="of_space"),
    path("ark/", begin.mine, name="mine"),
    path("ark/<int:worksheet_id>/", filling.worksheet, name="worksheet"),
    path("ark/<int:worksheet_id>/status/", filling.status, name="status"),
    path("ark/<int:worksheet_id>/svar/<str:part_id>/", filling.answer, name="answer"),
    path("ark/<int:worksheet_id>/ark.<str:ending>", downloads.filled, name="filled"),
    path("ark/<int:worksheet_id>/svar/<str:part_id>/tiltak/", filling.act, name="act"),
    path("ark/<int:worksheet_id>/lukk/", filling.close, name="close"),
    path("ark/<int:worksheet_id>/apne/", filling.reopen, name="reopen"),
    path("ark/<int:worksheet_id>/igjen/", begin.again, name="again"),
    path("ark/<int:worksheet_id>/vurder/", rating.rate, name="rate"),
    path("ark/<int:worksheet_id>/lenker/", links.make, name="links"),
    path("ark/<int:worksheet_id>/lenker/send/", links.send, name="send_links"),
    path("ark/<int:worksheet_id>/lenker/<int:seat_id>/tilbake/", links.withdraw, name="withdraw"),
    path("vurder/<str:token>/", rating.rate_by_link, name="rate_by_link"),
]
