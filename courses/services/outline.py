"""The shape of a course, in the language one reads, without loading a single lesson's text.

Two queries, whether the course has two steps or two hundred. Where a step has not been translated, the reader gets
it in the next best language, as lists do everywhere (portal/cms/querysets.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from courses.domain.prerequisites import Plan
from courses.domain.progress import Step
from courses.models import STEP_KINDS, CoursePage
from portal.cms.models import ContentVersion
from portal.cms.querysets import FALLBACKS
from portal.cms.services.languages import locale_codes

# The tables of the steps, and what each kind is called in lists.
STEPS = {"lessonpage": "lesson", "practicesteppage": "practice", "gatheringsteppage": "gathering"}


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One step as lists show it. `language` is the language it was found in."""

    key: UUID
    module: UUID
    title: str
    url: str
    minutes: int
    kind: str
    language: str
    requires: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleInfo:
    """One module with its steps in order."""

    key: UUID
    title: str
    url: str
    language: str
    steps: tuple[StepInfo, ...]
    requires: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A course with its modules."""

    key: UUID
    title: str
    url: str
    language: str
    modules: tuple[ModuleInfo, ...]
    read_ahead: bool = True
    repeat_months: int | None = None
    kind: str = ""

    @property
    def infos(self) -> tuple[StepInfo, ...]:
        """All steps in reading order."""
        return tuple(step for module in self.modules for step in module.steps)

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps as the domain knows them."""
        return tuple(Step(info.key, info.module, info.minutes) for info in self.infos)

    @property
    def plan(self) -> Plan:
        """What opens after what."""
        modules = {module.key: tuple(step.key for step in module.steps) for module in self.modules}
        asked = {module.key: module.requires for module in self.modules if module.requires}
        asked |= {step.key: step.requires for step in self.infos if step.requires}
        return Plan(modules, asked)

    def module(self, key: UUID) -> ModuleInfo | None:
        """The module with this key."""
        return next((module for module in self.modules if module.key == key), None)

    def step(self, key: UUID) -> StepInfo | None:
        """The step with this key."""
        return next((info for info in self.infos if info.key == key), None)


def page_for(kind: type[Any], key: UUID) -> Any | None:
    """Return the live page with this key in the language one reads, else in the next best; nothing if there is none."""
    family = kind.objects.filter(translation_key=key)
    here = family.live().in_language(get_language() or "nb").first()
    return here or family.listable().first()


def step_for(key: UUID) -> Any | None:
    """Return the live step with this key, of whichever kind, as `page_for` does."""
    return next((page for kind in STEP_KINDS if (page := page_for(kind, key)) is not None), None)


def outline_of(course_key: UUID, language: str, request: HttpRequest | None = None) -> Outline | None:
    """Return the course with this key; nothing when no language has it published."""
    return _kept(f"key|{course_key}", lambda: Q(translation_key=course_key), language, request)


def outline_around(page: Page, language: str, request: HttpRequest | None = None) -> Outline | None:
    """Return the course that holds this module or step (found by its place in the tree, drafts too)."""
    up = 1 if page._meta.model_name == "modulepage" else 2
    path = page.path[: -up * Page.steplen]

    def which() -> Q:
        return Q(translation_key__in=CoursePage.objects.filter(path=path).values("translation_key"))

    return _kept(f"path|{path}", which, language, request)


def _kept(name: str, which: Callable[[], Q], language: str, request: HttpRequest | None) -> Outline | None:
    """Keep the outline in memory under the content version: it holds nothing personal, and is right at once."""
    key = f"course-outline|{ContentVersion.seen()}|{name}|{language}"
    outline: Outline | None = caches["pages"].get(key)
    if outline is None:
        outline = _read(which(), language, request)
        if outline is not None:
            caches["pages"].set(key, outline)
    return outline


def _read(which: Q, language: str, request: HttpRequest | None) -> Outline | None:
    codes = locale_codes()
    rank = {code: place for place, code in enumerate(FALLBACKS.get(language, (language, "nb", "nn", "en")))}

    def preference(page: Page) -> int:
        return rank.get(codes[page.locale_id], len(rank))

    courses = list(_light(CoursePage.objects.filter(which), "read_ahead", "repeat_months", "kind"))
    if not courses:
        return None
    below = Q()
    for course in courses:
        below |= Q(path__startswith=course.path, depth__in=(course.depth + 1, course.depth + 2))
    pages = _light(Page.objects.filter(below)).annotate(
        is_module=F("modulepage__page_ptr"),
        module_requires=F("modulepage__requires"),
        minutes=Coalesce(*(f"{kind}__minutes" for kind in STEPS)),
        **{f"{kind}_requires": F(f"{kind}__requires") for kind in STEPS},
    )
    return _build(min(courses, key=preference), list(pages), _Words(codes, preference, request))


@dataclass(frozen=True, slots=True)
class _Words:
    """How pages become what the reader sees."""

    codes: dict[int, str]
    preference: Callable[[Page], int]
    request: HttpRequest | None

    def shown(self, page: Page) -> dict[str, Any]:
        """Key, title, address and language of a page."""
        return {
            "key": page.translation_key,
            "title": page.title,
            "url": page.get_url(self.request) or "",
            "language": self.codes[page.text_locale],
        }


def _light(pages: QuerySet[Any], *more: str) -> QuerySet[Any]:
    # A copy that stands in for a missing translation keeps the reader in the own tree; its words are the original's.
    words = Coalesce("alias_of__locale_id", "locale_id")
    fields = ("id", "path", "depth", "url_path", "title", "locale_id", "translation_key", "slug")
    light: QuerySet[Any] = pages.filter(live=True).only(*fields, *more).annotate(text_locale=words)
    return light


def _build(course: Any, pages: list[Any], words: _Words) -> Outline:
    best: dict[UUID, Any] = {}
    for page in pages:
        held = best.get(page.translation_key)
        if held is None or words.preference(page) < words.preference(held):
            best[page.translation_key] = page
    module_of = {page.path: page.translation_key for page in pages if page.is_module}
    # Trees of different languages are kept in the same order; what one lacks takes its place from another.
    tail = len(course.path)
    ordered = sorted(best.values(), key=lambda page: str(page.path[tail:]))
    steps: dict[UUID, list[StepInfo]] = {}
    for page in ordered:
        module = module_of.get(page.path[: -Page.steplen])
        if page.minutes is not None and module is not None:
            table = next(each for each in STEPS if getattr(page, f"{each}_requires") is not None)
            asked = _keys(getattr(page, f"{table}_requires"))
            info = StepInfo(**words.shown(page), module=module, minutes=page.minutes, kind=STEPS[table], requires=asked)
            steps.setdefault(module, []).append(info)
    modules = (
        ModuleInfo(
            **words.shown(page),
            steps=tuple(steps.get(page.translation_key, ())),
            requires=_keys(page.module_requires or ()),
        )
        for page in ordered
        if page.is_module
    )
    return Outline(
        **words.shown(course),
        modules=tuple(modules),
        read_ahead=course.read_ahead,
        repeat_months=course.repeat_months,
        kind=course.kind,
    )


def _keys(texts: Iterable[str]) -> tuple[UUID, ...]:
    """Read keys as they are stored; what is none is left out."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(str(text)))
    return tuple(found)
