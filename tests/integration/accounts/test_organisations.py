"""Organisation pages, invitations, hats, my data – through HTTP."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Invitation, Membership, Organisation, User
from portal.accounts.roles import Role
from portal.accounts.services import invitations
from portal.security.models import AuditEntry
from tests.factories.accounts import (
    PASSWORD,
    MembershipFactory,
    OrganisationFactory,
    SpaceMemberFactory,
    UserFactory,
)
from tests.support.crumbs import crumbs
from tests.unit.kernel import identity_numbers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def kommune() -> Organisation:
    return OrganisationFactory(name="Prøve kommune", slug="prove")


@pytest.fixture
def boss(kommune: Organisation) -> User:
    return MembershipFactory(organisation=kommune, role=Role.ORGANISATION_ADMIN).person


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def recently(client: Client) -> Client:
    """Say the password once more, as is asked before important things."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


# -- who gets in ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "page", "invite", "end"),
    [
        ("stranger", 404, 404, 404),
        ("member", 200, 404, 404),
        ("boss", 200, 200, 200),
        ("boss of another", 404, 404, 404),
    ],
)
def test_the_doors(kommune: Organisation, boss: User, who: str, page: int, invite: int, end: int) -> None:
    member = MembershipFactory(organisation=kommune)
    person = {
        "stranger": lambda: UserFactory(),
        "member": lambda: member.person,
        "boss": lambda: boss,
        "boss of another": lambda: MembershipFactory(role=Role.ORGANISATION_ADMIN).person,
    }[who]()
    client = signed_in(person)
    assert client.get("/organisasjoner/prove/").status_code == page
    assert client.get("/organisasjoner/prove/inviter/").status_code == invite
    assert client.get(f"/organisasjoner/prove/medlemmer/{member.pk}/avslutt/").status_code == end
    assert client.get("/organisasjoner/finnes-ikke/").status_code == 404


def test_anonymous_people_are_asked_to_sign_in_and_a_wrong_address_is_not_found(kommune: Organisation) -> None:
    assert Client().get("/organisasjoner/prove/").status_code == 302


def test_the_membership_of_another_organisation_is_not_found_through_ones_own(boss: User) -> None:
    foreign = MembershipFactory()
    assert signed_in(boss).get(f"/organisasjoner/prove/medlemmer/{foreign.pk}/avslutt/").status_code == 404


def test_members_see_names_and_roles_and_no_addresses(kommune: Organisation) -> None:
    me = MembershipFactory(organisation=kommune).person
    other = MembershipFactory(organisation=kommune, role=Role.LEADER).person
    text = signed_in(me).get("/organisasjoner/prove/").content.decode()
    assert other.first_name in text
    assert other.email not in text


# -- inviting ------------------------------------------------------------------------------------------------------


def test_nothing_is_sent_before_it_is_confirmed(boss: User) -> None:
    client = signed_in(boss)
    typed = {"people": "Kari; kari@example.no; leder\nola@example", "role": "coordinator"}
    preview = client.post("/organisasjoner/prove/inviter/", {**typed, "step": "check"})
    text = preview.content.decode()
    assert "E-postadressen er ikke fullstendig" in text
    assert "ola@example" in text
    assert not Invitation.objects.exists()
    sent = client.post("/organisasjoner/prove/inviter/", {**typed, "step": "send"})
    assert Invitation.objects.get().email == "kari@example.no"
    assert len(mail.outbox) == 1
    # What could not be sent stays in the field.
    assert "ola@example</textarea>" in sent.content.decode()


def test_an_unknown_role_is_named_and_what_is_left_is_counted_as_the_field_shows_it(boss: User) -> None:
    client = signed_in(boss)
    typed = {
        "people": "Kari; kari@example.no\nOla; ola@example.no\nPer; per@example.no; direktør",
        "role": "coordinator",
    }
    preview = client.post("/organisasjoner/prove/inviter/", {**typed, "step": "check"}).content.decode()
    assert "Vi kjenner ikke rollen «direktør»" in preview
    sent = client.post("/organisasjoner/prove/inviter/", {**typed, "step": "send"}).content.decode()
    assert re.findall(r'<th scope="row">.*?</span>(\d+)</th>', sent) == ["1"]


