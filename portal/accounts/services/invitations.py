"""Invite people to a role in an organisation: check the list, send, send again, withdraw, accept."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from portal.accounts.domain.pasted import Row, RowProblem, read
from portal.accounts.models import Invitation, InvitationState, Membership, Organisation, User
from portal.accounts.permissions import grantable_roles
from portal.accounts.roles import Role
from portal.accounts.services import memberships
from portal.kernel.decisions import Decision, allow, deny
from portal.kernel.fnr import contains_fnr
from portal.security import audit

_SALT = "portal.accounts.invitation"


def role_words() -> dict[str, str]:
    """What people call the roles, in lower case and in every language, to the role's code."""
    words = {str(role): str(role) for role in Role}
    words |= {str(role).replace("_", " "): str(role) for role in Role}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for role in Role:
                label = str(role.label).lower()
                words[label] = str(role)
                # «koordinerende enhet (KE)» is found as a whole, without the bracket, and by what the bracket holds.
                if "(" in label:
                    outside, inside = label.rstrip(")").split("(", 1)
                    words[outside.strip()] = words[inside.strip()] = str(role)
    return words


def check(actor: User, organisation: Organisation, text: str, default_role: Role) -> list[Row]:
    """Read a pasted list and mark on each row what stops its invitation. Writes nothing."""
    rows = read(text, role_words(), str(default_role))
    mine_to_give = {str(role) for role in grantable_roles(actor, organisation)}
    addresses = {row.email for row in rows if row.email}
    members = set(
        Membership.objects.current()
        .filter(organisation=organisation, person__email__in=addresses)
        .values_list("person__email", "role")
    )
    invited = set(
        Invitation.objects.open().filter(organisation=organisation, email__in=addresses).values_list("email", "role")
    )
    for row in rows:
        if contains_fnr(row.text):
            row.problems.append(RowProblem.IDENTITY_NUMBER)
        if row.role and row.role not in mine_to_give:
            row.problems.append(RowProblem.ROLE_NOT_YOURS_TO_GIVE)
        if (row.email, row.role) in members:
            row.problems.append(RowProblem.ALREADY_MEMBER)
        elif (row.email, row.role) in invited:
            row.problems.append(RowProblem.ALREADY_INVITED)
    return rows


@transaction.atomic
def send_all(actor: User, organisation: Organisation, rows: list[Row]) -> list[Invitation]:
    """Send an invitation for each row without problems. A row that somebody else has sent meanwhile is left out."""
    sent = []
    for row in rows:
        if not row.ok:
            continue
        invitation, created = Invitation.objects.get_or_create(
            organisation=organisation,
            email=row.email,
            role=row.role,
            accepted_at=None,
            withdrawn_at=None,
            defaults={"name": row.name, "invited_by": actor},
        )
        if created:
            _write_letter(invitation)
            audit.record(actor, "invitation.sent", invitation, role=row.role, organisation=organisation.pk)
            sent.append(invitation)
    return sent


def resend(actor: User, invitation: Invitation) -> Decision:
    """Send the letter again; the link is good for another period."""
    with transaction.atomic():
        updated = Invitation.objects.open().filter(pk=invitation.pk).update(sent_at=timezone.now())
        if not updated:
            return deny("not_open")
        invitation.refresh_from_db()
        _write_letter(invitation)
        audit.record(actor, "invitation.resent", invitation)
    return allow()


def withdraw(actor: User, invitation: Invitation) -> Decision:
    """Take an invitation back; its link then says so."""
    with transaction.atomic():
        if not Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
            return deny("not_open")
        audit.record(actor, "invitation.withdrawn", invitation)
    return allow()


def token_for(invitation: Invitation) -> str:
    """Return the signed part of the link. Nothing secret is stored."""
    return signing.dumps(invitation.pk, salt=_SALT, compress=False)


def by_token(token: str) -> Invitation | None:
    """Find the invitation of a link; None for a link that we did not make."""
    try:
        key = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("organisation", "invited_by", "accepted_by").filter(pk=key).first()


def can_accept(invitation: Invitation) -> Decision:
    """Say whether the link still opens; the reason is the state it stands in."""
    state = invitation.state
    return allow() if state == InvitationState.WAITING else deny(str(state))


@transaction.atomic
def accept(invitation: Invitation, person: User) -> Decision:
    """Give the role to the person who followed the link. Twice at once gives it once."""
    decision = can_accept(invitation)
    if not decision:
        return decision
    updated = Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now(), accepted_by=person)
    if not updated:
        invitation.refresh_from_db()
        return deny(str(invitation.state))
    memberships.give(person, person, invitation.organisation, Role(invitation.role))
    audit.record(person, "invitation.accepted", invitation)
    return allow()


@transaction.atomic
def make_account(invitation: Invitation, name: str, password: str, language: str) -> User:
    """Make the account of an invited person. The link came to the address, so the address is verified."""
    first, _, last = name.strip().rpartition(" ")
    person = User.objects.create_user(
        invitation.email, password, first_name=first or last, last_name=last if first else "", language=language
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    audit.record(person, "person.joined", person)
    return person


def letter_language(invitation: Invitation) -> str:
    """The language the person has chosen, else the organisation's."""
    chosen = User.objects.filter(email=invitation.email).values_list("language", flat=True).first()
    return chosen or invitation.organisation.language or settings.LANGUAGE_CODE


def link_for(invitation: Invitation) -> str:
    """The whole address of the page with the button, in the current language."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('accounts:invitation', args=[token_for(invitation)])}"


def _write_letter(invitation: Invitation) -> None:
    with translation.override(letter_language(invitation)):
        context = {
            "invitation": invitation,
            "organisation": invitation.organisation,
            "role": Role(invitation.role).label,
            "inviter": invitation.invited_by,
            "link": link_for(invitation),
            "expires": _local_day(invitation.expires_at),
        }
        EmailMessage(
            subject=gettext("%(organisation)s invites you to Varig") % {"organisation": invitation.organisation.name},
            body=render_to_string("portal/accounts/letters/invitation.txt", context),
            to=[invitation.email],
        ).send()


def _local_day(moment: datetime) -> datetime:
    return timezone.localtime(moment)
