"""What templates show of experience reports: the list with its filters, and one report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Max, Min, Q, Value, When
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from network.domain.report import BELOW
from network.models import ExperienceReportPage, ReportIndexPage
from network.permissions import may_write_report
from network.sections import TITLES
from network.services.texts import filled_sections
from portal.cms.facets import (
    Chip,
    Facet,
    Option,
    all_terms,
    chips,
    having_terms,
    rest_of_query,
    term_facet,
    values,
)
from portal.cms.models import ContentVersion, PageTerm, TermKind
from portal.cms.querysets import public_pages
from portal.cms.services.languages import language_of, written_in
from portal.cms.services.links import addresses
from portal.search.highlight import highlight
from portal.search.matching import page_ids
from portal.search.question import Place, Question, parse

PER_PAGE = 20
RELATED = 3
# Among how many of the newest reports related ones are looked for.
RELATED_AMONG = 300
KEEP_SECONDS = 3600
FIRST_YEAR, LAST_YEAR = 1990, 2100

PARAMETERS = {
    TermKind.REGION: "region",
    TermKind.AUDIENCE: "audience",
    TermKind.THEME: "theme",
    TermKind.PHASE: "phase",
    TermKind.METHOD: "method",
}
LEVELS = {
    "local": "level_local",
    "regional": "level_regional",
    "national": "level_national",
    "international": "level_international",
    "existing": "level_existing",
}


@dataclass(slots=True)
class ReportCard:
    """One report in a list."""

    page: ExperienceReportPage
    url: str
    title: Any
    summary: Any
    eyebrow: str
    tags: list[str]
    language: str
    written_in: str


def report_list(request: HttpRequest) -> dict[str, Any]:
    """Return what the list shows for the filters in the address. As many queries for many as for few."""
    query = request.GET
    question = parse(query.get("q", "")[:1000])
    terms = all_terms(PARAMETERS)
    known = _known(get_language() or "nb")
    facets = _facets(query, terms, known)
    found = ExperienceReportPage.objects.listable().filter(
        having_terms(terms, query, {kind.value: name for kind, name in PARAMETERS.items()}), _levels(query)
    )
    years = _years(query)
    if years is not None:
        found = found.of_year(years)
    if question:
        found = found.filter(pk__in=page_ids(question))
    relevance = bool(question) and query.get("sort") != "newest"
    ordered = _by_relevance(found, question) if relevance else found.newest_first()
    paginator = Paginator(ordered.for_list(), PER_PAGE)
    paginator.count = _count(found, query)  # type: ignore[misc] # the cached property is what its docs say to set
    shown = paginator.get_page(query.get("page"))
    taken = chips(facets, query)
    if question:
        rest = query.copy()
        for name in ("q", "page", "sort"):
            rest.pop(name, None)
        taken = [Chip(f"«{question.text}»", f"?{rest.urlencode()}"), *taken]
    return {
        "facets": facets,
        "chips": taken,
        "shown": shown,
        "cards": _cards(list(shown.object_list), terms, question, request),
        "count": paginator.count,
        "everything": known["total"],
        "question": question.text if question else "",
        "typed": question.text,
        "without_words": question.without_words,
        "sort": "relevance" if relevance else "newest",
        "query": rest_of_query(query),
        "filtered": bool(taken),
    }


def _by_relevance(found: Any, question: Question) -> Any:
    place = Case(
        When(pk__in=page_ids(question, Place.TITLE), then=Value(0)),
        When(pk__in=page_ids(question, Place.LEAD), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.order_by(place, "-shown_at", "-pk")


def _levels(query: QueryDict) -> Q:
    wanted = values(query, "level")
    condition = Q()
    for key in wanted:
        condition |= Q(**{LEVELS[key]: True}) if key in LEVELS else Q(pk__in=[])
    return condition


def _years(query: QueryDict) -> list[int] | None:
    wanted = values(query, "year")
    if not wanted:
        return None
    return [int(year) for year in wanted if year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR]


def _kept(key: str, make: Any) -> Any:
    """Return what `make` gives, kept until something is published."""
    key = f"reports|{ContentVersion.seen()}|{key}"
    kept = caches["pages"].get(key)
    if kept is None:
        kept = make()
        caches["pages"].set(key, kept, KEEP_SECONDS)
    return kept


def _count(found: Any, query: QueryDict) -> int:
    """Count the reports; the number for one set of filters is kept until something is published."""
    rest = query.copy()
    for name in ("page", "sort"):
        rest.pop(name, None)
    key = rest.urlencode()
    if len(key) > 150:
        return int(found.count())
    return int(_kept(f"count|{get_language()}|{key}", found.count))


def _known(language: str) -> dict[str, Any]:
    """Return how many reports have each term, the years there are, and how many there are; kept until a publication."""
    return dict(_kept(f"known|{language}", _read_known))


def _read_known() -> dict[str, Any]:
    everything = ExperienceReportPage.objects.listable()
    counts = PageTerm.objects.filter(page_id__in=everything.values("pk")).values("term_id").annotate(pages=Count("pk"))
    years = everything.aggregate(first=Min("year_from"), last=Max("year_to"), total=Count("pk"))
    return {
        "terms": {row["term_id"]: row["pages"] for row in counts},
        "first": years["first"],
        "last": years["last"],
        "total": years["total"],
    }


def _facets(query: QueryDict, terms: Any, known: dict[str, Any]) -> list[Facet]:
    labels = {
        TermKind.REGION: _("Region"),
        TermKind.AUDIENCE: _("Target group"),
        TermKind.THEME: _("Theme"),
        TermKind.PHASE: _("Phase of the work"),
        TermKind.METHOD: _("Method"),
    }
    facets = [term_facet(kind, name, labels[kind], query, terms, known["terms"]) for kind, name in PARAMETERS.items()]
    chosen_levels = set(values(query, "level"))
    fields = ExperienceReportPage._meta
    levels = [
        Option(key, str(fields.get_field(name).verbose_name).capitalize(), key in chosen_levels)
        for key, name in LEVELS.items()
    ]
    chosen_years = set(values(query, "year"))
    span = range(known["last"], known["first"] - 1, -1) if known["first"] and known["last"] else ()
    years = [Option(str(year), str(year), str(year) in chosen_years) for year in span]
    facets += [Facet("level", _("Degree of innovation"), levels), Facet("year", _("Year"), years)]
    if any(facet.chosen for facet in facets) or query.get("q"):
        # The numbers are of all reports; beside a narrowed list they would mislead.
        for facet in facets:
            for option in facet.options:
                option.count = None
    return facets


def _cards(
    pages: list[ExperienceReportPage], known: list[Any], question: Question, request: HttpRequest
) -> list[ReportCard]:
    # The words are known already; only which page has which is asked for.
    by_key = {term.pk: (place, term) for place, term in enumerate(known)}
    rows = PageTerm.objects.filter(page_id__in=[page.pk for page in pages]).values_list("page_id", "term_id")
    found: dict[int, list[tuple[int, Any]]] = {}
    for page_id, term_id in rows:
        if term_id in by_key:
            found.setdefault(page_id, []).append(by_key[term_id])
    terms = {pk: [term for _place, term in sorted(each, key=lambda pair: pair[0])] for pk, each in found.items()}
    urls = addresses(pages, request)
    return [_card(page, terms.get(page.pk, []), urls[page.pk], question) for page in pages]


def _card(page: ExperienceReportPage, terms: list[Any], url: str, question: Question) -> ReportCard:
    language = language_of(page)
    regions = [term.label for term in terms if term.kind == TermKind.REGION]
    others = [term.label for term in terms if term.kind in {TermKind.AUDIENCE, TermKind.THEME}]
    return ReportCard(
        page=page,
        url=url,
        title=highlight(page.title, question, language),
        summary=highlight(page.summary, question, language),
        eyebrow=" · ".join(each for each in (", ".join(regions), period(page)) if each),
        tags=others[:4],
        language=language,
        written_in=written_in(language) if language != get_language() else "",
    )


def period(page: ExperienceReportPage) -> str:
    """Say when the project ran, with months in words."""
    begins, ends = page.period_from, page.period_to
    if begins and ends:
        first, last = date_format(begins, "F Y"), date_format(ends, "F Y")
        return first if first == last else f"{first} – {last}"
    if begins:
        return _("since %(month)s") % {"month": date_format(begins, "F Y")}
    return _("until %(month)s") % {"month": date_format(ends, "F Y")} if ends else ""


def levels_of(page: ExperienceReportPage) -> list[str]:
    """Return the names of the degrees of innovation that are ticked."""
    return [str(page._meta.get_field(name).verbose_name) for name in LEVELS.values() if getattr(page, name)]


def way_to_write(index: ReportIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return where one writes a report, or why not: `signed_out` is the same for all who are, so the page is kept."""
    decision = may_write_report(request.user, index)
    return {"url": write_address(index) if decision else "", "signed_out": decision.reason == "signed_out"}


