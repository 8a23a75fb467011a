"""Addresses of this room. They stand before Wagtail's own, which they replace."""

from __future__ import annotations

from django.urls import path

from portal.assets import views

urlpatterns = [
    path("documents/<int:document_id>/<str:document_filename>", views.document, name="document"),
    path("film/<int:film_id>/", views.film, name="film"),
    path("film/<int:film_id>/<slug:language>.vtt", views.captions, name="captions"),
]
