"""How the content files of this room become pages.

A slot stands in the file with the fields of its block; what is left out is empty. `exercise` is the key of an
exercise's file. Ids come from the file's name and the place, so that all languages share them.
"""

from __future__ import annotations

from typing import Any

from portal.cms.demo.loader import Block, Builder, Data, find_page

COMMON = ("purpose", "aim", "people_from", "people_to", "minutes_proposed")
OF_EXERCISES = ("minutes", "lead")
OF_AGENDAS = ("gathering", "focus_opener", "focus_question", "usual_start")


def exercise_fields(data: Data, build: Builder) -> dict[str, Any]:
    """Return the fields of an exercise. Lists of the file stand one thing a line in their fields."""
    return {
        **_given(data, COMMON, OF_EXERCISES),
        "materials": "\n".join(data.get("materials", [])),
        "watch_for": "\n".join(data.get("watch_for", [])),
        "steps": build.stream("steps", [{"type": "step", **each} for each in data["steps"]]),
        "handouts": build.stream("handouts", data.get("handouts", [])),
    }


def agenda_fields(data: Data, build: Builder) -> dict[str, Any]:
    """Return the fields of an agenda."""
    return {
        **_given(data, COMMON, OF_AGENDAS),
        "parts": build.stream("parts", [{"type": "part", **each} for each in data["parts"]]),
        "before": build.stream("before", data.get("before", [])),
        "after": build.stream("after", data.get("after", [])),
    }


def part(given: Block, build: Builder) -> Data:
    """Return a part, its slots with the exercise as a page of the same language."""
    return {"title": given.get("title", ""), "slots": [_slot(each, build) for each in given["slots"]]}


def _slot(given: Data, build: Builder) -> Data:
    key = given.get("exercise")
    page = find_page(key, build.language) if key else None
    if key and page is None:
        raise LookupError(f"{build.key}.{build.language}: no exercise {key!r}")
    return {**given, "exercise": page.pk if page else None}


def _given(data: Data, *names: tuple[str, ...]) -> Data:
    return {name: data[name] for group in names for name in group if name in data}
