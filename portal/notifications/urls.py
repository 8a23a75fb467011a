"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from portal.notifications import views

app_name = "notifications"

urlpatterns = [path("postkasse/", views.outbox, name="outbox")]