def test_of_many_lines_the_bad_ones_are_named_at_the_top_and_stand_first(boss: User) -> None:
    lines = [f"Navn {number}; navn{number}@example.no" for number in range(1, 51)]
    lines[29] = "Navn 30; uten-alfa.no"
    typed = {"people": "\n".join(lines), "role": "coordinator", "step": "check"}
    preview = signed_in(boss).post("/organisasjoner/prove/inviter/", typed).content.decode()
    top = re.search(r'<section[^>]*aria-labelledby="preview".*?</section>', preview, re.DOTALL)[0]
    assert "autofocus" in top
    assert '<a href="#line-30">Linje 30</a>: E-postadressen mangler. Skriv den, med @.' in top
    assert 'id="line-30"' in preview
    assert re.findall(r'<th scope="row">.*?</span>(\d+)</th>', preview)[:3] == ["30", "1", "2"]


def test_a_name_is_never_shortened_in_silence(boss: User) -> None:
    typed = {"people": f"kari@example.no; {'Kari ' * 80}", "role": "coordinator"}
    for step in ("check", "send"):
        text = signed_in(boss).post("/organisasjoner/prove/inviter/", {**typed, "step": step}).content.decode()
        assert "lengre enn 150 bokstaver" in text
    assert not Invitation.objects.exists()


def test_an_unknown_word_that_may_be_an_identity_number_is_not_repeated(boss: User) -> None:
    number = identity_numbers.make(random.Random(1))
    typed = {"people": f"Per; per@example.no; {number}", "role": "coordinator", "step": "check"}
    preview = signed_in(boss).post("/organisasjoner/prove/inviter/", typed).content.decode()
    assert preview.count(number) == 1  # in the field itself, where it is to be taken out


def test_sending_again_and_withdrawing_take_a_post_and_are_audited(kommune: Organisation, boss: User) -> None:
    invitation = Invitation.objects.create(organisation=kommune, email="ny@example.no", role=Role.LEADER)
    base = f"/organisasjoner/prove/invitasjoner/{invitation.pk}"
    client = signed_in(boss)
    assert client.get(f"{base}/send/").status_code == 405
    assert client.post(f"{base}/send/").status_code == 302
    assert client.post(f"{base}/trekk/").status_code == 302
    assert client.post(f"{base}/trekk/").status_code == 404
    assert {"invitation.resent", "invitation.withdrawn"} <= set(AuditEntry.objects.values_list("action", flat=True))


def test_an_invitation_to_a_role_one_cannot_give_is_not_ones_own(kommune: Organisation, boss: User) -> None:
    invitation = Invitation.objects.create(organisation=kommune, email="ny@example.no", role=Role.EDITOR)
    assert signed_in(boss).post(f"/organisasjoner/prove/invitasjoner/{invitation.pk}/trekk/").status_code == 404


# -- accepting -----------------------------------------------------------------------------------------------------


@pytest.fixture
def invitation(kommune: Organisation, boss: User) -> Invitation:
    return Invitation.objects.create(
        organisation=kommune, email="ny@example.no", name="Ny Person", role=Role.COORDINATOR, invited_by=boss
    )


def path(invitation: Invitation) -> str:
    return f"/invitasjon/{invitations.token_for(invitation)}/"


def test_opening_the_link_changes_nothing(invitation: Invitation) -> None:
    answer = Client().get(path(invitation))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email="ny@example.no").exists()


