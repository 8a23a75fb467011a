"""Ask Wagtail's index. The only place that knows which database holds it.

Wagtail keeps one row a page in its index, with a field of ours: the page's readable text, a separator, and its stems
(portal/search/question.py). We ask for the stems ourselves instead of through `.search()`, because that orders by a
relevance which the two databases reckon differently, row by row, and too slowly for lists of thousands.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from modelsearch.conf import get_app_config
from modelsearch.utils import get_descendant_models
from wagtail.models import Page

from portal.search.question import (
    Place,
    Question,
    fts5_expression,
    index_tokens,
    tsquery_expression,
)

# Between the readable text and the stems, and between summary and body: signs that no text has use for.
_SEPARATOR = "\u241e"
SUMMARY_END = "\u241f"


def index_text(title: str, summary: str, terms: str, body: str, language: str) -> str:
    """Return what a page puts into the index: its readable text (summary and body), for excerpts, and its stems."""
    readable = SUMMARY_END.join(_tidy(text) for text in (summary, body))
    return f"{readable}{_SEPARATOR}{index_tokens(title, f'{summary} {terms}', body, language)}"


def _tidy(text: str) -> str:
    return " ".join(text.replace(_SEPARATOR, " ").replace(SUMMARY_END, " ").replace("\x00", " ").split())


def _entries() -> QuerySet:
    model = get_app_config().get_model("IndexEntry")
    types = ContentType.objects.get_for_models(*_kinds_of_page())
    return model.objects.filter(content_type_id__in=sorted({each.pk for each in types.values()}))


@cache
def _kinds_of_page() -> tuple[type[Model], ...]:
    """Return `Page` and all its kinds. Models never change in a process; their content types are asked each time."""
    return (Page, *get_descendant_models(Page))


def page_ids(question: Question, place: Place = Place.ANYWHERE) -> QuerySet:
    """Return the keys of the pages that answer the question, as a subquery; not yet narrowed to what is public."""
    entries = _entries()
    if connection.vendor == "postgresql":
        from django.contrib.postgres.search import SearchQuery

        asked = SearchQuery(tsquery_expression(question, place), search_type="raw", config="simple")
        entries = entries.filter(body=asked)
    else:
        table = f"{entries.model._meta.db_table}_fts"
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608 - the name is the model's own
        entries = entries.filter(pk__in=RawSQL(sql, [fts5_expression(question, place)]))  # noqa: S611 - a parameter
    return entries.annotate(page_id=Cast("object_id", BigIntegerField())).values("page_id")


def readable_texts(ids: Collection[int]) -> dict[int, str]:
    """Return summary and body of pages, with SUMMARY_END between, by primary key; one query."""
    column = "body_text" if connection.vendor == "postgresql" else "body"
    rows = _entries().filter(object_id__in=[str(pk) for pk in ids]).values_list("object_id", column)
    return {int(pk): (text or "").split(_SEPARATOR, 1)[0] for pk, text in rows}
