"""Addresses for machines: is the portal alive, is it ready, and standard files."""

from __future__ import annotations

from django.urls import path

from portal.roof import views

app_name = "roof"

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
