"""A fact's small print: one full stop before the source, and its year once."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

FACT = {"figure": "32 %", "text": "hadde nok tid", "source": "SINTEF (lysark)", "year": 2023}


@pytest.mark.parametrize("base", ["Antall svar er ikke oppgitt", "Antall svar er ikke oppgitt."])
@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("SINTEF (lysark)", "Kilde: SINTEF (lysark), 2023<"),
        ("Senja 10. oktober 2023 (lysark)", "Kilde: Senja 10. oktober 2023 (lysark)<"),
    ],
)
def test_one_full_stop_and_the_year_once(base: str, source: str, said: str) -> None:
    fact = {**FACT, "base": base, "source": source}
    for text in (
        render_to_string("portal/cms/blocks/fact.html", {"value": fact}),
        render_to_string("components/fact.html", fact),
    ):
        assert f"Antall svar er ikke oppgitt. {said}" in text


def test_a_fact_without_a_year_says_none() -> None:
    text = render_to_string("portal/cms/blocks/fact.html", {"value": {**FACT, "year": None}})
    assert "(lysark)<" in text
