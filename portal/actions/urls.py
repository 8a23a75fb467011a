"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.actions.views import actions, decisions, mine

app_name = "actions"

_S = "rom/<int:space_id>/"
_A = _S + "tiltak/<int:action_id>/"

urlpatterns: list[URLPattern] = [
    path("oppgaver/", mine.mine, name="mine"),
    path("oppgaver/ny/", mine.own_new, name="own_new"),
    path(_S + "tiltak/", actions.in_space, name="space"),
    path(_S + "tiltak/nytt/", actions.new, name="action_new"),
    path(_A, actions.page, name="action"),
    path(_A + "gjort/", actions.tick_done, name="finish"),
    path(_A + "gjenapne/", actions.tick_open, name="reopen"),
    path(_A + "dropp/", actions.dropped, name="drop"),
    path(_S + "beslutninger/ny/", decisions.new, name="decision_new"),
    path(_S + "beslutninger/<int:decision_id>/", decisions.page, name="decision"),
]
