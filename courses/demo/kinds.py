"""Blocks of lessons that name something else in the portal, as their content files write them.

type = "worksheet"          form = "motet-vart-i-dag" (the key of a form), text = "…"
type = "film"               film = "for-motet" (the key of a film or a sound), caption = "…"
type = "try_tool"           tool = "pdsa" (or goal, measure, figures, people: see improvement.seams), text = "…"
type = "practise_together"  title, why, people, minutes, roles = [{name, task}], steps = [{text, minutes}], afterwards
type = "true_false"         statement, is_true, feedback_true, feedback_false
type = "short_answer"       question, accepted = ["…"], feedback_right, feedback_wrong
type = "number"             question, target, tolerance, unit, feedback_right, feedback_wrong, source;
                            as_scale = true with lowest and highest for points to tick
type = "case_steps"         title, steps = [{html, question, choices = [{text, correct, feedback}]}], ending
type = "poll"               situation (html), question, choices = [{text, thought}], afterthought
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from portal.assets.demo import film_of
from portal.cms.demo.loader import Block, Builder, find_page


def _worksheet(block: Block, build: Builder) -> dict[str, Any]:
    page = find_page(block["form"], build.language) or find_page(block["form"], "nb")
    return {"form": page.pk if page else None, "text": block.get("text", "")}


def _film(block: Block, build: Builder) -> dict[str, Any]:
    film = film_of(block["film"])
    return {"film": film.pk if film else None, "caption": block.get("caption", "")}


CONVERT: dict[str, Callable[[Block, Builder], Any]] = {"worksheet": _worksheet, "film": _film}
