"""Who changes something leaves exactly one entry, without what was written; administrators read it, others do not."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry, PageLogEntry

from portal.security import audit
from portal.security.models import AuditEntry
from tests.integration.security.table import TABLE
from tests.integration.security.test_walk import address

WORDS = "Ordene som ingen logg skal ha"


def _version(world: SimpleNamespace, kind: str) -> int:
    from improvement.models import Goal, Measure, PdsaCycle, Project
    from portal.actions.models import Action, Decision

    models: dict[str, Any] = {
        "project_id": Project,
        "goal_id": Goal,
        "measure_id": Measure,
        "cycle_id": PdsaCycle,
        "action_id": Action,
        "decision_id": Decision,
    }
    return int(models[kind].objects.get(pk=world.ids[kind]).version)


# Address, who, what is sent, and the code of the one entry that must stand there afterwards.
CHANGES: list[tuple[str, str, Callable[[SimpleNamespace], dict[str, Any]], str]] = [
    (
        "improvement:project_edit",
        "project_lead",
        lambda world: {"title": WORDS, "summary": WORDS, "background": "", "version": _version(world, "project_id")},
        "project.",
    ),
    ("improvement:project_archive", "project_lead", lambda world: {}, "project."),
    ("improvement:member_end", "project_lead", lambda world: {}, "member.ended"),
    ("improvement:point_delete", "project_member", lambda world: {"version": 1}, "point.deleted"),
    (
        "accounts:settings",
        "coordinator",
        lambda world: {"first_name": "Ny", "last_name": "", "language": "nb"},
        "person.",
    ),
    ("accounts:my_data_copy", "coordinator", lambda world: {}, "person.data_copied"),
    ("accounts:resend", "org_admin", lambda world: {}, "invitation.resent"),
    ("accounts:withdraw", "org_admin", lambda world: {}, "invitation.withdrawn"),
    ("handbook:sign", "project_lead", lambda world: {"version": "2"}, "handbook.read"),
    ("courses:start", "peer", lambda world: {}, "course.started"),
    ("courses:count", "coordinator", lambda world: {"what": "held", "by": "1"}, "first_meeting.counted"),
    ("actions:own_new", "coordinator", lambda world: {"what": WORDS}, "action.created"),
    ("actions:action_new", "project_member", lambda world: {"what": WORDS, "details": WORDS}, "action.created"),
    (
        "actions:action",
        "project_lead",
        lambda world: {"what": WORDS, "version": _version(world, "action_id")},
        "action.changed",
    ),
    ("actions:finish", "project_member", lambda world: {}, "action.finished"),
    ("actions:drop", "project_lead", lambda world: {"reason": WORDS}, "action.dropped"),
    (
        "actions:decision_new",
        "project_member",
        lambda world: {"what": WORDS, "decided_on": "2026-11-20"},
        "decision.created",
    ),
    (
        "actions:decision",
        "project_lead",
        lambda world: {"what": WORDS, "decided_on": "2026-11-20", "version": _version(world, "decision_id")},
        "decision.changed",
    ),
]


@pytest.mark.parametrize(("name", "role", "body", "code"), CHANGES, ids=[each[0] for each in CHANGES])
def test_a_change_leaves_one_entry(
    name: str,
    role: str,
    body: Callable[[SimpleNamespace], dict[str, Any]],
    code: str,
    world: SimpleNamespace,
    as_role: Callable[..., Client],
) -> None:
    client = as_role(role)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    answer = client.post(address(name, world), body(world))
    made = AuditEntry.objects.exclude(pk__in=before)
    assert answer.status_code in {200, 302}, answer.status_code
    assert [entry.action for entry in made if entry.action.startswith(code)] == [entry.action for entry in made]
    entry = made.get()
    assert entry.actor == world.people[role]
    assert entry.request_id == answer["X-Request-ID"]
    assert WORDS not in str(entry.details)


def test_every_address_that_changes_is_known_to_be_audited_or_said_not_to_be() -> None:
    sends = {name for name, row in TABLE.items() if "POST" in row.methods}
    assert sends - {name for name, *_rest in CHANGES} - set(ELSEWHERE) == set()


# Changes whose entry is proved in the tests of their own room, and forms that change nothing but one's own place.
ELSEWHERE = {
    "worksheets:begin": "worksheet.begun, tests/integration/worksheets",
    "worksheets:again": "worksheet.begun, tests/integration/worksheets",
    "worksheets:close": "worksheet.closed, tests/integration/worksheets",
    "worksheets:reopen": "worksheet.reopened, tests/integration/worksheets",
    "worksheets:act": "changes nothing: leads to the form of an action",
    "worksheets:answer": "every version is kept with who and when (AnswerRevision)",
    "worksheets:rate": "not that somebody has rated: in an anonymous rating it would tell when",
    "worksheets:rate_by_link": "as worksheets:rate",
    "worksheets:links": "worksheet.links_made, tests/integration/worksheets",
    "worksheets:send_links": "worksheet.links_sent, tests/integration/worksheets",
    "worksheets:withdraw": "worksheet.link_withdrawn, tests/integration/worksheets",
    **dict.fromkeys(
        (
            f"network:{each}"
            for each in ("new", "edit", "join", "take_back", "leave", "members", "member_end", "member_lead", "answer")
        ),
        "network.…, tests/integration/network",
    ),
    **dict.fromkeys(
        ("network:archive", "network:delete"),
        "network.…, tests/integration/network",
    ),
    **dict.fromkeys(
        (f"network:{each}" for each in ("record", "material_new", "material_remove")),
        "network_meeting.…, tests/integration/network",
    ),
    "handbook:write": "handbook.writer_let_in, tests/integration/handbook",
    "handbook:borrow": "handbook.borrowed, tests/integration/handbook",
    "gatherings:new": "gathering.planned, tests/integration/gatherings",
    "gatherings:new_for": "gathering.planned, tests/integration/gatherings",
    "gatherings:edit": "gathering.changed, tests/integration/gatherings",
    "gatherings:announce": "gathering.announced, tests/integration/gatherings",
    "gatherings:cancel": "gathering.cancelled, tests/integration/gatherings",
    "gatherings:minutes": "gathering.minutes_written, tests/integration/gatherings",
    "gatherings:discard": "gathering.discarded, tests/integration/gatherings",
    **dict.fromkeys(
        (f"gatherings:{each}" for each in ("slot_new", "slot", "slot_move", "slot_remove", "part_new", "part")),
        "gathering.agenda_changed, tests/integration/gatherings",
    ),
    **dict.fromkeys(
        (
            f"gatherings:{each}"
            for each in (
                *("seating", "invite", "members", "invitations", "tell", "withdraw", "share", "share_ask"),
                *("share_leave", "sign_up", "seat", "seat_come", "naming", "naming_off", "leader"),
            )
        ),
        "seating.… and seat.…, tests/integration/gatherings/test_seats.py",
    ),
    **dict.fromkeys(
        (f"gatherings:attendance_{each}" for each in ("note", "rest")),
        "gathering.attendance_noted, tests/integration/gatherings/test_attendance.py",
    ),
    "improvement:entry_new": "….created by the list's own name, tests/integration/improvement/test_registers.py",
    "improvement:entry": "….saved by the list's own name, tests/integration/improvement/test_registers.py",
    "improvement:register_paste": "….created for each row, tests/integration/improvement/test_registers.py",
    "improvement:register_keep": "snapshot.taken, tests/integration/improvement/test_registers.py",
    "improvement:idea_vote": "a vote is nobody's change, and is counted without names",
    "gatherings:here": "gathering.came, tests/integration/gatherings/test_attendance.py",
    "gatherings:here_by_link": "as gatherings:here",
    "gatherings:rate_by_seat": "leads to a sheet; what is sent there is nobody's",
    "gatherings:seat_opened": "that a page was touched is no change of anybody's",
    "gatherings:part_move": "gathering.agenda_changed, tests/integration/gatherings",
    "gatherings:part_remove": "gathering.agenda_changed, tests/integration/gatherings",
    "gatherings:feed_make": "calendar.address_made, tests/integration/gatherings",
    "gatherings:feed_revoke": "calendar.address_revoked, tests/integration/gatherings",
    "gatherings:press": "that a meeting has begun (gathering.begun); minutes given and taken are no matter of trust",
    "gatherings:problems": "not who brought what: it may be without a name",
    "gatherings:problem_withdraw": "as gatherings:problems",
    "gatherings:problem_choose": "gathering.problem_chosen, tests/integration/gatherings",
    "gatherings:problem_agenda": "gathering.agenda_changed, tests/integration/gatherings",
    **dict.fromkeys(
        (f"gatherings:{each}" for each in ("notes", "cluster_new", "cluster_rename", "cluster_remove")),
        "everybody writes and sorts on the wall; nothing leaves it but by an entry of its own",
    ),
    "gatherings:notes_sort": "gathering.notes_removed where another's is taken away, tests/integration/gatherings",
    "gatherings:notes_open": "gathering.notes_opened, tests/integration/gatherings",
    "gatherings:notes_carry": "gathering.minutes_written, tests/integration/gatherings",
    "gatherings:cluster_open_point": "gathering.minutes_written, tests/integration/gatherings",
    **dict.fromkeys(
        (f"gatherings:{each}" for each in ("material_add", "material_remove", "recording", "recording_remove")),
        "gathering.material_… and gathering.recording_…, tests/integration/gatherings",
    ),
    "gatherings:evaluate": "worksheet.begun, tests/integration/gatherings",
    "gatherings:series": "gathering.changed for each, tests/integration/gatherings",
    "gatherings:series_new": "gathering.planned for each, tests/integration/gatherings",
    "gatherings:series_announce": "gathering.announced for each, tests/integration/gatherings",
    "gatherings:copy_year": "gathering.planned for each, tests/integration/gatherings",
    "gatherings:pulse_ask": "gathering.pulse_asked, tests/integration/gatherings",
    "gatherings:pulse_answer": "not that somebody has answered: it would tell when",
    "gatherings:pulse_close": "gathering.pulse_closed, tests/integration/gatherings",
    "actions:reopen": "action.reopened, tests/unit/actions",
    "accounts:act_as": "person.acts_as, tests/integration/accounts",
    "accounts:erase": "person.erased, tests/integration/accounts",
    "accounts:invite": "invitation.sent, one for each invited",
    "accounts:invitation": "invitation.accepted, tests/integration/accounts",
    "spaces:end_membership": "membership.ended, tests/integration/accounts",
    "courses:cohort_new": "cohort.planned, tests/integration/courses",
    "courses:cohort_edit": "cohort.changed, tests/integration/courses",
    "courses:cohort_dates": "cohort.moved, tests/integration/courses",
    "courses:cohort_open": "cohort.opened, tests/integration/courses",
    "courses:cohort_close": "cohort.closed, tests/integration/courses",
    "courses:cohort_person": "cohort.made_up, tests/integration/courses",
    "courses:cohort_letter": "cohort.written_to, tests/integration/courses",
    "courses:cohort_team": "cohort.facilitator_added, tests/integration/courses",
    "courses:cohort_team_end": "cohort.facilitator_ended, tests/integration/courses",
    "courses:cohort_groups": "cohort.groups_kept, tests/integration/courses",
    "courses:cohort_contacts": "cohort.contact_shared, tests/integration/courses",
    "courses:follow_up_by_link": "cohort.follow_up_answered, tests/integration/courses",
    "courses:follow_up": "cohort.follow_up_answered, tests/integration/courses",
    "courses:leave": "course.left, tests/integration/courses",
    "courses:decide": "course.step_decided, tests/integration/courses",
    "courses:again": "course.again, tests/integration/courses",
    "courses:practice_choose": "one's own practice, seen by oneself",
    "courses:practice_tried": "course.step_completed, tests/integration/courses",
    "courses:practice_share": "course.practice_shared, tests/integration/courses",
    "courses:rehearse": "an answer in a preview, stored nowhere",
    "courses:position": "only where one reads, seen by oneself",
    "courses:answer": "one's own answer to a question, seen by oneself",
    "courses:reflection": "private: not even that it was written",
    "courses:finish": "course.step_completed, tests/integration/courses",
    "courses:certificate_request": "course.certificate_issued, tests/integration/courses",
    "improvement:project_new": "project.created, tests/integration/improvement",
    "improvement:done_before": "steps.done_before, tests/integration/improvement",
    "improvement:step_mark": "step.saved, tests/integration/improvement",
    "improvement:archive": "archived, tests/integration/improvement",
    "improvement:step": "step.saved, tests/integration/improvement",
    "improvement:members": "member.added, tests/integration/improvement",
    "improvement:goal_new": "goal.created, tests/integration/improvement",
    "improvement:goal": "goal.saved, tests/integration/improvement",
    "improvement:measure_new": "measure.created, tests/integration/improvement",
    "improvement:measure_edit": "measure.saved, tests/integration/improvement",
    "improvement:points_add": "a draft that nobody else sees; points.imported comes with the confirmation",
    "improvement:points_preview": "a draft that nobody else sees",
    "improvement:points_confirm": "points.imported, tests/integration/improvement",
    "improvement:point": "point.saved, tests/integration/improvement",
    "improvement:pdsa_new": "cycle.created, tests/integration/improvement",
    "improvement:pdsa": "cycle.saved, tests/integration/improvement",
    "improvement:pdsa_back": "cycle.saved, tests/integration/improvement",
    "improvement:pdsa_chain": "pdsachain.saved, tests/integration/improvement/test_pdsa_ramp.py",
}


def test_what_editors_change_stands_in_the_admins_own_history(
    world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    from portal.cms.models import Term

    page = world.ids["article"]
    client = as_role("admin")
    before = PageLogEntry.objects.filter(page=page.pk).count()
    client.post(f"/admin/pages/{page.pk}/unpublish/")
    assert PageLogEntry.objects.filter(page=page.pk).count() > before
    term = Term.objects.first()
    assert term is not None
    client.post(f"/admin/snippets/cms/term/delete/{term.pk}/")
    assert ModelLogEntry.objects.filter(object_id=str(term.pk), action="wagtail.delete").exists()


def test_entries_are_never_changed_or_deleted(db: None) -> None:
    audit.record(None, "test.done")
    entry = AuditEntry.objects.latest("pk")
    entry.action = "test.undone"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


@pytest.mark.parametrize("role", ["editor", "moderator", "translator", "advisor"])
def test_only_administrators_read_the_report(role: str, world: SimpleNamespace, as_role: Callable[..., Client]) -> None:
    client = as_role(role)
    assert client.get("/admin/reports/audit/").status_code == 404
    assert client.get("/admin/reports/audit/results/").status_code == 404
    assert "/admin/reports/audit/" not in client.get("/admin/").content.decode()


def test_the_report_is_read_and_filtered_and_cannot_be_sent_to(
    world: SimpleNamespace, as_role: Callable[..., Client]
) -> None:
    client = as_role("admin")
    audit.record(world.people["org_admin"], "membership.given", world.people["coordinator"], role="coordinator")
    audit.record(world.people["org_admin"], "person.joined", world.people["org_admin"])
    page = client.get("/admin/reports/audit/").content.decode()
    assert "Ga en rolle" in page
    assert str(world.people["coordinator"]) in page
    assert str(world.people["org_admin"]) in page
    assert "/admin/reports/audit/" in client.get("/admin/").content.decode()
    other = client.get("/admin/reports/audit/results/?action=person.joined").content.decode()
    assert str(world.people["coordinator"]) not in other
    same = client.get("/admin/reports/audit/results/?action=membership.given").content.decode()
    assert str(world.people["coordinator"]) in same
    assert client.post("/admin/reports/audit/").status_code == 405
    assert "text/csv" not in client.get("/admin/reports/audit/?export=csv")["Content-Type"]
