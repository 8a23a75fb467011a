"""Koordinatorskolen, Tillitsbyggerne and the tools in the browser, in bokmål, nynorsk and English.

Each course is a folder in content/; its pages' keys get the folder's name before them, since keys are shared by all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from courses.demo import group, owngroup
from courses.demo.kinds import CONVERT
from courses.demo.learners import learn
from courses.models import CoursePage, GatheringStepPage, LessonPage, LocalToolPage, ModulePage, PracticeStepPage
from portal.accounts.democontext import DemoContext
from portal.cms.demo.loader import Builder, Data, Kind, PageLoader, find_target, page_key
from portal.cms.demo.settle import settle

COURSE = "koordinatorskolen"
SECTION = "laer"
TRUST = "tillitsbyggerne"
FOLDER = Path(__file__).parent / "content"
CONTENT = FOLDER / COURSE
TOOLS = FOLDER / "ovinger"


def load(context: DemoContext) -> None:
    """Publish the courses in every language; add what is missing and change nothing that exists."""
    made, trust = (_load_course(name) for name in (COURSE, TRUST))
    tools = PageLoader(TOOLS).load({"local_tool": Kind(LocalToolPage, _local_tool, lambda data: SECTION)})
    # The home page's doors and other pages may now lead to the course.
    settle()
    learners = learn(context, page_key(COURSE))
    context.say(f"Koordinatorskolen: {made} pages made; Tillitsbyggerne: {trust}; tools in the browser: {tools}.")
    if learners:
        context.say(f"Examples of learners: {learners}.")
    if group.gather(context, page_key(TRUST)):
        context.say("An example of a group that takes Tillitsbyggerne.")
    if owngroup.gather(context, page_key(COURSE)):
        context.say("An example of a kommune's own training of coordinators.")


def _load_course(course: str) -> int:
    loader = _loader(course)
    above = {key: module for module in loader.keys("module") for key in loader.any_language(module)["lessons"]}

    def module_of(data: Data) -> str:
        return above[f"{course}-{data['key']}"]

    def step(data: Data) -> dict[str, Any]:
        return _step(data, course)

    kinds = {
        "course": Kind(CoursePage, _course, lambda data: SECTION),
        "module": Kind(ModulePage, _body, lambda data: course),
        "lesson": Kind(LessonPage, lambda data, build: {**_body(data, build), **step(data)}, module_of, CONVERT),
        "practice": Kind(PracticeStepPage, lambda data, build: {**_practice(data, build), **step(data)}, module_of),
        "gathering": Kind(
            GatheringStepPage, lambda data, build: {**_gathering(data, build), **step(data)}, module_of, CONVERT
        ),
    }
    made = loader.load(kinds, [course, *loader.keys("module")])
    # One by one: they stand in their module in the order it lists them, whatever their kind.
    return made + sum(loader.load(kinds, [each]) for each in above)


def remove() -> None:
    """Take the courses and the tools away in all languages. What learners did hangs on keys and stays with them."""
    group.scatter()
    owngroup.scatter()
    for course in (COURSE, TRUST):
        _loader(course).remove([course])
    tools = PageLoader(TOOLS)
    tools.remove(tools.keys("local_tool"))


def _loader(course: str) -> PageLoader:
    """Read the files; their keys get the course's name before them, since keys are shared by all rooms."""
    loader = PageLoader(FOLDER / course)

    def named(key: str) -> str:
        return course if key == "course" else f"{course}-{key}"

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
        "kind": data.get("kind", ""),
    }


def _body(data: Data, build: Builder) -> dict[str, Any]:
    return {"body": build.stream("blocks", data.get("blocks", []))}


def _local_tool(data: Data, build: Builder) -> dict[str, Any]:
    return {**_body(data, build), "tool": data["tool"]}


def _practice(data: Data, build: Builder) -> dict[str, Any]:
    things = [
        {"type": "thing", "id": build.id("things", at), "value": {"title": each["title"], "how": each.get("how", "")}}
        for at, each in enumerate(data["things"])
    ]
    return {**_body(data, build), "things": json.dumps(things), "note_prompt": data.get("note", "")}


def _gathering(data: Data, build: Builder) -> dict[str, Any]:
    agenda = find_target(f"page:{data['agenda']}", build.language) if "agenda" in data else None
    return {
        **_body(data, build),
        "happens": data["happens"],
        # The library may be left out of a demo; the step stands without it.
        "agenda_id": agenda.pk if agenda is not None else None,
        "weeks_after": data.get("weeks_after", 2),
    }


def _step(data: Data, course: str) -> dict[str, Any]:
    """Minutes, the rule (`done = {conditions = ["tasks"], …}`) and what it opens after (`requires`, keys of files)."""
    step: dict[str, Any] = {"minutes": data["minutes"]}
    if "done" in data:
        step["completion"] = {"combine": "all", "needed": 0, "right": 0, **data["done"]}
    if "requires" in data:
        step["requires"] = [str(page_key(f"{course}-{key}")) for key in data["requires"]]
    return step
