"""The span of a score holds every score that the form can give, and limits outside it are told apart."""

from __future__ import annotations

from itertools import product

import pytest

from portal.worksheets.domain.form import Condition, Form, Kind, Method, Option, Part
from portal.worksheets.domain.limits import Fault, Span, faults, span
from portal.worksheets.domain.scoring import score


def scale(key: str, low: int = 1, high: int = 5) -> Part:
    return Part(key, Kind.SCALE, {}, low=low, high=high, counted=True)


def choice(key: str, *weights: float | None, several: bool = False, most: int | None = None) -> Part:
    options = tuple(Option(f"{key}{number}", {}, weight) for number, weight in enumerate(weights))
    return Part(key, Kind.CHOICES if several else Kind.CHOICE, {}, options=options, most=most, counted=True)


CHECK = Part("k", Kind.CHECK, {}, counted=True)
HIDDEN = Part("h", Kind.SCALE, {}, low=1, high=10, counted=True, shown_when=(Condition("a", frozenset({"a1"})),))
FORMS = [
    (scale("s"), scale("t", 0, 10)),
    (CHECK, scale("s")),
    (choice("a", 0, 2.5, 4), choice("b", -1, 3)),
    (choice("a", 1, None, 4), scale("s")),
    (choice("a", None, 3),),
    (choice("a", 1, 2), HIDDEN),
    (choice("m", 2, 3, -4, -1, several=True, most=2), scale("s")),
]


def answers_of(part: Part) -> list[object]:
    if part.kind is Kind.SCALE:
        return list(range(int(part.low or 0), int(part.high or 0) + 1))
    if part.kind is Kind.CHECK:
        return [None, True]
    keys = [option.id for option in part.options]
    if part.kind is Kind.CHOICE:
        return list(keys)
    return [[one] for one in keys] + [[one, other] for one, other in product(keys, keys) if one < other]


@pytest.mark.parametrize("method", [Method.SUM, Method.MEAN, Method.SHARE])
@pytest.mark.parametrize("parts", FORMS)
def test_no_score_is_outside_the_span(parts: tuple[Part, ...], method: Method) -> None:
    possible = span(method, parts)
    assert possible is not None
    form = Form({}, parts, method=method)
    keys = [part.id for part in parts]
    given = [
        score(form, dict(zip(keys, chosen, strict=True)))  # type: ignore[arg-type]
        for chosen in product(*(answers_of(part) for part in parts))
    ]
    values = [each.value for each in given if each is not None and each.complete]
    assert values
    assert min(values) >= possible.low - 1e-9
    assert max(values) <= possible.high + 1e-9


@pytest.mark.parametrize(
    ("method", "expected"),
    [(Method.SUM, Span(1, 15)), (Method.MEAN, Span(0.5, 7.5)), (Method.SHARE, Span(100 / 15, 100))],
)
def test_the_span_is_exact_where_all_is_asked(method: Method, expected: Span) -> None:
    assert span(method, FORMS[0]) == expected


def test_what_does_not_count_has_no_span() -> None:
    assert span(Method.NONE, FORMS[0]) is None
    assert span(Method.SUM, (Part("t", Kind.TEXT, {}),)) is None


def test_limits_at_the_ends_are_fine_and_others_are_not() -> None:
    possible = Span(0, 40)
    assert faults([0, 20.5, 40], possible) == {}
    assert faults([-1, 0, None, 20, 20, 41], possible) == {0: Fault.BELOW, 4: Fault.TWICE, 5: Fault.ABOVE}