def test_a_newcomer_sets_a_password_and_is_in(invitation: Invitation) -> None:
    client = Client()
    weak = client.post(path(invitation), {"name": "Ny Person", "password": "passord"})
    assert weak.status_code == 200
    assert 'value="Ny Person"' in weak.content.decode()
    client.post(path(invitation), {"name": "Ny Person", "password": PASSWORD})
    assert client.get("/organisasjoner/prove/").status_code == 200
    person = User.objects.get(email="ny@example.no")
    assert Membership.objects.get(person=person).role == Role.COORDINATOR
    assert signed_in(person).get("/min-side/").status_code == 200


def test_somebody_with_an_account_signs_in_first(invitation: Invitation) -> None:
    person = UserFactory(email="ny@example.no")
    stranger = Client().post(path(invitation), {"name": "X", "password": PASSWORD})
    assert "Logg inn for å takke ja" in stranger.content.decode()
    assert not Membership.objects.filter(person=person).exists()
    client = signed_in(person)
    client.get(path(invitation))
    assert not Membership.objects.filter(person=person).exists()
    assert client.post(path(invitation)).status_code == 302
    assert Membership.objects.filter(person=person).exists()
    assert "Du har takket ja" in client.get(path(invitation)).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sent_at": timezone.now() - timedelta(days=15)}, "Invitasjonen er utløpt"),
        ({"withdrawn_at": timezone.now()}, "trukket tilbake"),
        ({"accepted_at": timezone.now()}, "Invitasjonen er brukt"),
    ],
)
def test_closed_links_explain(invitation: Invitation, change: dict[str, object], words: str) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(**change)
    for answer in (Client().get(path(invitation)), Client().post(path(invitation), {"password": PASSWORD})):
        assert answer.status_code == 410
        assert words in answer.content.decode()


def test_a_forged_link_explains() -> None:
    answer = Client().get("/invitasjon/forfalsket:xyz/")
    assert answer.status_code == 404
    assert "Denne lenken virker ikke" in answer.content.decode()


# -- leaving -------------------------------------------------------------------------------------------------------


def test_the_leaver_hands_over_and_what_was_typed_stays(kommune: Organisation, boss: User) -> None:
    leaver = MembershipFactory(
        organisation=kommune, role=Role.PROJECT_LEAD, starts_on=timezone.localdate() - timedelta(days=9)
    )
    place = SpaceMemberFactory(person=leaver.person, acting_for=kommune, starts_on=leaver.starts_on)
    client, address = signed_in(boss), f"/organisasjoner/prove/medlemmer/{leaver.pk}/avslutt/"
    key = f"space-{place.pk}"
    typed = {"last_day": timezone.localdate().isoformat(), "reason": "retired", key: "nobody"}
    refused = client.post(address, typed).content.decode()
    assert "Ingen: da er det ingen som leder" in refused
    assert re.search(r'value="retired"[^>]*checked', refused)
    leaver.refresh_from_db()
    assert leaver.ends_on is None
    assert client.post(address, {**typed, key: str(boss.pk)}).status_code == 302
    place.refresh_from_db()
    assert place.ends_on == timezone.localdate()
    assert place.space.members.filter(person=boss, role=Role.PROJECT_LEAD).exists()
    assert AuditEntry.objects.filter(action="holding.handed_over").count() == 1


def test_a_successor_from_outside_is_refused(kommune: Organisation, boss: User) -> None:
    leaver = MembershipFactory(organisation=kommune, starts_on=timezone.localdate() - timedelta(days=9))
    place = SpaceMemberFactory(person=leaver.person, acting_for=kommune, starts_on=leaver.starts_on)
    outsider = UserFactory()
    answer = signed_in(boss).post(
        f"/organisasjoner/prove/medlemmer/{leaver.pk}/avslutt/",
        {"last_day": timezone.localdate().isoformat(), "reason": "other", f"space-{place.pk}": str(outsider.pk)},
    )
    assert answer.status_code == 200
    assert not place.space.members.filter(person=outsider).exists()


