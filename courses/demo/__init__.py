"""Koordinatorskolen in bokmål, nynorsk and English, from the TOML files beside this one.

Keys of pages and ids of blocks are made from the files' keys and the blocks' places, so that loading again finds what
is there and a learner's progress holds.
"""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Locale, Page

from courses.demo.files import LANGUAGES, body, key_of, read, title_fields
from courses.models import CoursePage, LessonPage, ModulePage
from portal.accounts.democontext import DemoContext
from portal.cms.models import HomePage, PageTerm, SectionPage, Term

FOLDER = "koordinatorskolen"
SECTION_SLUG = "laer"
KINDS = {
    "regions": "region",
    "municipalities": "municipality",
    "audiences": "audience",
    "themes": "theme",
    "phases": "phase",
    "methods": "method",
}


def load(context: DemoContext) -> None:
    """Publish the course in every language that has a tree; leave what is there as it is."""
    made = 0
    for language in LANGUAGES:
        parent = _parent(language)
        if parent is None:
            continue
        data = read(FOLDER, "course", language)
        course, fresh = _page(CoursePage, parent, data, language, **_course_fields(data))
        made += fresh
        for module_key in data["modules"]:
            words = read(FOLDER, module_key, language)
            module, fresh = _page(ModulePage, course, words, language)
            made += fresh
            for lesson_key in words["lessons"]:
                lesson = read(FOLDER, lesson_key, language)
                _, fresh = _page(LessonPage, module, lesson, language, minutes=lesson["minutes"])
                made += fresh
    context.say(f"Koordinatorskolen: {made} pages new.")


def remove() -> None:
    """Take the course away in all languages. What learners did stays with them; it hangs on keys, not on pages."""
    for course in CoursePage.objects.filter(translation_key=key_of(FOLDER, "course")):
        course.delete()


def _course_fields(data: dict[str, Any]) -> dict[str, Any]:
    points = [
        {"type": "point", "value": text, "id": str(key_of(FOLDER, "course", "leave_with", at))}
        for at, text in enumerate(data["leave_with"])
    ]
    return {"certificate_text": data["certificate_text"], "leave_with": json.dumps(points)}


def _parent(language: str) -> Page | None:
    """The section «Lær» in this language, else the home page."""
    locale = Locale.objects.filter(language_code=language).first()
    section = SectionPage.objects.filter(slug=SECTION_SLUG, locale__language_code="nb").first()
    if locale is None:
        return None
    if section is not None:
        translated = SectionPage.objects.filter(translation_key=section.translation_key, locale=locale).first()
        if translated is not None:
            return translated
    home: Page | None = HomePage.objects.filter(locale=locale).first()
    return home


def _page(kind: type[Any], parent: Page, data: dict[str, Any], language: str, **more: Any) -> tuple[Any, bool]:
    key = key_of(FOLDER, data["key"])
    held = kind.objects.filter(translation_key=key, locale__language_code=language).first()
    if held is not None:
        return held, False
    page = kind(
        **title_fields(data),
        locale=parent.locale,
        translation_key=key,
        body=body(FOLDER, data),
        show_in_menus=False,
        **more,
    )
    parent.add_child(instance=page)
    for field, term_kind in KINDS.items():
        for term in Term.objects.filter(kind=term_kind, slug__in=data.get(field, [])):
            PageTerm.objects.get_or_create(page=page, term=term)
    page.save_revision().publish()
    return page, True
