"""Filters that stand in the address: what may be chosen, what is chosen, and how to take a choice away.

Shared by the search and by lists of the rooms above. Choices within one facet widen (or); facets narrow each other
(and).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import QueryDict

from portal.cms.models import PageTerm, Term, TermKind
from portal.cms.services.kept import keep

# Nobody ticks more; what comes beyond is not read.
MAX_CHOICES = 30


@dataclass(slots=True)
class Option:
    """One thing to choose. `count` is None where counting would cost more than it helps."""

    value: str
    label: str
    chosen: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class TermName:
    """A term as lists need it: its key, taxonomy, slug and name in the reader's language."""

    pk: int
    kind: str
    slug: str
    label: str


@dataclass(slots=True)
class Facet:
    """One question with its options. `help` explains; `name` is the parameter in the address."""

    name: str
    label: str
    options: list[Option]
    help: str = ""
    explanations: dict[str, str] = field(default_factory=dict)

    @property
    def chosen(self) -> list[Option]:
        """What is ticked."""
        return [option for option in self.options if option.chosen]


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that is in force, and the address without it."""

    label: str
    href: str


def values(query: QueryDict, name: str) -> list[str]:
    """Return the values of a parameter, each once; what is too long or too much is left out."""
    return list(dict.fromkeys(value for value in query.getlist(name)[:MAX_CHOICES] if value and len(value) <= 60))


def term_facet(
    kind: str,
    name: str,
    label: str,
    query: QueryDict,
    terms: Iterable[TermName],
    counts: Mapping[int, int] | None = None,
) -> Facet:
    """Return the facet of one taxonomy. With `counts` (by term), terms nobody uses are left out unless chosen."""
    chosen = set(values(query, name))
    options = [
        Option(term.slug, term.label, term.slug in chosen, counts.get(term.pk, 0) if counts is not None else None)
        for term in terms
        if term.kind == kind
    ]
    if counts is not None:
        options = [option for option in options if option.count or option.chosen]
    return Facet(name, label, options)


def all_terms(kinds: Iterable[str]) -> list[TermName]:
    """Return the terms of some taxonomies in order, named in the reader's language; kept until content changes."""
    wanted = sorted(kinds)
    return keep(
        lambda: [TermName(term.pk, term.kind, term.slug, term.label) for term in Term.objects.filter(kind__in=wanted)],
        "terms",
        *wanted,
    )


def having_terms(terms: Iterable[TermName], query: QueryDict, names: Mapping[str, str]) -> Q:
    """Return the filter for pages that have, of each kind that is chosen from, one of the chosen terms.

    `names` gives the parameter of each kind. An unknown slug matches nothing, as a wrong address should.
    """
    condition = Q()
    by_slug = {(term.kind, term.slug): term.pk for term in terms}
    for kind, name in names.items():
        wanted = values(query, name)
        if wanted:
            keys = [by_slug[kind, slug] for slug in wanted if (kind, slug) in by_slug]
            condition &= Q(pk__in=PageTerm.objects.filter(term_id__in=keys).values("page_id"))
    return condition


def chips(facets: Iterable[Facet], query: QueryDict) -> list[Chip]:
    """Return what is chosen, each with the address that takes it away (and goes back to the first page)."""
    found = []
    for facet in facets:
        for option in facet.chosen:
            rest = query.copy()
            rest.pop("page", None)
            rest.setlist(facet.name, [value for value in rest.getlist(facet.name) if value != option.value])
            found.append(Chip(option.label, f"?{rest.urlencode()}"))
    return found


def rest_of_query(query: QueryDict) -> str:
    """Return the query string without the page number, for the links of the pagination."""
    rest = query.copy()
    rest.pop("page", None)
    return rest.urlencode()


__all__ = [
    "Chip",
    "Facet",
    "Option",
    "TermKind",
    "TermName",
    "all_terms",
    "chips",
    "having_terms",
    "rest_of_query",
    "term_facet",
    "values",
]