# -- hats ----------------------------------------------------------------------------------------------------------


def test_changing_hats(kommune: Organisation) -> None:
    first = MembershipFactory(organisation=kommune)
    second = MembershipFactory(person=first.person)
    client = signed_in(first.person)
    assert client.get("/min-side/virker-for/").status_code == 405
    answer = client.post("/min-side/virker-for/", {"membership": second.pk, "next": "/organisasjoner/prove/"})
    assert answer.headers["Location"] == "/organisasjoner/prove/"
    assert User.objects.get(pk=first.person.pk).acting_as == second
    evil = client.post("/min-side/virker-for/", {"membership": first.pk, "next": "https://evil.example/"})
    assert evil.headers["Location"] == "/min-side/"


@pytest.mark.parametrize("membership", ["", "x", "0", "999999"])
def test_hats_that_are_not_ones_own_are_not_found(membership: str) -> None:
    client = signed_in(UserFactory())
    assert client.post("/min-side/virker-for/", {"membership": membership}).status_code == 404


# -- my data -------------------------------------------------------------------------------------------------------


def test_a_copy_asks_for_the_password_and_holds_what_we_know(kommune: Organisation) -> None:
    person = MembershipFactory(organisation=kommune, person__first_name="<b>Kari</b>").person
    client = signed_in(person)
    assert client.post("/min-side/mine-data/kopi/").status_code == 302
    answer = recently(client).post("/min-side/mine-data/kopi/")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    data = json.loads(archive.read("mine-data.json"))
    assert data["account"]["e-mail"] == person.email
    assert data["memberships"]["memberships"][0]["organisation"] == "Prøve kommune"
    page = archive.read("mine-data.html").decode()
    assert "&lt;b&gt;Kari" in page
    assert "<b>Kari" not in page


def test_deleting_the_account_leaves_work_without_a_name(kommune: Organisation) -> None:
    person = MembershipFactory(organisation=kommune, person__first_name="Kanari", person__last_name="Fugl").person
    place = SpaceMemberFactory(person=person, acting_for=kommune)
    client = recently(signed_in(person))
    asked = client.get("/min-side/mine-data/slett/").content.decode()
    assert "den eneste som leder" in asked
    assert client.post("/min-side/mine-data/slett/", {}).status_code == 200
    assert User.objects.get(pk=person.pk).is_active
    answer = client.post("/min-side/mine-data/slett/", {"sure": "on"}, follow=True)
    assert "Kontoen er slettet" in answer.content.decode()
    gone = User.objects.get(pk=person.pk)
    assert (gone.first_name, gone.last_name, gone.is_active) == ("", "", False)
    assert str(gone) == "Tidligere medlem"
    assert not Membership.objects.filter(person=gone).exists()
    place.refresh_from_db()
    assert place.ends_on == timezone.localdate()
    assert client.get("/min-side/").status_code == 302
    refused = Client()
    refused.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert refused.get("/min-side/").status_code == 302


def test_the_way_to_an_organisation_and_the_pages_below_it(boss: User, kommune: Organisation) -> None:
    client = signed_in(boss)
    address = "/organisasjoner/prove/"
    mine = ("Min side", "/min-side/")
    assert crumbs(client.get(address).content.decode()) == [mine, ("Prøve kommune", "")]
    inviting = [mine, ("Prøve kommune", address), ("Inviter folk", "")]
    assert crumbs(client.get(f"{address}inviter/").content.decode()) == inviting
    refused = client.post(f"{address}inviter/", {"people": "uten adresse", "role": "coordinator"}).content.decode()
    assert crumbs(refused) == inviting
    member = MembershipFactory(organisation=kommune)
    ending = crumbs(client.get(f"{address}medlemmer/{member.pk}/avslutt/").content.decode())
    assert ending == [mine, ("Prøve kommune", address), ("Avslutt et medlemskap", "")]
