"""Koordinatorskolen and the tools in the browser, in bokmål, nynorsk and English, from the files in content/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from courses.demo.kinds import CONVERT
from courses.demo.learners import learn
from courses.models import CoursePage, GatheringStepPage, LessonPage, LocalToolPage, ModulePage, PracticeStepPage
from portal.accounts.democontext import DemoContext
from portal.cms.demo.loader import Builder, Data, Kind, PageLoader, page_key
from portal.cms.demo.settle import settle

COURSE = "koordinatorskolen"
SECTION = "laer"
CONTENT = Path(__file__).parent / "content" / COURSE
TOOLS = Path(__file__).parent / "content" / "ovinger"


def load(context: DemoContext) -> None:
    """Publish the course in every language; add what is missing and change nothing that exists."""
    loader = _loader()
    above = {key: module for module in loader.keys("module") for key in loader.any_language(module)["lessons"]}
    kinds = {
        "course": Kind(CoursePage, _course, lambda data: SECTION),
        "module": Kind(ModulePage, _body, lambda data: COURSE),
        "lesson": Kind(LessonPage, _lesson, lambda data: above[f"{COURSE}-{data['key']}"], CONVERT),
        "practice": Kind(PracticeStepPage, _practice, lambda data: above[f"{COURSE}-{data['key']}"]),
        "gathering": Kind(GatheringStepPage, _gathering, lambda data: above[f"{COURSE}-{data['key']}"]),
    }
    made = loader.load(kinds, [COURSE, *loader.keys("module")])
    # One by one: they stand in their module in the order it lists them, whatever their kind.
    made += sum(loader.load(kinds, [step]) for step in above)
    tools = PageLoader(TOOLS).load({"local_tool": Kind(LocalToolPage, _local_tool, lambda data: SECTION)})
    # The home page's doors and other pages may now lead to the course.
    settle()
    learners = learn(context, page_key(COURSE))
    context.say(f"Koordinatorskolen: {made} pages made; tools in the browser: {tools}.")
    if learners:
        context.say(f"Examples of learners: {learners}.")


def remove() -> None:
    """Take the course and the tools away in all languages. What learners did hangs on keys and stays with them."""
    _loader().remove([COURSE])
    tools = PageLoader(TOOLS)
    tools.remove(tools.keys("local_tool"))


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
    """`repeat_months` says after how many months the course is due again."""
    points = [
        {"type": "point", "id": build.id("leave_with", at), "value": text} for at, text in enumerate(data["leave_with"])
    ]
    return {
        **_body(data, build),
        "leave_with": json.dumps(points),
        # Without words of its own, a certificate names its module.
        "certificate_text": data.get("certificate_text", ""),
        "repeat_months": data.get("repeat_months"),
    }


def _body(data: Data, build: Builder) -> dict[str, Any]:
    return {"body": build.stream("blocks", data.get("blocks", []))}


def _local_tool(data: Data, build: Builder) -> dict[str, Any]:
    return {**_body(data, build), "tool": data["tool"]}


def _lesson(data: Data, build: Builder) -> dict[str, Any]:
    return {**_body(data, build), **_step(data)}


def _practice(data: Data, build: Builder) -> dict[str, Any]:
    things = [
        {"type": "thing", "id": build.id("things", at), "value": {"title": each["title"], "how": each.get("how", "")}}
        for at, each in enumerate(data["things"])
    ]
    return {**_body(data, build), **_step(data), "things": json.dumps(things), "note_prompt": data.get("note", "")}


def _gathering(data: Data, build: Builder) -> dict[str, Any]:
    return {**_body(data, build), **_step(data), "happens": data["happens"]}


def _step(data: Data) -> dict[str, Any]:
    """Minutes, the rule (`done = {conditions = ["tasks"], …}`) and what it opens after (`requires`, keys of files)."""
    step: dict[str, Any] = {"minutes": data["minutes"]}
    if "done" in data:
        step["completion"] = {"combine": "all", "needed": 0, "right": 0, **data["done"]}
    if "requires" in data:
        step["requires"] = [str(page_key(f"{COURSE}-{key}")) for key in data["requires"]]
    return step
