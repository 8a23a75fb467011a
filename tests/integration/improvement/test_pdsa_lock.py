"""A prediction cannot be changed once the first finding is saved, whichever door it comes through."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Value
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from improvement.models import PdsaCycle, PdsaQuestion
from improvement.services.pdsa import Sitting, save_stage
from tests.factories.improvement import make_cycle, make_project

pytestmark = pytest.mark.django_db

ASKED = [
    {"question": "Blir det en felles agenda?", "prediction": "Åtte av ti"},
    {"question": "Rekker koordinatoren det?", "prediction": "Ja, på fem minutter"},
]


@pytest.fixture
def cycle():
    return make_cycle(make_project(), questions=ASKED, stage="study", started_on="2026-09-14")


@pytest.fixture
def found(cycle):
    """One of the two questions has its finding."""
    PdsaQuestion.objects.filter(cycle=cycle, position=1).update(finding="Sju av ti")
    cycle.refresh_from_db()
    return cycle


def predictions(cycle):
    return list(cycle.questions.order_by("position").values_list("prediction", flat=True))


def by_save(row):
    row.prediction = "Etterpå"
    row.save()


def by_sql(row):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE improvement_pdsaquestion SET prediction = 'Etterpå' WHERE id = %s", [row.pk])


def by_bulk_update(row):
    row.prediction = "Etterpå"
    PdsaQuestion.objects.bulk_update([row], ["prediction"])


def elsewhere(row):
    other = make_cycle(row.cycle.project, questions=[])
    PdsaQuestion.objects.filter(pk=row.pk).update(cycle=other)


DOORS = {
    "save": by_save,
    "update": lambda row: PdsaQuestion.objects.filter(pk=row.pk).update(prediction="Etterpå"),
    "update of all": lambda _row: PdsaQuestion.objects.all().update(prediction=Value("Etterpå")),
    "update through the cycle": lambda row: row.cycle.questions.update(prediction="Etterpå"),
    "update and find at once": lambda row: PdsaQuestion.objects.filter(pk=row.pk).update(finding="", prediction="Ny"),
    "bulk_update": by_bulk_update,
    "update_or_create": lambda row: PdsaQuestion.objects.update_or_create(pk=row.pk, defaults={"prediction": "Ny"}),
    "the question": lambda row: PdsaQuestion.objects.filter(pk=row.pk).update(question="Noe annet?"),
    "the question by expression": lambda row: PdsaQuestion.objects.filter(pk=row.pk).update(question=F("prediction")),
    "one more": lambda row: PdsaQuestion.objects.create(cycle=row.cycle, position=9, question="?", prediction="Ny"),
    "moved to another cycle": elsewhere,
    "SQL by hand": by_sql,
    "the lock itself": lambda row: PdsaCycle.objects.filter(pk=row.cycle_id).update(first_finding_at=None),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("position", [1, 2])
def test_every_door_is_closed_once_something_is_found(found, door, position):
    row = found.questions.get(position=position)
    with pytest.raises(IntegrityError, match="prediction is locked"), transaction.atomic():
        DOORS[door](row)
    assert predictions(found) == [each["prediction"] for each in ASKED]


@pytest.mark.parametrize("door", ["save", "update", "SQL by hand"])
def test_the_same_doors_are_open_before(cycle, door):
    DOORS[door](cycle.questions.get(position=1))
    assert predictions(cycle)[0] == "Etterpå"


def test_a_finding_taken_back_does_not_open_the_prediction(found):
    PdsaQuestion.objects.filter(cycle=found).update(finding="", match="")
    with pytest.raises(IntegrityError), transaction.atomic():
        PdsaQuestion.objects.filter(cycle=found).update(prediction="Etterpå")
    assert predictions(found)[0] == "Åtte av ti"


def test_findings_are_still_written_and_mended(found):
    PdsaQuestion.objects.filter(cycle=found).update(finding="Seks av ti", match="partly")
    assert set(found.questions.values_list("finding", "match")) == {("Seks av ti", "partly")}


def test_the_moment_is_kept_and_stays(found):
    moment = found.first_finding_at
    assert moment is not None
    PdsaQuestion.objects.filter(cycle=found, position=2).update(finding="Ja")
    found.refresh_from_db()
    assert found.first_finding_at == moment


def test_what_comes_with_its_finding_is_locked_from_the_start():
    cycle = make_cycle(make_project(), questions=[{**ASKED[0], "finding": "Sju", "match": "partly"}], stage="study")
    with pytest.raises(IntegrityError), transaction.atomic():
        cycle.questions.update(prediction="Sju")


def test_a_finding_without_a_prediction_is_refused():
    cycle = make_cycle(make_project(), questions=[{"question": "Hva?"}], stage="study")
    with pytest.raises(IntegrityError), transaction.atomic():
        cycle.questions.update(finding="Noe")


def test_a_project_with_findings_can_still_be_erased(found):
    found.project.delete()
    assert not PdsaQuestion.objects.filter(cycle=found.pk).exists()


def test_the_service_writes_nothing_of_a_refused_save(found):
    sitting = Sitting({"title": "Nytt navn"}, {}, [{"prediction": "Etterpå"}])
    with pytest.raises(IntegrityError), transaction.atomic():
        save_stage(found, found.version, found.changed_by, sitting, stage="study")
    found.refresh_from_db()
    assert (found.title, found.version, predictions(found)[0]) == ("Ring før møtet", 1, "Åtte av ti")


@pytest.mark.parametrize("stage", ["plan", "do", "study", "act", "closed"])
@pytest.mark.parametrize("advance", [False, True])
def test_the_page_keeps_it_whatever_form_is_sent(client, found, stage, advance):
    """The plan's form, sent again with the version that is stored now, as from an old tab or by hand."""
    PdsaCycle.objects.filter(pk=found.pk).update(stage=stage)
    client.force_login(found.project.created_by)
    plan = {"stage": "plan", "title": "En", "question": "Hva?", "prediction": "Etterpå", "version": found.version}
    response = client.post(found.get_absolute_url(), {**plan, **({"advance": "1"} if advance else {})})
    assert response.status_code in {404, 422}
    assert predictions(found) == [each["prediction"] for each in ASKED]
    if response.status_code == 422:
        assert "dette kan ikke endres lenger" in response.content.decode()
        assert "Etterpå" in response.content.decode()


