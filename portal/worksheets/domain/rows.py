"""Put together two people's work in one table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

Row = dict[str, Any]


def merge_rows(
    base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row], known: Collection[str]
) -> list[Row] | None:
    """Return one table, or None when both have changed the same row in different ways.

    `base` is what the writer started from, `theirs` what is stored now, `known` the ids of the rows that stood on the
    writer's page: a known row that is not in `mine` has been taken away. Order: that of `theirs`, then new rows.
    """
    before, own = _by_id(base), _by_id(mine)
    merged: list[Row] = []
    for row in theirs:
        key = row["id"]
        if key not in own:
            untouched = before.get(key) == row
            if key in known and untouched:
                continue
            merged.append(row)
        elif own[key] == row or own[key] == before.get(key):
            merged.append(row)
        elif before.get(key) == row:
            merged.append(own[key])
        else:
            return None
    stored = {row["id"] for row in theirs}
    merged.extend(row for row in mine if row["id"] not in stored and row != before.get(row["id"]))
    return merged


def _by_id(rows: Sequence[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}
