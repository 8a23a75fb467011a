"""What a snapshot keeps: nought is a limit like any other."""

from __future__ import annotations

from portal.worksheets.domain.form import Form, Kind, Part, from_json, to_json


def test_a_lowest_of_nought_survives_storage() -> None:
    number = Part("n", Kind.NUMBER, {"nb": "Hvor mange?"}, low=0, high=0)
    scale = Part("s", Kind.SCALE, {"nb": "Hvor godt?"}, low=0, high=10)
    form = Form(title={"nb": "Skjema"}, parts=(number, scale))
    assert from_json(to_json(form)) == form
