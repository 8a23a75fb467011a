"""A whole portal with the demo in it, made once, and one person of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from portal.accounts.democontext import DemoContext
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.accounts import MembershipFactory, OrganisationFactory, UserFactory
from tests.integration.security.table import ROLES
from tests.support.sites import load_demo, setup_site

ROOMS = ("portal.accounts", "portal.cms", "portal.handbook", "courses", "improvement", "network")


# First, since the groups are read where tests are handed out, and that hook comes before those of folders.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests in one process: the demo is loaded once for all of them."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.xdist_group("security"))


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The demo, an outsider and somebody deactivated. Rolled back after the last test here."""
    with django_db_blocker.unblock(), translation.override("nb"):
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield _make()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _kept_file(request: pytest.FixtureRequest) -> None:
    """Put the world's file back: a test that looks at storage on disk leaves an empty one in memory."""
    if "world" in request.fixturenames:
        name = request.getfixturevalue("world").ids["kept_file"]
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(b"Notat"))


def _make() -> SimpleNamespace:
    setup_site()
    context = DemoContext(say=lambda text: None)
    load_demo(context, *ROOMS)
    elsewhere = OrganisationFactory(name="Nabokommune", slug="nabokommune")
    outsider = UserFactory(email="utenfor@example.no")
    MembershipFactory(person=outsider, organisation=elsewhere, role=Role.COORDINATOR)
    gone = UserFactory(email="sluttet@example.no", is_active=False)
    people: dict[str, User | None] = {
        "anonymous": None,
        "outsider": outsider,
        "deactivated": gone,
        **{role: context.person(name) for role, name in DEMO_PEOPLE.items()},
    }
    assert set(people) == set(ROLES)
    return SimpleNamespace(people=people, ids=_ids(context))


DEMO_PEOPLE = {
    "coordinator": "koordinator",
    "project_lead": "prosjektleder",
    "project_member": "prosjektmedlem",
    "advisor": "radgiver",
    "moderator": "moderator",
    "editor": "redaktor",
    "translator": "oversetter",
    "org_admin": "orgadmin",
    "leader": "leder",
    "ke": "ke",
    "peer": "erfaringskonsulent",
    "admin": "admin",
}


def _ids(context: DemoContext) -> dict[str, Any]:
    """The demo's own keys for the arguments of addresses."""
    from courses.models import CoursePage, GatheringStepPage, LessonPage, ModulePage, PracticeStepPage
    from improvement.models import Project
    from improvement.services.process import template_of
    from network.models import ExperienceReportPage
    from portal.accounts.models import Invitation, Membership
    from portal.actions.models import Action, Decision
    from portal.cms.demo.loader import page_key
    from portal.cms.models import ArticlePage

    project = Project.objects.exclude(demo_key="").get()
    measure = project.measures.first()
    lesson = LessonPage.objects.live().filter(locale__language_code="nb").first()
    kinds: dict[str, Any] = {}
    for block in lesson.body:
        kinds.setdefault(block.block_type, block.id)
    organisation = context.organisation()
    invitation, _made = Invitation.objects.get_or_create(
        organisation=organisation,
        email="ny@example.no",
        defaults={"role": Role.COORDINATOR, "invited_by": context.person("orgadmin")},
    )
    return {
        "project_id": project.pk,
        "space_id": project.space_id,
        "action_id": Action.objects.in_space(project.space).open().first().pk,
        "decision_id": Decision.objects.in_space(project.space).first().pk,
        "measure_id": measure.pk,
        "kind": "maling",
        "row_id": measure.pk,
        "goal_id": project.goals.first().pk,
        "point_id": measure.points.first().pk,
        "cycle_id": project.cycles.first().pk,
        "chain_id": project.chains.first().pk,
        "member_id": project.space.members.last().pk,
        "number": template_of(project).steps[0].number,
        "draft_id": 999_999,
        "slug": organisation.slug,
        "membership_id": Membership.objects.filter(organisation=organisation).first().pk,
        "invitation_id": invitation.pk,
        "token": "ikke-en-nokkel",
        "word": "ikke-et-ord",
        "course_key": CoursePage.objects.filter(locale__language_code="nb").first().translation_key,
        "module_key": ModulePage.objects.filter(locale__language_code="nb").first().translation_key,
        "step_key": lesson.translation_key,
        "practice_key": PracticeStepPage.objects.live().first().translation_key,
        "gathering_key": GatheringStepPage.objects.live().first().translation_key,
        "tool_key": "pdsa",
        "quiz": kinds.get("quiz"),
        "reflection": kinds.get("reflection"),
        "code": "AAAA-AAAA-AAAA",
        "language": "nb",
        "path": "images/finnes-ikke.png",
        "document_id": 999_999,
        "film_id": 999_999,
        "document_filename": "finnes-ikke.pdf",
        "report_pk": ExperienceReportPage.objects.live().first().pk,
        "article": ArticlePage.objects.live().filter(locale__language_code="nb").first(),
        "lesson": lesson,
        **_sheets(context),
        **_meeting(context, project.space),
        **_network(),
        **_cohort(context),
        **_list(project),
        "book_key": page_key("handbok-demo"),
        "chapter_key": page_key("handbok-demo-opplaering"),
    }


