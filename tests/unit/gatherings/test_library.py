"""The library: blocks, the copy that meetings take, times and words."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from wagtail import blocks

from portal.gatherings.blocks import SlotBlock
from portal.gatherings.domain.agenda import LONGEST, SlotKind, to_json
from portal.gatherings.models import AgendaTemplatePage, ExercisePage
from portal.gatherings.presenters.library import length, lines, people, typed_time
from portal.gatherings.services.snapshot import agenda_of
from portal.gatherings.streams import AroundStream, HandoutsStream, PartsStream, StepsStream

# A page asks for its content type as soon as it is made.
pytestmark = pytest.mark.django_db

STREAMS = (PartsStream, StepsStream, HandoutsStream)
BLOCKS = {name: block for stream in STREAMS for name, block in stream().child_blocks.items()} | {"slot": SlotBlock()}


def slot(key: str | None, **values: Any) -> dict[str, Any]:
    """An item as it is stored; without a key as it stands before it was ever saved."""
    return {"type": "item", "value": values, "id": key} if key else values


def page(*parts: tuple[str | None, str, list[dict[str, Any]]]) -> AgendaTemplatePage:
    stored = [
        {"type": "part", "value": {"title": title, "slots": slots}, **({"id": key} if key else {})}
        for key, title, slots in parts
    ]
    found = AgendaTemplatePage(title="Opplegg")
    found.parts = AgendaTemplatePage._meta.get_field("parts").stream_block.to_python(stored)
    return found


@pytest.mark.parametrize("block", BLOCKS.values(), ids=list(BLOCKS))
def test_block_is_described_and_previews_without_a_database(block: blocks.Block) -> None:
    assert block.meta.icon != "placeholder"
    assert str(block.label)
    assert str(block.get_description())
    assert str(block.meta.group)
    assert block.render(block.get_preview_value()).strip()


@pytest.mark.parametrize("block", BLOCKS.values(), ids=list(BLOCKS))
def test_empty_block_is_no_error_in_a_draft(block: blocks.Block) -> None:
    value = block.get_default()
    block.clean_deferred(value)
    block.render(value)


def test_streams_around_the_agenda_show_what_is_in_them() -> None:
    stream = AroundStream()
    value = stream.to_python([{"type": "checklist", "value": {"title": "Før", "items": ["Rom er bestilt"]}}])
    shown = render_to_string("portal/cms/parts/stream.html", {"stream": value})
    assert "Rom er bestilt" in shown


class TestSnapshot:
    def test_keys_are_block_ids_and_order_is_kept(self) -> None:
        agenda = agenda_of(
            page(
                ("p1", "Del 1", [slot("a", title="Velkommen", kind="opening", minutes=10, lead="Prosjektleder")]),
                ("p2", "", [slot("b", title="Pause", kind="break", minutes=15), slot("c", title="Prat", minutes=5)]),
            )
        )
        assert [(part.key, part.title, [each.key for each in part.slots]) for part in agenda.parts] == [
            ("p1", "Del 1", ["a"]),
            ("p2", "", ["b", "c"]),
        ]
        assert agenda.minutes == 30
        first = agenda.slots[0]
        assert (first.kind, first.lead, first.exercise) == (SlotKind.OPENING, "Prosjektleder", "")
        # An item without a kind is a conversation, and all of it can be stored.
        assert agenda.slots[2].kind == SlotKind.CONVERSATION
        assert to_json(agenda)[1]["slots"][0]["kind"] == "break"

    def test_half_written_items_count_as_nothing(self) -> None:
        agenda = agenda_of(page((None, "", [slot(None, title="", minutes=None), slot(None, title="Prat", minutes=5)])))
        assert [each.minutes for each in agenda.slots] == [0, 5]
        assert len({each.key for each in agenda.slots}) == 2, "a preview needs keys too"

    def test_an_empty_page_has_an_empty_agenda(self) -> None:
        assert agenda_of(AgendaTemplatePage(title="Tom")).slots == ()


def test_more_than_a_day_is_refused_but_not_in_a_draft() -> None:
    stream = PartsStream()
    day = [slot(str(number), title="Lenge", kind="talk", minutes=LONGEST) for number in range(2)]
    value = stream.to_python([{"type": "part", "value": {"title": "", "slots": day}, "id": "p"}])
    with pytest.raises(blocks.StreamBlockValidationError):
        stream.clean(value)
    stream.clean_deferred(value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("09.00", time(9)),
        ("9", time(9)),
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        (" 23.59 ", time(23, 59)),
        ("0", time(0)),
        ("24.00", None),
        ("9.60", None),
        ("halv ni", None),
        ("", None),
        ("٠٩.٠٠", None),
        ("9.5", None),
    ],
)
def test_what_is_typed_as_a_time(typed: str, meant: time | None) -> None:
    assert typed_time(typed) == meant


@pytest.mark.parametrize(
    ("minutes", "language", "said"),
    [
        (45, "nb", "45 min"),
        (60, "nb", "1 t"),
        (150, "nn", "2 t 30 min"),
        (150, "en", "2 h 30 min"),
        (None, "nb", "0 min"),
    ],
)
def test_lengths_in_words(minutes: int | None, language: str, said: str) -> None:
    with translation.override(language):
        assert length(minutes) == said


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (4, 12, "4–12 personer"),
        (30, None, "30 personer eller flere"),
        (2, 2, "2 personer"),
        (None, 8, "8 personer"),
        (None, None, ""),
    ],
)
def test_group_sizes_in_words(least: int | None, most: int | None, said: str) -> None:
    assert people(ExercisePage(people_from=least, people_to=most)) == said


def test_lists_stand_one_thing_a_line() -> None:
    assert lines("Kort\n\n  Tusj \n") == ["Kort", "Tusj"]
