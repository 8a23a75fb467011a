"""A PDSA cycle: the prediction comes first and stays, the decision comes last."""

from dataclasses import replace
from datetime import date

import pytest

from improvement.domain.pdsa import (
    Cycle,
    CycleDecision,
    Match,
    PdsaCode,
    Stage,
    advance,
    check_edit,
    missing_for,
    next_cycle,
    suggests_next,
)

PLANNED = Cycle(question="Hjelper det?", prediction="Fra 40 til 55 %", plan="To uker", started=date(2026, 3, 2))
DOING = advance(PLANNED, Stage.DO)
STUDIED = replace(advance(DOING, Stage.STUDY), finding="52 %", match=Match.PARTLY)
ACTING = advance(STUDIED, Stage.ACT)


def test_the_whole_way_round():
    closed = advance(replace(ACTING, decision=CycleDecision.ADAPT), Stage.CLOSED)
    assert suggests_next(closed)
    following = next_cycle(closed)
    assert (following.number, following.stage, following.question) == (2, Stage.PLAN, "Hjelper det?")
    assert (following.prediction, following.finding, following.decision) == ("", "", None)


@pytest.mark.parametrize(
    ("cycle", "to", "codes"),
    [
        (Cycle(), Stage.DO, (PdsaCode.QUESTION_MISSING, PdsaCode.PREDICTION_MISSING, PdsaCode.START_MISSING)),
        (replace(PLANNED, prediction=" "), Stage.DO, (PdsaCode.PREDICTION_MISSING,)),
        (PLANNED, Stage.STUDY, (PdsaCode.WRONG_ORDER,)),
        (PLANNED, Stage.PLAN, (PdsaCode.WRONG_ORDER,)),
        (replace(DOING, ended=date(2026, 3, 1)), Stage.STUDY, (PdsaCode.END_BEFORE_START,)),
        (DOING, Stage.PLAN, (PdsaCode.WRONG_ORDER,)),
        (replace(STUDIED, finding="", match=None), Stage.ACT, (PdsaCode.FINDING_MISSING, PdsaCode.MATCH_MISSING)),
        (STUDIED, Stage.DO, ()),
        (ACTING, Stage.CLOSED, (PdsaCode.DECISION_MISSING,)),
        (replace(ACTING, decision=CycleDecision.ABANDON), Stage.CLOSED, (PdsaCode.REASON_MISSING,)),
        (replace(ACTING, decision=CycleDecision.ABANDON, decision_reason="Tok for lang tid"), Stage.CLOSED, ()),
        (replace(ACTING, stage=Stage.CLOSED), Stage.ACT, (PdsaCode.WRONG_ORDER,)),
    ],
)
def test_what_a_step_needs(cycle, to, codes):
    assert missing_for(cycle, to) == codes
    if codes:
        with pytest.raises(ValueError, match=codes[0]):
            advance(cycle, to)


@pytest.mark.parametrize(
    ("before", "change", "wrong"),
    [
        (PLANNED, {"prediction": "Noe annet"}, {}),
        (DOING, {"prediction": "Noe annet"}, {"prediction": PdsaCode.FIELD_LOCKED}),
        (DOING, {"question": "?"}, {"question": PdsaCode.FIELD_LOCKED}),
        (DOING, {"observed": "Gikk fint"}, {}),
        (Cycle(), {"finding": "52 %"}, {"finding": PdsaCode.PREDICTION_MISSING}),
        (PLANNED, {"finding": "52 %"}, {"finding": PdsaCode.WRONG_ORDER}),
        (STUDIED, {"finding": "53 %"}, {}),
        (STUDIED, {"decision": CycleDecision.ADOPT}, {"decision": PdsaCode.WRONG_ORDER}),
        (replace(ACTING, stage=Stage.CLOSED), {"plan": "x"}, {"plan": PdsaCode.FIELD_LOCKED}),
        (STUDIED, {}, {}),
    ],
)
def test_what_may_be_written_when(before, change, wrong):
    assert check_edit(before, replace(before, **change)) == wrong


def test_an_open_cycle_has_no_next():
    assert not suggests_next(ACTING)
    with pytest.raises(ValueError, match="closed"):
        next_cycle(ACTING)