def _sheets(context: DemoContext) -> dict[str, Any]:
    """A sheet that the demo organisation fills in together, and one that each rates alone, with a link."""
    from portal.cms.demo.loader import find_page
    from portal.spaces.services.owned import space_of_organisation
    from portal.worksheets.services import ratings
    from portal.worksheets.services.sheets import begin
    from tests.factories.worksheets import block, local_fit, template

    tools, coordinator = find_page("verktoy", "nb"), context.person("koordinator")
    assert tools is not None
    space = space_of_organisation(context.organisation())
    words = block("text", label="Hva fungerer?", help="", long=True, required=False)
    together = begin(coordinator, template(words, parent=tools), space)
    alone = begin(coordinator, template(local_fit(), parent=tools, filling="alone"), space)
    (seat,) = ratings.make_links(coordinator, alone, ["Fysioterapeuten"])
    return {
        "worksheet_id": together.pk,
        "template_key": together.template_key,
        "part_id": together.form.questions[0].id,
        "rating_id": alone.pk,
        "seat_id": seat.pk,
        "paper": "pdf",
        "kommune_space": space.pk,
    }


def _meeting(context: DemoContext, space: Any) -> dict[str, Any]:
    """A meeting that the project has announced, with something on its agenda."""
    from portal.gatherings.services import meetings
    from tests.factories.gatherings import TWO_PARTS, meeting

    lead = context.person("prosjektleder")
    gathering = meeting(space, lead, agenda=TWO_PARTS)
    meetings.announce(lead, gathering)
    more = _in_the_room(lead, gathering) | _asked(lead, gathering)
    keys = {"slot_key": "a", "part_key": "one", "letter_kind": "paminnelse"}
    return {"gathering_id": gathering.pk, **keys, **more}


def _asked(lead: Any, gathering: Any) -> dict[str, Any]:
    """Somebody who is asked to it, and an organisation with seats of its own."""
    from portal.gatherings.services import seating
    from tests.factories.accounts import OrganisationFactory

    rows = seating.seating_of(lead, gathering)
    (seat,) = seating.put_on(lead, rows, [seating.Guest("Lise", "lise@example.no")], "nb")
    share = seating.set_share(lead, rows, OrganisationFactory(), {"least": 1})
    return {"invited_seat_id": seat.pk, "share_id": share.pk}


def _in_the_room(lead: Any, gathering: Any) -> dict[str, Any]:
    """What people do together at it: a problem that was brought, a group of notes, a question that is asked."""
    import uuid

    from portal.gatherings.services import aftermath, notes, problems, pulses

    problem = problems.bring(lead, gathering, "Hvem ringer når noen skrives ut?", named=True, form_key=uuid.uuid4())
    cluster = notes.add_cluster(gathering, "Ringe", uuid.uuid4())
    pulses.ask(lead, gathering, "trust")
    pulse = pulses.open_pulse(gathering)
    assert problem is not None and cluster is not None and pulse is not None  # noqa: PT018
    kept = ContentFile(b"Notat", name="notat.txt")
    values = {"title": "Notatet", "when": "before", "file": kept, "kind": "txt", "size": kept.size}
    material = aftermath.add_material(lead, gathering, values, uuid.uuid4())
    assert material is not None
    ids = {"problem_id": problem.pk, "cluster_id": cluster.pk, "pulse_id": pulse.pk}
    return {**ids, "meeting_material": material.pk, "kept_file": material.file.name}


