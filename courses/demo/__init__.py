"""Koordinatorskolen in bokmål, nynorsk and English, from the files in content/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from courses.models import CoursePage, LessonPage, ModulePage
from portal.accounts.democontext import DemoContext
from portal.cms.demo.loader import Builder, Data, Kind, PageLoader
from portal.cms.demo.settle import settle

COURSE = "koordinatorskolen"
SECTION = "laer"
CONTENT = Path(__file__).parent / "content" / COURSE


def load(context: DemoContext) -> None:
    """Publish the course in every language; add what is missing and change nothing that exists."""
    loader = _loader()
    above = {key: module for module in loader.keys("module") for key in loader.any_language(module)["lessons"]}
    kinds = {
        "course": Kind(CoursePage, _course, lambda data: SECTION),
        "module": Kind(ModulePage, _body, lambda data: COURSE),
        "lesson": Kind(LessonPage, _lesson, lambda data: above[f"{COURSE}-{data['key']}"]),
    }
    made = loader.load(kinds)
    # The home page's doors and other pages may now lead to the course.
    settle()
    context.say(f"Koordinatorskolen: {made} pages made.")


def remove() -> None:
    """Take the course away in all languages. What learners did hangs on keys and stays with them."""
    _loader().remove([COURSE])


def _loader() -> PageLoader:
    """Read the files; their keys get the course's name before them, since keys are shared by all rooms."""
    loader = PageLoader(CONTENT)

    def named(key: str) -> str:
        return COURSE if key == "course" else f"{COURSE}-{key}"

    loader.pages = {named(key): languages for key, languages in loader.pages.items()}
    for languages in loader.pages.values():
        for data in languages.values():
            if "lessons" in data:
                data["lessons"] = [named(key) for key in data["lessons"]]
    return loader


def _course(data: Data, build: Builder) -> dict[str, Any]:
    points = [
        {"type": "point", "id": build.id("leave_with", at), "value": text} for at, text in enumerate(data["leave_with"])
    ]
    return {**_body(data, build), "leave_with": json.dumps(points), "certificate_text": data["certificate_text"]}


def _body(data: Data, build: Builder) -> dict[str, Any]:
    return {"body": build.stream("blocks", data.get("blocks", []))}


def _lesson(data: Data, build: Builder) -> dict[str, Any]:
    return {**_body(data, build), "minutes": data["minutes"]}
