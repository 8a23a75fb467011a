"""A small course in as many languages as a test wants, with block ids that the test can name."""

from __future__ import annotations

import json
import uuid
from typing import Any

from wagtail.models import Locale, Page, Site

from courses.models import CoursePage, GatheringStepPage, LessonPage, ModulePage, PracticeStepPage
from portal.cms.models import HomePage, SectionPage

SPACE = uuid.UUID("7d7f6f0e-9f9e-4d51-9c4e-2f7f6f0e9f9e")
WORDS = {
    "nb": {"home": "Hjem", "learn": "Lær", "course": "Koordinatorskolen", "module": "Kom i gang", "lesson": "Leksjon"},
    "nn": {
        "home": "Heim",
        "learn": "Lær",
        "course": "Koordinatorskulen",
        "module": "Kom i gang",
        "lesson": "Leksjon no",
    },
    "en": {"home": "Home", "learn": "Learn", "course": "The school", "module": "Get going", "lesson": "Lesson"},
}


def key(*parts: object) -> uuid.UUID:
    """A key that is the same each time for the same parts."""
    return uuid.uuid5(SPACE, ":".join(map(str, parts)))


def lesson_body(number: int, language: str = "nb") -> list[dict[str, Any]]:
    """Six blocks: text, case, question (one fits), reflection, question (two fit), text."""
    quiz = {
        "question": f"Hva gjør du først? ({language})",
        "choices": _choices(number, 2, (True, False, False), language),
    }
    both = {
        "question": f"Hva er gode svar? ({language})",
        "choices": _choices(number, 4, (True, True, False), language),
    }
    case = {
        "title": "Øvingscase",
        "phases": [
            _item(
                key(number, "phase", 0),
                {"title": "Før", "html": "<p>Ni er kalt inn.</p>", "question": "Og nå?", "answer": "Spør."},
            ),
            _item(
                key(number, "phase", 1), {"title": "Etter", "html": "<p>Fire kom.</p>", "question": "", "answer": ""}
            ),
        ],
    }
    values: list[tuple[str, Any]] = [
        ("paragraph", f"<p>Tekst {number} på {language}.</p>"),
        ("case", case),
        ("quiz", quiz),
        ("reflection", {"prompt": f"Tenk på et møte ({language}).", "help": ""}),
        ("quiz", both),
        ("paragraph", "<p>Slutt.</p>"),
    ]
    return [{"type": kind, "value": value, "id": str(block(number, at))} for at, (kind, value) in enumerate(values)]


def block(number: int, at: int) -> uuid.UUID:
    """The id of a block (from 0) in a lesson (from 1)."""
    return key("block", number, at)


def choice(number: int, at: int, which: int) -> str:
    """The id of a choice (from 0) in the question at a place."""
    return str(key("choice", number, at, which))


def rule_data(*conditions: str, combine: str = "all", needed: int = 0, right: int = 0) -> dict[str, Any]:
    """A rule as a step stores it."""
    return {"conditions": list(conditions), "combine": combine, "needed": needed, "right": right}


def add_practice(number: int = 1, module: int = 1, language: str = "nb", **fields: Any) -> PracticeStepPage:
    """Publish a practice step at the end of a module, with two things to choose among."""
    above = ModulePage.objects.get(translation_key=key("module", module), locale__language_code=language)
    things = [
        {"type": "thing", "id": str(key("thing", number, at)), "value": {"title": f"Øv på {at}", "how": "Slik."}}
        for at in range(2)
    ]
    page = PracticeStepPage(
        title=f"Øving {number}",
        slug=f"oving-{number}",
        locale=above.locale,
        minutes=15,
        translation_key=key("practice", number),
        **fields,
    )
    page.things = json.dumps(things)
    above.add_child(instance=page)
    return page


def add_gathering(number: int = 1, module: int = 1, language: str = "nb", **fields: Any) -> GatheringStepPage:
    """Publish a meeting at the end of a module."""
    above = ModulePage.objects.get(translation_key=key("module", module), locale__language_code=language)
    page = GatheringStepPage(
        title=f"Samling {number}",
        slug=f"samling-{number}",
        locale=above.locale,
        minutes=60,
        translation_key=key("gathering", number),
        happens="To timer, etter modul 1",
        **fields,
    )
    above.add_child(instance=page)
    return page


def make_course(
    languages: tuple[str, ...] = ("nb", "nn", "en"), lessons: int = 2, modules: int = 1, rule: str = "marked"
) -> CoursePage:
    """Publish a course in these languages and return the bokmål page."""
    made: dict[str, CoursePage] = {}
    for language in languages:
        words = WORDS[language]
        locale, _ = Locale.objects.get_or_create(language_code=language)
        section = _section(locale, words)
        course = CoursePage(
            title=words["course"],
            slug="koordinatorskolen",
            locale=locale,
            translation_key=key("course"),
            certificate_text="har fullført modulen.",
            summary="Kort.",
        )
        section.add_child(instance=course)
        number = 0
        for at in range(1, modules + 1):
            module = ModulePage(
                title=f"{words['module']} {at}", slug=f"modul-{at}", locale=locale, translation_key=key("module", at)
            )
            course.add_child(instance=module)
            for _each in range(lessons):
                number += 1
                lesson = LessonPage(
                    title=f"{words['lesson']} {number}",
                    slug=f"leksjon-{number}",
                    locale=locale,
                    minutes=10,
                    translation_key=key("lesson", number),
                    completion=rule_data(*rule.split("+")),
                )
                lesson.body = json.dumps(lesson_body(number, language))
                module.add_child(instance=lesson)
        made[language] = course
    return made["nb"] if "nb" in made else next(iter(made.values()))


def lesson(number: int = 1, language: str = "nb") -> LessonPage:
    """The lesson with this number in a language."""
    found: LessonPage = LessonPage.objects.get(translation_key=key("lesson", number), locale__language_code=language)
    return found


def _section(locale: Locale, words: dict[str, str]) -> SectionPage:
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        home = HomePage(
            title=words["home"], slug=f"home-{locale.language_code}", locale=locale, translation_key=key("home")
        )
        Page.get_first_root_node().add_child(instance=home)
        if locale.language_code == "nb":
            Site.objects.update_or_create(
                is_default_site=True, defaults={"root_page": home, "hostname": "localhost", "port": 80}
            )
    section = SectionPage.objects.filter(locale=locale, translation_key=key("section")).first()
    if section is None:
        section = SectionPage(
            title=words["learn"], slug="laer", locale=locale, translation_key=key("section"), show_in_menus=True
        )
        home.add_child(instance=section)
    return section


def _choices(number: int, at: int, fits: tuple[bool, ...], language: str) -> list[dict[str, Any]]:
    return [
        _item(
            uuid.UUID(choice(number, at, which)),
            {"text": f"Valg {which} ({language})", "correct": fit, "feedback": f"Om valg {which} ({language})."},
        )
        for which, fit in enumerate(fits)
    ]


def _item(item_id: uuid.UUID, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": str(item_id), "value": value}