def _list(project: Any) -> dict[str, Any]:
    """A list of the project with a row, kept as it stands."""
    from improvement.models import Idea, Stakeholder
    from improvement.registers import REGISTERS
    from improvement.services.snapshots import take
    from improvement.services.versions import create

    row = create(Stakeholder, project, project.created_by, {"name": "Fastlegene"})
    kept = take(REGISTERS[Stakeholder.slug], project, [row], project.created_by, "")
    idea = create(Idea, project, project.created_by, {"what": "Ring før møtet"})
    return {"list_slug": Stakeholder.slug, "entry_id": row.pk, "snapshot_id": kept.pk, "idea_id": idea.pk}


def _cohort(context: DemoContext) -> dict[str, Any]:
    """A run of the demo's course that the advisor leads and the coordinator takes part in."""
    from datetime import time, timedelta

    from django.utils import timezone

    from courses.models import FollowUp
    from courses.services.cohorts import planning
    from portal.gatherings.choices.seats import Joining
    from portal.gatherings.models import Seat

    advisor, coordinator = context.person("radgiver"), context.person("koordinator")
    outline = planning.courses_with_meetings("nb")[0]
    found = planning.start(
        advisor,
        context.organisation(),
        outline,
        {"title": "Kull"},
        planning.Where(timezone.localdate() + timedelta(days=20), time(9)),
        planning.Invited((), Joining.INVITED),
    )
    planning.open_up(advisor, found)
    seat = Seat.objects.create(
        seating=found.seating, person=coordinator, name="Koordinator", email=coordinator.email, state="confirmed"
    )
    row = FollowUp.objects.create(cohort=found, seat=seat, when="6w")
    return {"cohort_id": found.pk, "cohort_seat": seat.pk, "person_id": advisor.pk, "follow_up_id": row.pk}


def _network() -> dict[str, Any]:
    """The network that the advisor leads, somebody who asks to join, and its meeting with a material."""
    from network.demo.networks import HELGELAND
    from network.models import JoinRequest, Material, Network
    from portal.cms.demo.loader import page_key
    from portal.gatherings.models import Gathering

    network = Network.objects.get(key=page_key(HELGELAND))
    meeting = Gathering.objects.get(space=network.space)
    wish = JoinRequest.objects.create(network=network, person=UserFactory(email="vil.vere.med@example.no"))
    material = Material.objects.create(record=meeting.network_record, title="Lysark", address="/verktoy/")
    return {
        "network_id": network.pk,
        "network_member": network.space.members.get(person__email="prosjektmedlem@demo.varig").pk,
        "network_meeting": meeting.pk,
        "wish_id": wish.pk,
        "material_id": material.pk,
    }


@pytest.fixture
def as_role(db: None, world: SimpleNamespace) -> Callable[..., Client]:
    """Make a browser for somebody of a kind. Their session is there before anything is looked at."""

    def make(role: str, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        person = world.people[role]
        if person is not None:
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
            # As after a sign-in with a password just now: what asks for it again opens.
            session = client.session
            request: Any = SimpleNamespace(session=session, user=person)
            record_authentication(request, person, method="password", reauthenticated=True)
            session.save()
        return client

    return make


# What a read may touch: the session is marked as seen every ten minutes, the shared cache and the counters of limits.
TOUCHED = ("django_session", "portal_cache", "security_ratecounter", "SAVEPOINT", "RELEASE", "ROLLBACK")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collect what changes a row, however it is caught later."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and not any(name in sql for name in TOUCHED):
            seen.append(sql[:160])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen
