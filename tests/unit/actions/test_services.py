"""Agreeing, changing, ending: once an origin, once a form, never over somebody else's text, always with an entry."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from portal.accounts.roles import Role
from portal.accounts.services.erasing import erase
from portal.actions.models import Action, Decision
from portal.actions.origins import Origin
from portal.actions.querysets import people_in
from portal.actions.services import actions, decisions, mydata
from portal.security.models import AuditEntry
from portal.spaces.models import SpaceMember
from portal.spaces.services.owned import space_of_organisation, space_of_person
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.actions import join, make_action, make_decision, make_space
from tests.unit.security.test_identity_guard import synthetic

pytestmark = pytest.mark.django_db
ROW = Origin("worksheet", "12:row-3", "Egenvurdering", "/min-side/")


def acts() -> list[str]:
    """What the audit has written about this room."""
    rows = AuditEntry.objects.filter(target_type__startswith="actions.").order_by("pk")
    return list(rows.values_list("action", flat=True))


class TestOnce:
    def test_one_action_from_one_origin(self) -> None:
        space, lead = make_space()
        first = make_action(space, lead, "Ringe", origin=ROW)
        again = make_action(space, join(space), "Ringe NAV", origin=ROW)
        assert again == first
        assert again.what == "Ringe"
        assert first.origin == ROW
        assert acts() == ["action.created"]

    def test_the_same_origin_in_another_space_is_another(self) -> None:
        (here, lead), (there, other) = make_space(), make_space()
        assert make_action(here, lead, origin=ROW) != make_action(there, other, origin=ROW)

    def test_a_form_counts_once_for_who_sent_it(self) -> None:
        space, lead = make_space()
        key = uuid.uuid4()
        assert make_action(space, lead, form_key=key) == make_action(space, lead, form_key=key)
        assert make_action(space, join(space), form_key=key).pk != Action.objects.filter(created_by=lead).get().pk
        assert make_action(space, lead) != make_action(space, lead)

    def test_decisions_too(self) -> None:
        space, lead = make_space()
        assert make_decision(space, lead, origin=ROW) == make_decision(space, lead, "Noe annet", origin=ROW)
        assert Decision.objects.get().decided_on == timezone.localdate()

    def test_what_came_from_a_source_and_its_parts(self) -> None:
        space, lead = make_space()
        row = make_action(space, lead, origin=ROW)
        many = make_action(space, lead, origin=Origin("worksheet", "12").one_of_many())
        make_action(space, lead, origin=Origin("worksheet", "123"))
        make_action(space, lead, origin=Origin("goal", "12"))
        assert set(Action.objects.in_space(space).from_origin("worksheet", "12")) == {row, many}
        assert Action.objects.in_space(space).by_origin("worksheet", "12:row-3") == {"12:row-3": row}


class TestChange:
    def test_an_old_version_writes_nothing_and_returns_what_stands(self) -> None:
        space, lead = make_space()
        action, other = make_action(space, lead, "Opprinnelig"), join(space)
        mine = Action.objects.get(pk=action.pk)
        assert actions.change_action(other, action, 1, {"what": "Den andres"}) is None
        stands = actions.change_action(lead, mine, 1, {"what": "Min"})
        assert stands is not None
        assert (stands.what, stands.version, stands.changed_by) == ("Den andres", 2, other)
        assert acts() == ["action.created", "action.changed"]

    def test_a_tick_is_no_version(self) -> None:
        space, lead = make_space()
        action = make_action(space, lead)
        actions.finish(lead, Action.objects.get(pk=action.pk))
        assert actions.change_action(lead, action, 1, {"what": "Rettet"}) is None
        stored = Action.objects.get(pk=action.pk)
        assert stored.what == "Rettet"
        assert stored.done_by == lead

    def test_the_audit_names_fields_and_never_words(self) -> None:
        space, lead = make_space()
        action = make_action(space, lead, "Kanarifugl", details="Papegøye")
        actions.change_action(lead, action, 1, {"what": "Kanarifugl igjen"})
        actions.drop(lead, action, "Papegøye")
        written = str(list(AuditEntry.objects.values_list("details", flat=True)))
        assert "anarifugl" not in written
        assert "apegøye" not in written
        assert "what" in written

    def test_a_decision_is_changed_alike(self) -> None:
        space, lead = make_space()
        decision = make_decision(space, lead)
        assert decisions.change_decision(lead, decision, 1, {"what": "Annet"}) is None
        assert decisions.change_decision(lead, decision, 1, {"what": "Tredje"}) is not None
        assert acts() == ["decision.created", "decision.changed"]


class TestEnding:
    def test_done_and_not_done_after_all(self) -> None:
        space, lead = make_space()
        action, other = make_action(space, lead), join(space)
        assert actions.finish(other, action)
        assert not actions.finish(lead, Action.objects.get(pk=action.pk)), "the second of two has not done it"
        assert Action.objects.get().done_by == other
        assert actions.reopen(lead, action)
        assert not actions.reopen(lead, action)
        assert Action.objects.get().is_open
        assert acts() == ["action.created", "action.finished", "action.reopened"]

    def test_dropped_with_a_reason_and_taken_up_again(self) -> None:
        space, lead = make_space()
        action = make_action(space, lead)
        assert actions.drop(lead, action, "Kommunen gjør det")
        assert not actions.finish(lead, action)
        assert Action.objects.get().dropped_reason == "Kommunen gjør det"
        assert actions.reopen(lead, action)
        assert Action.objects.get().dropped_reason == ""

    def test_nothing_is_both_done_and_dropped(self) -> None:
        space, lead = make_space()
        action = make_action(space, lead)
        now = timezone.now()
        with pytest.raises(IntegrityError), transaction.atomic():
            Action.objects.filter(pk=action.pk).update(done_at=now, dropped_at=now)


class TestReads:
    def test_overdue_open_and_closed(self) -> None:
        space, lead = make_space()
        today = timezone.localdate()
        late = make_action(space, lead, "Sen", due=today - timedelta(days=1))
        make_action(space, lead, "I dag", due=today)
        done = make_action(space, lead, "Gjort", due=today - timedelta(days=9))
        actions.finish(lead, done)
        rows = Action.objects.in_space(space)
        assert list(rows.overdue(today)) == [late]
        assert [each.what for each in rows.open().by_due()] == ["Sen", "I dag"]
        assert list(rows.closed()) == [done]

    def test_mine_are_where_i_still_come_in_and_work_goes_on(self) -> None:
        space, lead = make_space()
        other, _lead = make_space(lead=None)
        me = join(space)
        SpaceMember.objects.create(space=other, person=me, role=Role.TEAM_MEMBER)
        here = make_action(space, lead, responsible=me)
        make_action(space, lead, responsible=lead)
        there = make_action(other, _lead, responsible=me)
        assert set(Action.objects.mine(me)) == {here, there}
        other.archived_at = timezone.now()
        other.save()
        assert set(Action.objects.mine(me)) == {here}
        SpaceMember.objects.filter(space=space, person=me).delete()
        assert list(Action.objects.mine(me)) == []

    def test_who_can_be_given_something(self) -> None:
        space, lead = make_space()
        member, reader = join(space), join(space, Role.ADVISOR)
        gone = join(space)
        yesterday = timezone.localdate() - timedelta(days=1)
        SpaceMember.objects.filter(person=gone).update(starts_on=yesterday, ends_on=yesterday)
        assert set(people_in(space)) == {lead, member, reader}
        membership = MembershipFactory()
        MembershipFactory()
        assert list(people_in(space_of_organisation(membership.organisation))) == [membership.person]
        assert list(people_in(space_of_person(lead))) == [lead]

    def test_the_language_it_was_written_in_is_kept(self) -> None:
        space, lead = make_space()
        with translation.override("nn"):
            assert make_action(space, lead).language == "nn"
        assert make_action(space, lead).language == "nb"


class TestIdentityNumbers:
    def test_no_column_takes_one(self) -> None:
        space, lead = make_space()
        for name in ("what", "details", "responsible_text"):
            with pytest.raises(ValidationError):
                make_action(space, lead, **{"what": "Ringe", name: f"Ring {synthetic()}"})
        with pytest.raises(ValidationError):
            make_action(space, lead, origin=Origin("worksheet", "1", f"Ark {synthetic()}"))
        with pytest.raises(ValidationError):
            actions.drop(lead, make_action(space, lead), f"Gjelder {synthetic()}")
        assert Action.objects.filter(dropped_at__isnull=False).count() == 0

    def test_the_writers_word_is_audited(self) -> None:
        space, lead = make_space()
        make_action(space, lead, f"Konto {synthetic()}", went_past_guard=True)
        assert "identity_guard.overridden" in acts()


class TestMyData:
    def test_the_copy_holds_ones_own_and_not_others_words(self) -> None:
        space, lead = make_space(title="Agenda")
        me = join(space)
        make_action(space, lead, "Min å gjøre", details="Lederens ord", responsible=me, due=date(2026, 12, 1))
        make_action(space, me, "Mine ord", details="Også mine")
        make_action(space, lead, "Lederens eget")
        ticked = make_action(space, lead, "Krysset av av meg")
        actions.finish(me, ticked)
        make_decision(space, me, "Mitt vedtak")
        make_decision(space, lead, "Lederens vedtak")
        copy = str(mydata.export(me))
        for word in ("Min å gjøre", "Mine ord", "Også mine", "Mitt vedtak", "Agenda"):
            assert word in copy
        for word in ("Lederens ord", "Lederens eget", "Lederens vedtak", "Krysset av av meg"):
            assert word not in copy
        assert len(mydata.export(me)["actions"]) == 3

    def test_who_leaves_the_portal_leaves_shared_actions_and_takes_their_own_away(self) -> None:
        space, lead = make_space()
        me = join(space)
        shared = make_action(space, lead, responsible=me)
        make_action(space_of_person(me), me, "Bare for meg", responsible=me)
        make_decision(space_of_person(me), me, "Min egen")
        erase(me)
        assert list(Action.objects.all()) == [shared]
        assert not Decision.objects.exists()
        assert str(Action.objects.get().responsible) == "Tidligere medlem"


def test_nobody_sees_into_a_space_that_is_not_open_to_them() -> None:
    space, lead = make_space()
    make_action(space, lead)
    make_decision(space, lead)
    for stranger in (UserFactory(), UserFactory(is_superuser=True)):
        assert not Action.objects.visible_to(stranger).exists()
        assert not Decision.objects.visible_to(stranger).exists()
    assert Action.objects.visible_to(join(space, Role.LEADER)).exists()
