"""Letters when somebody leaves: one to each who takes over, one to the leaver, in their own languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.accounts.models import Membership, User


@dataclass(frozen=True, slots=True)
class Handed:
    """One thing that goes on: who takes it over, what it is called, as what."""

    successor: User
    title: str
    role: str | Promise


def write(actor: User, membership: Membership, handed: list[Handed]) -> None:
    """Tell those who take over what is theirs from today, and the leaver that it is in good hands."""
    for successor in dict.fromkeys(each.successor for each in handed):
        if successor.pk != actor.pk:
            mine = [each for each in handed if each.successor == successor]
            _send("taken_over", successor, actor, membership, mine)
    _send("left", membership.person, actor, membership, handed)


def _send(name: str, to: User, actor: User, membership: Membership, handed: list[Handed]) -> None:
    if not to.is_active:
        return
    organisation = membership.organisation
    with translation.override(to.language or organisation.language or settings.LANGUAGE_CODE):
        context: dict[str, Any] = {
            "to": to,
            "actor": actor,
            "membership": membership,
            "organisation": organisation,
            "handed": handed,
            "link": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('cms:my_page')}",
        }
        subject = (
            _("You have taken over from %(person)s") % {"person": membership.person}
            if name == "taken_over"
            else _("Your role in %(organisation)s") % {"organisation": organisation}
        )
        body = render_to_string(f"portal/spaces/letters/{name}.txt", context)
        EmailMessage(subject=subject, body=body, to=[to.email]).send()