def test_stepping_back_does_not_lead_to_the_plan(client, found):
    client.force_login(found.project.created_by)
    for _time in range(3):
        found.refresh_from_db()
        back = reverse("improvement:pdsa_back", args=[found.project_id, found.pk])
        client.post(back, {"version": found.version})
    found.refresh_from_db()
    assert found.stage == "do"
    assert 'name="prediction"' not in client.get(found.get_absolute_url()).content.decode()


WRITES = st.tuples(
    st.sampled_from(["prediction", "question", "finding", "match"]),
    st.sampled_from(["", "Ja", "Nei", "Kanskje"]),
    st.integers(1, 2),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(WRITES, max_size=12))
def test_after_any_row_of_writes_the_predictions_are_those_of_the_first_finding(cycle, writes):
    """The rule said another way: keep a copy when the first finding is written, and compare with it at the end."""
    save = transaction.savepoint()
    kept = None
    for name, text, position in writes:
        try:
            with transaction.atomic():
                PdsaQuestion.objects.filter(cycle=cycle, position=position).update(**{name: text})
        except IntegrityError:
            continue
        if kept is None and PdsaQuestion.objects.filter(cycle=cycle).exclude(finding="").exists():
            kept = list(cycle.questions.order_by("position").values_list("question", "prediction"))
    now = list(cycle.questions.order_by("position").values_list("question", "prediction"))
    assert kept is None or now == kept
    transaction.savepoint_rollback(save)
