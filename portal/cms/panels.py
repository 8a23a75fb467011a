"""Panels of the page editor."""

from __future__ import annotations

import functools
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import M2MFieldComparison
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.cms.forms.terms import field_name
from portal.cms.models.taxonomy import TermKind


class TermComparison(M2MFieldComparison):
    """What was ticked and what was taken away in one family, between two versions of a page."""

    def __init__(self, kind: TermKind, before: Any, after: Any) -> None:
        self.kind = kind
        self.val_a, self.val_b = self._terms(before), self._terms(after)

    def _terms(self, page: Any) -> list[Any]:
        terms = [row.term for row in page.page_terms.all() if row.term.kind == self.kind]
        return sorted(terms, key=lambda term: (term.sort_order, term.name_nb))

    def field_label(self) -> str:
        """The family's name."""
        return str(capfirst(self.kind.label))


class TermPanel(FieldPanel):
    """One family of terms. The field is the form's own; the model has the rows."""

    def __init__(self, kind: TermKind, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(**{"field_name": field_name(kind), "disable_comments": True, "icon": "tag", **kwargs})

    def clone_kwargs(self) -> dict[str, Any]:
        """A copy is made for each model."""
        return {**super().clone_kwargs(), "kind": self.kind}

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel in one form."""

        def get_comparison(self) -> list[Any]:
            """Compare the rows."""
            return [functools.partial(TermComparison, self.panel.kind)]


def terms_panel() -> MultiFieldPanel:
    """All six families, region first."""
    return MultiFieldPanel(
        [TermPanel(kind) for kind in TermKind],
        heading=_("Keywords"),
        help_text=_("Tick what readers would look for. Lists and search filter by these words."),
        icon="tag",
    )
