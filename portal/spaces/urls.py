"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from portal.spaces.views import leaving

app_name = "spaces"

urlpatterns = [
    path(
        "organisasjoner/<slug:slug>/medlemmer/<int:membership_id>/avslutt/",
        leaving.end_membership,
        name="end_membership",
    ),
]
