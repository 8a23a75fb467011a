"""From reading to doing: with others, on a form, in one's own project."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.groups import LEARN
from portal.seams import tools
from portal.worksheets.choices import Storage


class PractiseTogetherBlock(blocks.StructBlock):
    """An exercise for two or more: who does what, for how long, in which order (S40)."""

    title = blocks.CharBlock(label=_("title"), max_length=150)
    why = blocks.TextBlock(label=_("what you practise"), rows=2, max_length=400)
    people = blocks.CharBlock(
        label=_("how many"), max_length=80, help_text=_("For example “two and two” or “three to five”.")
    )
    minutes = blocks.IntegerBlock(label=_("minutes in all"), min_value=1, max_value=240)
    roles = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("name", blocks.CharBlock(label=_("role"), max_length=80)),
                ("task", blocks.TextBlock(label=_("what the role does"), rows=2)),
            ],
            label=_("Role"),
        ),
        label=_("roles"),
        min_num=1,
        max_num=6,
    )
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.TextBlock(label=_("what you do"), rows=2)),
                ("minutes", blocks.IntegerBlock(label=_("minutes"), required=False, min_value=1, max_value=120)),
            ],
            label=_("Step"),
        ),
        label=_("steps"),
        min_num=1,
        max_num=8,
    )
    afterwards = blocks.TextBlock(label=_("talk about it afterwards"), rows=2, required=False)

    class Meta:
        icon = "group"
        label = _("Practise together")
        description = _("An exercise for pairs or groups, with roles, time and steps. Prints on one page.")
        group = LEARN
        template = "courses/blocks/practise_together.html"
        preview_value = {
            "title": "Øv på å si hva møtet er til for",
            "why": "Å si formålet kort, slik at alle forstår.",
            "people": "tre og tre",
            "minutes": 15,
            "roles": [
                {"name": "Møteleder", "task": "Sier formålet med to setninger."},
                {"name": "Bruker", "task": "Lytter og sier hva som ble forstått."},
            ],
            "steps": [
                {"text": "Møtelederen åpner møtet.", "minutes": 3},
                {"text": "Brukeren sier med egne ord hva møtet er til for.", "minutes": 2},
            ],
            "afterwards": "Hva gjorde det lettere å forstå?",
        }


class WorksheetBlock(blocks.StructBlock):
    """A form to fill in, for oneself or with the team."""

    form = blocks.PageChooserBlock(label=_("form"), page_type="worksheets.WorksheetTemplatePage", required=False)
    text = blocks.TextBlock(label=_("what to do with it"), rows=2, required=False)

    class Meta:
        icon = "form"
        label = _("Form to fill in")
        description = _("One of the portal's forms: begins a sheet for oneself or the team, or prints blank.")
        group = LEARN
        template = "courses/blocks/worksheet.html"
        preview_value = {"text": "Fyll ut skjemaet sammen med en kollega før neste møte."}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the form in the language one reads, and where a sheet is begun when answers are kept here."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        chosen = value.get("form")
        page: Any = chosen.localized.specific if chosen is not None else None
        context["form_page"] = page if page is not None and page.live else None
        if page is not None and page.live and page.storage == Storage.STORED:
            context["begin_url"] = reverse("worksheets:begin", args=[page.translation_key])
        return context


class TryToolBlock(blocks.StructBlock):
    """«Try it in your project». Only the tool's key is kept; a key that no app knows shows nothing."""

    tool = blocks.ChoiceBlock(label=_("tool"), choices=tools.choices)
    text = blocks.TextBlock(label=_("what to try"), rows=3)

    class Meta:
        icon = "rotate"
        label = _("Try it in your project")
        description = _("A tool of the reader's own project. Who has no project is led to begin one.")
        group = LEARN
        template = "courses/blocks/try_tool.html"
        preview_value = {
            "tool": "pdsa",
            "text": "Prøv én liten endring i det neste møtet, og skriv ned hva du tror skjer.",
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the tool, and in the editor's preview that it is gone."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["tool"] = tools.tool(value.get("tool") or "")
        context["is_preview"] = getattr(context.get("request"), "is_preview", False)
        return context
