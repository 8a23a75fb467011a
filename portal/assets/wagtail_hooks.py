"""Registers what editors do with films. Logic is in models and services."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.assets.models import Film


class FilmViewSet(SnippetViewSet):
    """Films and sounds, beside pictures and documents."""

    model = Film
    icon = "media"
    menu_label = _("Films and sounds")
    menu_order = 450
    add_to_admin_menu = True
    list_display = ("title", "duration")
    search_fields = ("title",)


register_snippet(FilmViewSet)
