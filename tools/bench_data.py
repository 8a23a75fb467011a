"""Many live experience reports, quickly: rows, terms and search index as publishing would have left them."""

from __future__ import annotations

import json
import random
import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.sql import InsertQuery
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from network.domain.report import STANDARD
from network.models import ExperienceReportPage, ReportIndexPage
from portal.cms.models import ContentVersion, PageTerm, Term, TermKind
from portal.search.matching import index_text

BATCH = 500
WORDS = [
    "koordinator",
    "kommune",
    "sykehus",
    "pasient",
    "bruker",
    "pårørende",
    "oppfølging",
    "overgang",
    "samhandling",
    "tjeneste",
    "forløp",
    "møte",
    "plan",
    "agenda",
    "ansvar",
    "rolle",
    "rutine",
    "veileder",
    "nettverk",
    "erfaring",
    "gevinst",
    "mål",
    "måling",
    "læring",
    "barn",
    "unge",
    "eldre",
    "hjem",
    "avstand",
    "digital",
    "fastlege",
    "hjemmesykepleie",
    "avdeling",
    "leder",
    "tid",
    "kompetanse",
    "opplæring",
    "verktøy",
    "samtykke",
    "familie",
    "skole",
    "fritid",
    "bolig",
    "arbeid",
    "økonomi",
    "forankring",
    "brukermedvirkning",
    "evaluering",
    "resultat",
    "endring",
    "forbedring",
    "utprøving",
    "kartlegging",
]
PER_KIND = {TermKind.REGION: 1, TermKind.AUDIENCE: 2, TermKind.THEME: 2, TermKind.PHASE: 1, TermKind.METHOD: 1}


def make_reports(count: int, *, seed: int = 2026) -> None:
    """Put `count` live bokmål reports under the list of reports; needs a portal that is set up. The same every time."""
    dice = random.Random(seed)  # noqa: S311 - figures to measure with, not secrets
    parent = ReportIndexPage.objects.get(locale__language_code="nb")
    last = parent.get_last_child()
    first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    terms = {kind: list(Term.objects.filter(kind=kind)) for kind in PER_KIND}
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        with transaction.atomic():
            pages = [_page(parent, first + number, number, dice) for number in numbers]
            _insert(pages)
            rows = []
            for page in pages:
                chosen = [term for kind, most in PER_KIND.items() for term in dice.sample(terms[kind], most)]
                rows += [PageTerm(page_id=page.pk, term=term) for term in chosen]
                # What `search_text()` would answer, reckoned once: the index asks for it three times a page.
                names = " ".join(term.name_nb for term in chosen)
                page.search_text = index_text(page.title, page.summary, names, page.organisations + page.words, "nb")
            PageTerm.objects.bulk_create(rows)
            index = get_search_backend().get_index_for_model(Page)
            index.add_items(ExperienceReportPage, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    ContentVersion.bump()


def _insert(pages: list[ExperienceReportPage]) -> None:
    """Insert both rows of each page; Django's own bulk_create does not take models with a parent table."""
    plain = [
        Page(
            **{
                field.attname: getattr(page, field.attname)
                for field in Page._meta.concrete_fields
                if field.name != "id"
            }
        )
        for page in pages
    ]
    Page.objects.bulk_create(plain)
    for page, made in zip(pages, plain, strict=True):
        page.pk = page.id = page.page_ptr_id = made.pk
    query = InsertQuery(ExperienceReportPage)
    query.insert_values(ExperienceReportPage._meta.local_concrete_fields, pages)
    query.get_compiler(connection=connection).execute_sql()


def _page(parent: Any, place: int, number: int, dice: random.Random) -> ExperienceReportPage:
    begins = date(2016, 1, 1) + timedelta(days=dice.randrange(3600))
    ends = begins + timedelta(days=dice.randrange(60, 700))
    shown = timezone.now() - timedelta(minutes=number + 1)
    title = f"{' '.join(dice.sample(WORDS, 4)).capitalize()} {number}"
    slug = f"erfaring-{place}"
    texts = [f"{' '.join(dice.choices(WORDS, k=45)).capitalize()}." for _key in STANDARD[:6]]
    sections = [
        {"type": key, "id": str(uuid.UUID(int=dice.getrandbits(128))), "value": {"text": f"<p>{text}</p>", "more": []}}
        for key, text in zip(STANDARD, texts, strict=False)
    ]
    page = ExperienceReportPage(
        path=Page._get_path(parent.path, parent.depth + 1, place),
        depth=parent.depth + 1,
        title=title,
        draft_title=title,
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        locale_id=Locale.objects.get(language_code="nb").pk,
        translation_key=uuid.uuid5(uuid.NAMESPACE_URL, f"bench/{place}"),
        content_type_id=ContentType.objects.get_for_model(ExperienceReportPage).pk,
        live=True,
        first_published_at=shown,
        last_published_at=shown,
        shown_at=shown,
        summary=" ".join(dice.choices(WORDS, k=24)).capitalize() + ".",
        organisations="Kommune og sykehus",
        period_from=begins,
        period_to=ends,
        year_from=begins.year,
        year_to=ends.year,
        level_existing=dice.random() < 0.5,
        level_local=dice.random() < 0.3,
        sections=json.dumps(sections),
        source="Laget for måling",
    )
    page.words = " ".join(texts)
    return page
