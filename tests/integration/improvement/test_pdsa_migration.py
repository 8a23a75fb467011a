"""What cycles held before they had rows is kept: one question from each, its measure, and a chain for each line."""

from importlib import import_module
from types import SimpleNamespace

import pytest

from improvement.models import PdsaChain, PdsaCycle, PdsaQuestion
from tests.factories.improvement import make_measure, make_project

pytestmark = pytest.mark.django_db

rows_from_columns = import_module("improvement.migrations.0005_pdsa_rows").rows_from_columns


class OldCycles:
    """The cycles as the migration meets them: rows of today, with the columns that they had then."""

    def __init__(self, columns):
        self.columns = columns
        self.filter = PdsaCycle.objects.filter

    def order_by(self, *names):
        for cycle in PdsaCycle.objects.order_by(*names):
            for name, value in self.columns[cycle.number].items():
                setattr(cycle, name, value)
            yield cycle


def test_nothing_that_was_stored_is_lost():
    project, other = make_project(), make_project()
    measure = make_measure(project)
    make = PdsaCycle.objects.create
    first = make(project=project, number=1, title="Ring før møtet")
    second = make(project=project, number=2, title="Ring to ganger", previous=first)
    third = make(project=project, number=3, title="Noe annet")
    make(project=other, number=4, title="Hos andre")
    empty = {"question": "", "prediction": "", "finding": "", "match": "", "measure_id": None}
    columns = {
        1: {
            "question": "Virker?",
            "prediction": "Ja",
            "finding": "Nei",
            "match": "otherwise",
            "measure_id": measure.pk,
        },
        2: {**empty, "question": "Og nå?", "prediction": "Ja"},
        3: {**empty, "question": "Hva da?"},
        4: {**empty, "question": "Hos oss?"},
    }
    models = {
        "PdsaCycle": SimpleNamespace(objects=OldCycles(columns)),
        "PdsaQuestion": PdsaQuestion,
        "PdsaChain": PdsaChain,
    }
    rows_from_columns(SimpleNamespace(get_model=lambda _room, name: models[name]), None)

    names = ("question", "prediction", "finding", "match")
    for cycle in PdsaCycle.objects.all():
        row = cycle.questions.get()
        assert {name: getattr(row, name) for name in names} == {name: columns[cycle.number][name] for name in names}
    for cycle in (first, second, third):
        cycle.refresh_from_db()
    assert list(first.measures.all()) == [measure]
    assert not second.measures.exists()
    assert (first.chain, first.chain.name) == (second.chain, "Ring før møtet")
    assert third.chain.name == "Noe annet"
    assert PdsaChain.objects.get(project=other).name == "Hos andre"
    assert (first.first_finding_at is not None, second.first_finding_at) == (True, None)
