"""Addresses that the portal adds to the admin, or takes over from the translation tool."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from portal.cms.views import translations, typed


def translation_urls() -> list[URLPattern]:
    """Come before wagtail-localize's own; those under localize/ stand at its addresses."""
    return [
        path(
            "localize/submit/page/<int:page_id>/",
            translations.begin_translation,
            name="begin_page_translation",
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            translations.update_translations,
            name="update_page_translations",
        ),
        path(
            "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
            typed.one_text,
            name="guarded_text",
        ),
        path("localize/translate/<int:translation_id>/pofile/upload/", typed.many_texts, name="guarded_texts"),
        path("translations/<int:page_id>/send/", translations.send_translation, name="send_translation"),
        path("translations/<int:page_id>/approve/", translations.approve_translation, name="approve_translation"),
    ]


def design_menu_item() -> MenuItem:
    """Lead writers to all blocks and components with examples, from the help menu."""
    return MenuItem(_("All building blocks"), reverse("cms:catalogue"), icon_name="grip", name="design", order=900)
