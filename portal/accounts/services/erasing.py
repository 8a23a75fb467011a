"""Delete an account: each room erases or anonymises its own, then the person becomes «former member»."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from portal.accounts import mydata
from portal.accounts.groups import sync_groups
from portal.accounts.models import Invitation, Membership, User
from portal.accounts.services import memberships
from portal.security import audit


@transaction.atomic
def erase(user: User) -> None:
    """Do what the table of data classes says, all of it or nothing. The audit keeps that it happened, not to whom."""
    audit.record(user, "person.erased", user)
    for each in mydata.data_classes():
        if each.erase is not None:
            each.erase(user)


def erase_account(user: User) -> None:
    """Take away sign-in, names and addresses; keep an empty row, so that shared work keeps an author without a name."""
    addresses = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)}
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    UserProfile.objects.filter(user=user).delete()
    Invitation.objects.open().filter(email__in=addresses).delete()
    Invitation.objects.filter(email__in=addresses).update(email="erased@erased.invalid", name="")
    Invitation.objects.filter(accepted_by=user).update(email="erased@erased.invalid", name="")
    user.email = f"{uuid.uuid4().hex}@erased.invalid"
    user.first_name = user.last_name = user.language = ""
    user.acting_as = None
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.erased_at = timezone.now()
    # An unusable password also changes the session hash: every signed-in device is out at its next request.
    user.set_unusable_password()
    user.save()
    sync_groups(user)
    user.user_permissions.clear()


def erase_memberships(user: User) -> None:
    """End what holds, and take the person out of what they held."""
    Membership.objects.filter(person=user).delete()


def concern(user: User) -> list[str]:
    """What the person should know before deleting the account."""
    return [
        gettext(
            "You are the only organisation administrator of %(organisation)s. Give the role to somebody else first."
        )
        % {"organisation": organisation}
        for organisation in memberships.administers_alone(user)
    ]


def export_account(user: User) -> dict[str, Any]:
    """The person, as we know them."""
    return {
        "e-mail": user.email,
        "other addresses": list(
            EmailAddress.objects.filter(user=user).exclude(email=user.email).values_list("email", flat=True)
        ),
        "first name": user.first_name,
        "last name": user.last_name,
        "language of letters": user.language,
        "joined": user.date_joined,
        "last signed in": user.last_login,
        "second factors": [
            {"kind": each.type, "added": each.created_at, "last used": each.last_used_at}
            for each in Authenticator.objects.filter(user=user)
        ],
    }


def export_memberships(user: User) -> dict[str, Any]:
    """Where the person belongs and has belonged, and what they were invited to."""
    return {
        "memberships": [
            {
                "organisation": each.organisation.name,
                "role": each.get_role_display(),
                "from": each.starts_on,
                "to": each.ends_on,
                "why it ended": each.get_end_reason_display(),
            }
            for each in Membership.objects.of(user)
        ],
        "invitations": [
            {"organisation": each.organisation.name, "sent": each.sent_at, "state": each.state.label}
            for each in Invitation.objects.filter(email=user.email).select_related("organisation")
        ],
    }


def register() -> None:
    """Tell *mine data* what this room holds."""
    mydata.register_concern(concern)
    mydata.register_exporter("account", export_account, _("Account"))
    mydata.register_exporter("memberships", export_memberships, _("Organisations and roles"))
    mydata.register_eraser(
        "memberships",
        erase_memberships,
        title=_("Your roles in organisations"),
        fate=_("Deleted."),
    )
    mydata.register_eraser(
        "account",
        erase_account,
        title=_("Your name, e-mail, password, passkeys and codes"),
        fate=_("Deleted. Where your name stood beside shared work, it says “former member”."),
    )
    mydata.register_eraser(
        "audit",
        None,
        title=_("The log of who changed what"),
        fate=_("Kept for its period, without your name. The log must be complete to be trusted."),
    )
