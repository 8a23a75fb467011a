"""A PDSA cycle: the predictions come first and stay, the decision comes last and leads on."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.domain.pdsa import (
    Asked,
    Cycle,
    CycleDecision,
    Lack,
    Match,
    PdsaCode,
    Scale,
    Stage,
    advance,
    check_edit,
    missing_for,
    next_cycle,
    suggests_next,
)

ONE = Asked(question="Hjelper det?", prediction="Fra 40 til 55 %")
TWO = Asked(question="Rekker de det?", prediction="Fire av fem dager")
PLANNED = Cycle(asked=(ONE, TWO), plan="To uker", scale=Scale.ONE, started=date(2026, 3, 2))
DOING = advance(PLANNED, Stage.DO)
FOUND = replace(ONE, finding="52 %", match=Match.PARTLY), replace(TWO, finding="Ja", match=Match.AS_PREDICTED)
STUDIED = replace(advance(DOING, Stage.STUDY), asked=FOUND)
ACTING = advance(STUDIED, Stage.ACT)


def closed(decision: CycleDecision, **values: object) -> Cycle:
    return advance(replace(ACTING, decision=decision, decision_reason="Derfor", **values), Stage.CLOSED)


def asking(cycle: Cycle, at: int = 0, **values: object) -> Cycle:
    return replace(
        cycle, asked=tuple(replace(each, **values) if n == at else each for n, each in enumerate(cycle.asked))
    )


def test_the_whole_way_round():
    done = closed(CycleDecision.ADAPT)
    assert suggests_next(done)
    following = next_cycle(done)
    assert (following.number, following.stage, following.scale) == (2, Stage.PLAN, Scale.ONE)
    assert following.asked == (Asked(question="Hjelper det?"), Asked(question="Rekker de det?"))
    assert (following.plan, following.decision, following.started) == ("To uker", None, None)


@pytest.mark.parametrize(
    ("decision", "scale", "then"),
    [
        (CycleDecision.EXPAND, Scale.ONE, Scale.FEW),
        (CycleDecision.EXPAND, Scale.ALL, Scale.ALL),
        (CycleDecision.EXPAND, None, None),
        (CycleDecision.ADAPT, Scale.UNIT, Scale.UNIT),
        (CycleDecision.ADOPT, Scale.SEVERAL, Scale.ALL),
        (CycleDecision.ABANDON, Scale.UNIT, None),
    ],
)
def test_the_decision_says_how_large_the_next_one_is(decision, scale, then):
    assert next_cycle(closed(decision, scale=scale)).scale is then


def test_what_is_abandoned_leaves_nothing_to_repeat():
    following = next_cycle(closed(CycleDecision.ABANDON))
    assert (following.asked, following.plan) == ((), "")
    assert not suggests_next(closed(CycleDecision.ABANDON))


@pytest.mark.parametrize(
    ("cycle", "to", "lacks"),
    [
        (
            Cycle(),
            Stage.DO,
            (
                Lack(PdsaCode.QUESTION_MISSING, 1),
                Lack(PdsaCode.PREDICTION_MISSING, 1),
                Lack(PdsaCode.START_MISSING),
            ),
        ),
        (asking(PLANNED, 1, prediction=" "), Stage.DO, (Lack(PdsaCode.PREDICTION_MISSING, 2),)),
        (PLANNED, Stage.STUDY, (Lack(PdsaCode.WRONG_ORDER),)),
        (PLANNED, Stage.PLAN, (Lack(PdsaCode.WRONG_ORDER),)),
        (replace(DOING, ended=date(2026, 3, 1)), Stage.STUDY, (Lack(PdsaCode.END_BEFORE_START),)),
        (DOING, Stage.PLAN, (Lack(PdsaCode.WRONG_ORDER),)),
        (
            asking(STUDIED, 1, finding="", match=None),
            Stage.ACT,
            (Lack(PdsaCode.FINDING_MISSING, 2), Lack(PdsaCode.MATCH_MISSING, 2)),
        ),
        (STUDIED, Stage.DO, ()),
        (ACTING, Stage.CLOSED, (Lack(PdsaCode.DECISION_MISSING),)),
        (replace(ACTING, decision=CycleDecision.ABANDON), Stage.CLOSED, (Lack(PdsaCode.REASON_MISSING),)),
        (replace(ACTING, decision=CycleDecision.ABANDON, decision_reason="Tok for lang tid"), Stage.CLOSED, ()),
        (replace(ACTING, stage=Stage.CLOSED), Stage.ACT, (Lack(PdsaCode.WRONG_ORDER),)),
    ],
)
def test_what_a_step_needs(cycle, to, lacks):
    assert missing_for(cycle, to) == lacks
    if lacks:
        with pytest.raises(ValueError, match=lacks[0].code):
            advance(cycle, to)


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        (PLANNED, asking(PLANNED, prediction="Noe annet"), ()),
        (PLANNED, replace(PLANNED, asked=(ONE,)), ()),
        (DOING, asking(DOING, 1, prediction="Noe annet"), (("prediction", 2, PdsaCode.FIELD_LOCKED),)),
        (DOING, asking(DOING, question="?"), (("question", 1, PdsaCode.FIELD_LOCKED),)),
        (
            DOING,
            replace(DOING, asked=(ONE,)),
            (("question", 2, PdsaCode.FIELD_LOCKED), ("prediction", 2, PdsaCode.FIELD_LOCKED)),
        ),
        (DOING, replace(DOING, observed="Gikk fint"), ()),
        (Cycle(), Cycle(asked=(Asked(finding="52 %"),)), (("finding", 1, PdsaCode.PREDICTION_MISSING),)),
        (PLANNED, asking(PLANNED, finding="52 %"), (("finding", 1, PdsaCode.WRONG_ORDER),)),
        (STUDIED, asking(STUDIED, finding="53 %"), ()),
        (STUDIED, replace(STUDIED, decision=CycleDecision.ADOPT), (("decision", 0, PdsaCode.WRONG_ORDER),)),
        (replace(ACTING, stage=Stage.CLOSED), replace(ACTING, plan="x"), (("plan", 0, PdsaCode.FIELD_LOCKED),)),
        (STUDIED, STUDIED, ()),
    ],
)
def test_what_may_be_written_when(before, after, wrong):
    assert check_edit(before, after) == wrong


WORDS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=6)
ROWS = st.lists(
    st.builds(Asked, WORDS, WORDS, st.sampled_from(["", "Ja"]), st.sampled_from([None, *Match])), min_size=1, max_size=5
)


@given(ROWS, ROWS, st.sampled_from(tuple(Stage)))
def test_whatever_is_sent_a_prediction_stands_once_something_is_found(stored, sent, stage):
    before = Cycle(stage=stage, asked=tuple(stored))
    after = replace(before, asked=tuple(sent))
    same = [(each.question, each.prediction) for each in stored] == [(each.question, each.prediction) for each in sent]
    refused = {name for name, _n, code in check_edit(before, after) if code is PdsaCode.FIELD_LOCKED}
    if any(each.finding for each in stored) and not same:
        assert refused & {"question", "prediction"}


def test_an_open_cycle_has_no_next():
    assert not suggests_next(ACTING)
    with pytest.raises(ValueError, match="closed"):
        next_cycle(ACTING)
