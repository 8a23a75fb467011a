"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from portal.accounts.views import hats, invitations, inviting, mine, organisations

app_name = "accounts"

urlpatterns = [
    path("min-side/innstillinger/", mine.settings_page, name="settings"),
    path("min-side/mine-data/", mine.my_data, name="my_data"),
    path("min-side/mine-data/kopi/", mine.copy, name="my_data_copy"),
    path("min-side/mine-data/slett/", mine.erase, name="erase"),
    path("min-side/virker-for/", hats.act_as, name="act_as"),
    path("min-side/slettet/", mine.erased, name="erased"),
    path("organisasjoner/<slug:slug>/", organisations.page, name="organisation"),
    path("organisasjoner/<slug:slug>/inviter/", inviting.invite, name="invite"),
    path("organisasjoner/<slug:slug>/invitasjoner/<int:invitation_id>/send/", inviting.resend, name="resend"),
    path("organisasjoner/<slug:slug>/invitasjoner/<int:invitation_id>/trekk/", inviting.withdraw, name="withdraw"),
    path("invitasjon/<str:token>/", invitations.invitation, name="invitation"),
]
