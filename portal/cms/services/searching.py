"""Search among what is public: each page once, in the reader's best language, titles first, then what is newest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.cms.facets import (
    Facet,
    Option,
    TermName,
    all_terms,
    having_terms,
    term_facet,
    values,
)
from portal.cms.models import PageTerm, TermKind
from portal.cms.querysets import known_public_pages
from portal.cms.services.languages import locale_codes, written_in
from portal.cms.services.links import addresses
from portal.search.highlight import excerpt, has_hit, highlight
from portal.search.kinds import kind_of, kinds
from portal.search.matching import SUMMARY_END, page_ids, readable_texts
from portal.search.question import Place, Question, parse

PER_PAGE = 20
# More than this nobody reads; the list says that there are more, and that narrowing helps.
MOST = 500
TERM_PARAMETERS = {TermKind.REGION: "region", TermKind.AUDIENCE: "audience", TermKind.THEME: "theme"}


@dataclass(slots=True)
class Hit:
    """One page as the list shows it."""

    url: str
    title: SafeString
    text: SafeString
    kind: str
    language: str
    written_in: str  # empty when the page is in the reader's language


@dataclass(slots=True)
class Results:
    """What was found. `more` tells that the list was cut at MOST."""

    question: Question
    facets: list[Facet] = field(default_factory=list)
    shown: Slice | None = None
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    more: bool = False


def search(query: QueryDict, request: HttpRequest) -> Results:
    """Answer the question in `q` with the filters beside it. As many queries for many hits as for few."""
    results = Results(parse(query.get("q", "")[:1000]))
    terms = all_terms(TERM_PARAMETERS)
    languages = [code for code in values(query, "language") if code in dict(settings.LANGUAGES)]
    rows = _rows(results.question, query, terms, languages)
    results.more = len(rows) > MOST
    rows = rows[:MOST]
    results.count = len(rows)
    results.facets = _facets(rows, terms, query, counted=not results.more)
    results.shown = Paginator(rows, PER_PAGE).get_page(query.get("page"))
    results.hits = _hits([row[0] for row in results.shown.object_list], results.question, request)
    return results


Row = tuple[int, int, int]


def _rows(question: Question, query: QueryDict, terms: list[TermName], languages: list[str]) -> list[Row]:
    """Return (page, content type, locale) of what was found, in order; at most one more than MOST."""
    # Who asks for English wants what there is in English, also where bokmål is there too.
    public = Q()
    for code in languages:
        public |= known_public_pages(code) & Q(
            locale_id__in=[pk for pk, each in locale_codes().items() if each == code]
        )
    found = Page.objects.filter(public if languages else known_public_pages(), depth__gt=2)
    found = found.filter(having_terms(terms, query, {kind.value: name for kind, name in TERM_PARAMETERS.items()}))
    wanted = values(query, "type")
    if wanted:
        models = {model for kind in kinds() if kind.key in wanted for model in kind.models}
        found = found.filter(content_type_id__in=[pk for pk, model in _models().items() if model in models])
    found = found.order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    if not question:
        return _take(found, MOST + 1)
    # Place by place: what stands in titles fills most lists, and then the many that only mention the word are not read.
    rows: dict[int, Row] = {}
    for place in (Place.TITLE, Place.LEAD, Place.ANYWHERE):
        if len(rows) <= MOST:
            for row in _take(found.filter(pk__in=page_ids(question, place)), MOST + 1 + len(rows)):
                rows.setdefault(row[0], row)
    return list(rows.values())[: MOST + 1]


def _take(found: QuerySet, count: int) -> list[Row]:
    return list(found.values_list("pk", "content_type_id", "locale_id")[:count])


def _models() -> dict[int, str]:
    """Return the page models by content type; Django keeps content types in memory."""
    wanted = [tuple(model.split(".", 1)) for kind in kinds() for model in kind.models]
    found = {}
    for app, model in wanted:
        kept = ContentType.objects.get_by_natural_key(app, model)
        found[kept.pk] = f"{app}.{model}"
    return found


def _facets(rows: list[Row], terms: list[TermName], query: QueryDict, *, counted: bool) -> list[Facet]:
    models = _models()
    by_kind = Counter(kind.key for row in rows if (kind := kind_of(models.get(row[1], ""))))
    codes = locale_codes()
    by_language = Counter(codes.get(row[2], "") for row in rows)
    # Of a list that was cut, numbers would say nothing true; then all terms are offered, without any.
    by_term = _term_counts([row[0] for row in rows]) if counted else None
    types = [Option(kind.key, str(kind.label), count=by_kind[kind.key]) for kind in kinds()]
    languages = [Option(code, _language_name(code, name), count=by_language[code]) for code, name in settings.LANGUAGES]
    facets = [
        Facet("type", _("Kind"), types),
        term_facet(TermKind.REGION, "region", _("Region"), query, terms, by_term),
        term_facet(TermKind.AUDIENCE, "audience", _("Target group"), query, terms, by_term),
        term_facet(TermKind.THEME, "theme", _("Theme"), query, terms, by_term),
        Facet("language", _("Language"), languages),
    ]
    for facet in facets:
        chosen = set(values(query, facet.name))
        for option in facet.options:
            option.chosen = option.value in chosen
            # A choice within a facet widens it, so the counts of its other options would be wrong.
            if not counted or chosen:
                option.count = None
        if facet.name == "type" and counted and not chosen:
            facet.options = [option for option in facet.options if option.count or option.chosen]
    return facets


def _term_counts(ids: list[int]) -> dict[int, int]:
    rows = PageTerm.objects.filter(page_id__in=ids).values("term_id").annotate(pages=Count("pk"))
    return {row["term_id"]: row["pages"] for row in rows}


def _language_name(code: str, name: str) -> str:
    return {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("English"), "se": _("Northern Sami")}.get(code, str(name))


def _hits(ids: list[int], question: Question, request: HttpRequest) -> list[Hit]:
    pages = Page.objects.in_bulk(ids)
    shown = [pages[pk] for pk in ids if pk in pages]
    texts = readable_texts(ids)
    urls = addresses(shown, request)
    codes, models = locale_codes(), _models()
    reading = get_language() or settings.LANGUAGE_CODE
    return [_hit(page, texts.get(page.pk, ""), question, urls[page.pk], codes, models, reading) for page in shown]


def _hit(
    page: Page, text: str, question: Question, url: str, codes: dict[int, str], models: dict[int, str], reading: str
) -> Hit:
    language = codes.get(page.locale_id, reading)
    summary, _end, body = text.partition(SUMMARY_END)
    shown = SafeString("")
    if body and question and not has_hit(summary, question, language):
        shown = excerpt(body, question, language)
    kind = kind_of(models.get(page.content_type_id, ""))
    return Hit(
        url=url,
        title=highlight(page.title, question, language),
        text=shown or highlight(summary, question, language),
        kind=str(kind.label_one or kind.label) if kind else "",
        language=language,
        written_in=written_in(language) if language != reading else "",
    )
