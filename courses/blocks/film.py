"""Film and sound in a lesson."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.cms.blocks.base import MEDIA


class FilmBlock(blocks.StructBlock):
    """A film or a sound with captions, transcript and chapters, played from here: no third party sees who watches."""

    film = SnippetChooserBlock("assets.Film", label=_("film or sound"), required=False)
    caption = blocks.CharBlock(label=_("what to look for"), max_length=250, required=False)

    class Meta:
        icon = "media"
        label = _("Film or sound")
        description = _(
            "With captions, transcript and chapters in the reader's language. Nothing is fetched elsewhere."
        )
        group = MEDIA
        template = "courses/blocks/film.html"
        preview_value = {"caption": "Se etter hva møtelederen gjør før noen snakker."}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add title and texts in the language one reads, or the next best, and captions in all."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        film = value.get("film")
        texts = list(film.texts.all()) if film is not None and film.pk else []
        reading = get_language() or "nb"
        wanted = [reading, *{"nb": ("nn",), "nn": ("nb",)}.get(reading, ("nb", "nn")), "en"]
        ranked = sorted(texts, key=lambda text: wanted.index(text.language) if text.language in wanted else len(wanted))
        context["film"] = film if texts and film is not None and film.may_be_shown() else None
        context["text"] = ranked[0] if ranked else None
        context["texts"] = ranked
        own = next((text for text in texts if text.language == reading), None)
        context["title"] = (own.title if own else "") or (film.title if film is not None else "")
        return context
