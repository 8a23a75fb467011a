"""Addresses of this room. The reports themselves are pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from network.feeds import report_feed
from network.views.reports import report_pdf

app_name = "network"

urlpatterns: list[URLPattern] = [
    path("prosjekterfaringer/feed.xml", report_feed, name="report_feed"),
    path("prosjekterfaringer/<int:pk>.pdf", report_pdf, name="report_pdf"),
]
