"""Every block: help for editors, a preview without a database, tolerance of half-written drafts, and its own rules."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail import blocks

from portal.cms.blocks import (
    BodyStream,
    ButtonBlock,
    ContactStream,
    GuideStream,
    HomeStream,
    OutcomeBlock,
    SectionStream,
    StepBlock,
    TableBlock,
)
from portal.cms.blocks.base import check_address
from portal.cms.blocks.menus import MenuStream

STREAMS = (BodyStream, SectionStream, HomeStream, GuideStream, ContactStream, MenuStream)
BLOCKS = {(stream.__name__, name): block for stream in STREAMS for name, block in stream().child_blocks.items()}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=[" ".join(key) for key in BLOCKS])
def test_block_is_described_and_previews_without_a_database(block: blocks.Block) -> None:
    """No database fixture here: a query would fail the test."""
    assert block.meta.icon != "placeholder"
    assert str(block.label)
    assert str(block.get_description())
    assert str(block.meta.group)
    value = block.get_preview_value()
    assert value
    template = getattr(block.meta, "preview_template", None)
    html = render_to_string(template, {"value": value}) if template else block.render(value)
    assert html.strip() or block.name == "newest"
    assert "style=" not in html


@pytest.mark.parametrize("block", BLOCKS.values(), ids=[" ".join(key) for key in BLOCKS])
def test_empty_block_is_no_error_in_a_draft(block: blocks.Block) -> None:
    """Autosave cleans and shows blocks that hold nothing yet."""
    value = block.get_default()
    block.clean_deferred(value)
    block.render(value)


def problems(block: blocks.StructBlock, value: dict[str, Any]) -> set[str]:
    try:
        block.clean(block.to_python(value))
    except ValidationError as error:
        return set(error.block_errors)
    return set()


def test_rules_of_links() -> None:
    """A page or an address, one of them."""
    block = ButtonBlock()
    assert problems(block, {"label": "Gå", "url": "/laer/", "weight": "primary"}) == set()
    assert problems(block, {"label": "Gå", "url": "", "weight": "primary"}) == {"page"}


@pytest.mark.parametrize("address", ["/laer/", "https://example.no/a?b=c", "mailto:post@example.no", "tel:+4712345678"])
def test_addresses_that_are_taken(address: str) -> None:
    """Here, elsewhere, letters and telephone."""
    check_address(address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "laer/", '/a"b'])
def test_addresses_that_are_refused(address: str) -> None:
    """Nothing that could run or mislead."""
    with pytest.raises(ValidationError):
        check_address(address)


def test_rules_of_gates() -> None:
    """A question needs answers, answers need a question; a way to a step needs its number."""
    step = {"title": "Steg", "html": "<p>Gjør det.</p>", "gate_outcomes": []}
    answers = [{"label": "Ja", "way": "next"}, {"label": "Nei", "way": "end"}]
    assert problems(StepBlock(), step) == set()
    assert problems(StepBlock(), {**step, "gate_question": "Klar?"}) == {"gate_question"}
    assert problems(StepBlock(), {**step, "gate_outcomes": answers}) == {"gate_question"}
    assert problems(StepBlock(), {**step, "gate_question": "Klar?", "gate_outcomes": answers}) == set()
    assert problems(OutcomeBlock(), {"label": "Ja", "way": "step"}) == {"number"}
    assert problems(OutcomeBlock(), {"label": "Ja", "way": "page"}) == {"page"}


def test_rules_of_tables() -> None:
    """Each row has as many cells as the header has columns."""
    table = {"caption": "Tabell", "header": ["A", "B"], "rows": [["1", "2"]]}
    assert problems(TableBlock(), table) == set()
    assert problems(TableBlock(), {**table, "rows": [["1", "2"], ["3"]]}) == {"rows"}
