"""Tables with columns of different kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.worksheets.blocks.base import LABEL, TABLES, QuestionBlock, listed, texts
from portal.worksheets.blocks.questions import help_block, label_block, required_block
from portal.worksheets.domain.form import Column, Kind, Part

KINDS = [
    (Kind.TEXT.value, _("text")),
    (Kind.CHOICE.value, _("choice")),
    (Kind.CHECK.value, _("tick")),
    (Kind.NUMBER.value, _("number")),
    (Kind.DATE.value, _("date")),
    (Kind.PERSON.value, _("person")),
]


class ColumnBlock(blocks.StructBlock):
    """One column."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    kind = blocks.ChoiceBlock(label=_("what is written here"), choices=KINDS, default=Kind.TEXT.value)
    options = blocks.ListBlock(
        blocks.CharBlock(label=_("answer"), max_length=120),
        label=_("answers, for a choice"),
        default=[],
        collapsed=True,
    )

    class Meta:
        icon = "table"
        label = _("Column")
        label_format = "{title}"


class TableQuestionBlock(QuestionBlock):
    """A table. Named rows stand fixed; without them people add as many rows as they need."""

    label = label_block()
    help = help_block()
    columns = blocks.ListBlock(ColumnBlock(), label=_("columns"), min_num=1, max_num=8)
    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("row"), max_length=LABEL),
        label=_("fixed rows"),
        default=[],
        help_text=_("Leave empty to let people add rows of their own."),
    )
    required = required_block()

    class Meta:
        icon = "table"
        label = _("Table")
        group = TABLES
        preview_value = {
            "label": "Innvendinger",
            "columns": [{"title": "Hva vi hører", "kind": "text", "options": []}],
            "rows": [],
        }

    def parts(self, key: str, value: Any, language: str) -> list[Part]:
        """Return one table."""
        columns = tuple(
            Column(
                str(child.id),
                Kind(child.value["kind"]),
                texts(language, child.value["title"]),
                listed(child.value["options"], language),
            )
            for child in value["columns"].bound_blocks
        )
        return [
            Part(
                key,
                Kind.TABLE,
                texts(language, value["label"]),
                texts(language, value["help"]),
                required=value["required"],
                columns=columns,
                rows=listed(value["rows"], language),
            )
        ]

    def check_values(self, value: Mapping[str, Any]) -> dict[str, ValidationError]:
        """Refuse a column of choices without answers: it could never be filled in."""
        empty = [
            column
            for column in value.get("columns") or []
            if column["kind"] == Kind.CHOICE.value and len(column["options"]) < 2
        ]
        return {"columns": ValidationError(_("A column with a choice needs at least two answers."))} if empty else {}
