"""Keywords in the page editor: one field for each family of terms, which reads and writes the page's rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from portal.cms.models.taxonomy import PageTerm, Term, TermKind

PREFIX = "terms_"


def field_name(kind: TermKind) -> str:
    """The name of a family's field."""
    return f"{PREFIX}{kind.value}"


class TermBoxes(forms.CheckboxSelectMultiple):
    """Ticks beside each other; long families get a field to filter by (static/js/terms.js)."""

    template_name = "portal/cms/parts/term_boxes.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say what the filter is called, and keep the description of the whole off each box."""
        context = super().get_context(name, value, attrs)
        context["filter_label"] = _("Filter the list")
        context["nothing_found"] = _("No word in the list fits.")
        return context

    class Media:
        css = {"all": ["terms.css"]}  # noqa: RUF012 - Django's form of it
        js = ("terms.js",)


class TermsField(forms.TypedMultipleChoiceField):
    """The terms of one family, by primary key."""

    widget = TermBoxes

    def __init__(self, kind: TermKind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(coerce=int, required=False, label=capfirst(kind.label), **kwargs)


class TermsForm(WagtailAdminPageForm):
    """Reads the families' ticks from the rows of the page, and writes them back. Rows that stay keep their key."""

    terms_region = TermsField(
        TermKind.REGION,
        help_text=_("The health region or regions it concerns. Readers look by region first."),
    )
    terms_municipality = TermsField(TermKind.MUNICIPALITY, help_text=_("The kommuner that took part."))
    terms_audience = TermsField(TermKind.AUDIENCE, help_text=_("Those whom the help is for."))
    terms_theme = TermsField(
        TermKind.THEME, help_text=_("What it is about. Pages with the same themes point to each other.")
    )
    terms_phase = TermsField(TermKind.PHASE, help_text=_("Where in improvement work it is of use."))
    terms_method = TermsField(TermKind.METHOD, help_text=_("Methods that are used or described."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A page type without the panel has nothing to tick, and must lose nothing by being saved.
        shown = self._meta.fields or ()
        for name in [each for each, field in self.fields.items() if isinstance(field, TermsField)]:
            if name not in shown:
                del self.fields[name]
        families = dict(self._families())
        if families:
            self._fill(families)

    def save(self, commit: bool = True) -> Page:
        """Write the ticks, then the page."""
        self._write_terms()
        return super().save(commit)

    def _families(self) -> Iterator[tuple[str, TermsField]]:
        return ((name, field) for name, field in self.fields.items() if isinstance(field, TermsField))

    def _fill(self, families: dict[str, TermsField]) -> None:
        terms = list(Term.objects.order_by("sort_order", "name_nb"))
        held = {row.term_id for row in self.instance.page_terms.all()}
        for name, field in families.items():
            own = [term for term in terms if term.kind == field.kind]
            field.choices = [(term.pk, term.label) for term in own]
            self.initial[name] = [term.pk for term in own if term.pk in held]

    def _write_terms(self) -> None:
        families = dict(self._families())
        kept = list(self.instance.page_terms.all())
        wanted = [pk for name in families for pk in self.cleaned_data.get(name, [])]
        kinds = {field.kind for field in families.values()}
        rows = {row.term_id: row for row in kept}
        others = [row for row in kept if row.term.kind not in kinds]
        chosen = [rows.get(pk) or PageTerm(term_id=pk) for pk in wanted]
        if {row.term_id for row in kept} != {row.term_id for row in [*others, *chosen]}:
            self.instance.page_terms = [*others, *chosen]
