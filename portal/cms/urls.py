"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal.cms.views.catalogue import catalogue

app_name = "cms"

urlpatterns: list[URLPattern] = [
    path("design/", catalogue, name="catalogue"),
]