def write_address(index: Page) -> str:
    """Return the address of an empty report in the admin, below one language's list."""
    return reverse("wagtailadmin_pages:add", args=["network", "experiencereportpage", index.pk])


def report_context(page: ExperienceReportPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of one report shows."""
    sections = [
        {
            "key": key,
            "id": key.replace("_", "-"),
            "title": TITLES[key],
            "value": value,
            "level": 3 if key in BELOW else 2,
        }
        for key, value in filled_sections(page.sections)
    ]
    has_effects = len(page.effects) > 0
    contents = [{"title": each["title"], "id": each["id"], "level": each["level"]} for each in sections]
    if has_effects:
        contents.append({"title": _("Effect goals and benefits"), "id": "effekter", "level": 2})
    terms = [row.term for row in page.page_terms.select_related("term")]
    by_kind: dict[str, list[Any]] = {}
    for term in sorted(terms, key=lambda term: term.sort_order):
        by_kind.setdefault(term.kind, []).append(term)
    return {
        "report_sections": sections,
        "contents": contents,
        "has_effects": has_effects,
        "period": period(page),
        "levels": levels_of(page),
        "regions": by_kind.get(TermKind.REGION, []),
        "municipalities": by_kind.get(TermKind.MUNICIPALITY, []),
        "term_links": [
            (term, PARAMETERS[TermKind(kind)])
            for kind in (TermKind.AUDIENCE, TermKind.THEME, TermKind.METHOD, TermKind.PHASE)
            for term in by_kind.get(kind, [])
        ],
        "related": _related(page, [term.pk for term in by_kind.get(TermKind.THEME, [])], request),
        "family": _family(page, request),
        "is_preview": getattr(request, "is_preview", False),
    }


def _related(page: ExperienceReportPage, themes: list[int], request: HttpRequest) -> list[dict[str, Any]]:
    """Return up to three of the newest reports that share most themes."""
    if not themes:
        return []
    newest = ExperienceReportPage.objects.listable().exclude(translation_key=page.translation_key).newest_first()
    shared = (
        PageTerm.objects.filter(term_id__in=themes, page_id__in=newest.values("pk")[:RELATED_AMONG])
        .values("page_id")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-page_id")[:RELATED]
    )
    ids = [row["page_id"] for row in shared]
    pages = ExperienceReportPage.objects.for_list().in_bulk(ids)
    return _links([pages[pk] for pk in ids if pk in pages], request)


def _family(page: ExperienceReportPage, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the report this one follows up, and those that follow it up, as far as they are public."""
    public = ExperienceReportPage.objects.filter(public_pages()).for_list()
    found = list(public.filter(follow_up_of__translation_key=page.translation_key).newest_first())
    if page.follow_up_of_id:
        found += public.filter(pk=page.follow_up_of_id)
    links = _links(found, request)
    for link in links:
        link["before"] = link["pk"] == page.follow_up_of_id
    return links


def _links(pages: list[ExperienceReportPage], request: HttpRequest) -> list[dict[str, Any]]:
    urls = addresses(pages, request)
    result = []
    for page in pages:
        language = language_of(page)
        other = language != get_language()
        result.append(
            {
                "pk": page.pk,
                "title": page.title,
                "summary": page.summary,
                "url": urls[page.pk],
                "language": language if other else "",
                "written_in": written_in(language) if other else "",
            }
        )
    return result
