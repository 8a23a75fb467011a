"""How the content files of this room become forms.

A question stands in the file with its `kind` (the name of its block) and the fields of the block; what is left out gets
the block's own default. Answers are plain texts, or tables with `text` and `weight`. A branch has `answers` (numbers,
from 1) and `questions`. Ids come from the file's name and the place, so that all languages share them.
"""

from __future__ import annotations

import json
from typing import Any

from wagtail import blocks

from portal.cms.demo.loader import Block, Builder, Data
from portal.worksheets.blocks import FormStream

CHOSEN = ("storage", "filling", "anonymous", "shares_words", "places", "roles", "scoring", "score_note", "instructions")
# Lists of answers that may have a worth; in a table's columns the answers are plain texts.
WEIGHED = ("options", "levels")
ASKED = FormStream().child_blocks


def form_fields(data: Data, build: Builder) -> dict[str, Any]:
    """Return the fields of a form's page."""
    bands: list[Block] = [{"type": "band", **each} for each in data.get("bands", [])]
    return {
        "body": build.stream("body", data.get("body", [])),
        "form": json.dumps(questions(data["form"], build, "form")),
        "bands": build.stream("bands", bands),
        **{name: data[name] for name in CHOSEN if name in data},
    }


def questions(asked: list[Data], build: Builder, *path: object) -> list[Block]:
    """Return a stream of questions as it is stored."""
    return [_question(each, build, *path, number) for number, each in enumerate(asked)]


def _question(asked: Data, build: Builder, *path: object) -> Block:
    kind = asked["kind"]
    told = {name: each for name, each in asked.items() if name != "kind"}
    if kind == "branch":
        inner = questions(told["questions"], build, *path, "questions")
        # The numbers are bare: a list of them has no ids.
        value = {"answers": [str(number) for number in told["answers"]], "questions": inner}
    else:
        if kind == "guidance":
            told = {"label": told["html"]}
        value = build.formatted({**_unticked(kind), **_weighed(told)}, *path)
    return {"type": kind, "id": build.id(*path), "value": value}


def _unticked(kind: str) -> Data:
    """Boxes that a file says nothing of stand as an editor would have left them."""
    boxes = {name: box for name, box in ASKED[kind].child_blocks.items() if isinstance(box, blocks.BooleanBlock)}
    return {name: bool(box.get_default()) for name, box in boxes.items()}


def _weighed(told: Data) -> Data:
    return {name: [_answer(one) for one in each] if name in WEIGHED else each for name, each in told.items()}


def _answer(given: str | Data) -> Data:
    return {"text": given, "weight": None} if isinstance(given, str) else {"weight": None, **given}
