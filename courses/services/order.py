"""The order of a course as editors set it: what may be ticked as «opens after», and whether it makes a circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F
from wagtail.models import Page, Revision

from courses.domain.prerequisites import Plan, circle
from courses.models import CoursePage, ModulePage

KINDS = ("modulepage", "lessonpage", "practicesteppage", "gatheringsteppage")


@dataclass(frozen=True, slots=True)
class _Row:
    """A module or step of a course, drafts too."""

    pk: int
    key: UUID
    title: str
    path: str
    is_module: bool
    requires: list[str]


def order_choices(instance: Any, parent: Page | None) -> list[tuple[str, str]]:
    """Return what this module or step may open after: key and title, in the order of the course.

    A step's own module and a module's own steps are left out, since they could never be done first.
    """
    rows = _rows(_course_path(instance, parent))
    module = parent.path if parent is not None and not isinstance(instance, ModulePage) else None
    found = []
    for row in rows:
        own = row.key == instance.translation_key or row.path == module
        inside = bool(instance.path) and isinstance(instance, ModulePage) and row.path.startswith(instance.path)
        if not own and not inside:
            found.append((str(row.key), row.title if row.is_module else f"– {row.title}"))
    return found


def circle_names(instance: Any, parent: Page | None, chosen: Sequence[str]) -> list[str]:
    """Return the titles of the steps that would wait for each other if this one opened after those chosen."""
    rows = _rows(_course_path(instance, parent))
    modules: dict[UUID, list[UUID]] = {row.key: [] for row in rows if row.is_module}
    paths = {row.path: row.key for row in rows if row.is_module}
    for row in rows:
        if not row.is_module and row.path[: -Page.steplen] in paths:
            modules[paths[row.path[: -Page.steplen]]].append(row.key)
    if not instance.pk and parent is not None and parent.translation_key in modules:
        modules[parent.translation_key].append(instance.translation_key)
    requires = {row.key: _keys(row.requires) for row in rows}
    requires[instance.translation_key] = _keys(chosen)
    titles = {row.key: row.title for row in rows} | {instance.translation_key: instance.title}
    return [titles.get(key, "") for key in circle(Plan(modules, requires)) or []]


def _course_path(instance: Any, parent: Page | None) -> str:
    above = parent if parent is not None else (instance.get_parent() if instance.pk else None)
    if above is None:
        return ""
    depth = 0 if isinstance(instance, ModulePage) else 1
    return str(above.path[: len(above.path) - depth * Page.steplen])


def _rows(path: str) -> list[_Row]:
    """Read the course below this path in two queries; of pages with a later draft, what the draft says."""
    if not path or not CoursePage.objects.filter(path=path).exists():
        return []
    pages = list(
        Page.objects.filter(path__startswith=path, depth__gt=len(path) // Page.steplen)
        .order_by("path")
        .annotate(is_module=F("modulepage__page_ptr"), **{f"{kind}_requires": F(f"{kind}__requires") for kind in KINDS})
        .only("pk", "path", "draft_title", "title", "translation_key", "has_unpublished_changes", "latest_revision_id")
    )
    drafts = {page.latest_revision_id: page for page in pages if page.has_unpublished_changes}
    later = dict(Revision.objects.filter(pk__in=list(drafts)).values_list("pk", "content__requires"))
    return [
        _Row(
            page.pk,
            page.translation_key,
            page.draft_title or page.title,
            page.path,
            page.is_module is not None,
            later[page.latest_revision_id] if later.get(page.latest_revision_id) is not None else _first(page),
        )
        for page in pages
    ]


def _first(page: Any) -> list[str]:
    return next((found for kind in KINDS if (found := getattr(page, f"{kind}_requires")) is not None), [])


def _keys(texts: Sequence[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found
