"""Letters of networks: somebody asks to join, and somebody is in."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from network.models import JoinRequest, Network
from network.permissions import LEADS
from network.services.pages import name_of
from portal.accounts.models import User
from portal.notifications.services.plain import letter_text
from portal.spaces.models import SpaceMember


def asked(request: JoinRequest) -> int:
    """Write to those who lead that somebody asks to join; return how many letters."""
    network = request.network
    places = SpaceMember.objects.current().filter(space=network.pk, role__in=LEADS).values("person")
    people = User.objects.filter(pk__in=places, is_active=True).order_by("pk")
    return _write(people, network, "asked", who=str(request.person), organisation=request.acting_for)


def answered(request: JoinRequest, yes: bool) -> int:
    """Write to whoever asked."""
    return _write([request.person], request.network, "welcome" if yes else "declined")


def named(person: User, network: Network) -> int:
    """Write to somebody who has been taken in."""
    return _write([person], network, "welcome")


def leads(person: User, network: Network) -> int:
    """Write to a member who now leads."""
    return _write([person], network, "leads")


def _write(people: Iterable[User], network: Network, letter: str, **more: object) -> int:
    sent = 0
    for person in people:
        with translation.override(person.language or settings.LANGUAGE_CODE):
            name = name_of(network)
            page = reverse("network:members" if letter == "asked" else "network:door", args=[network.pk])
            context = {"to": person, "name": name, "link": f"{settings.WAGTAILADMIN_BASE_URL}{page}", **more}
            body = letter_text(f"network/letters/{letter}.txt", context)
            EmailMessage(subject=_subject(letter, name), body=body, to=[person.email]).send()
        sent += 1
    return sent


def _subject(letter: str, name: str) -> str:
    if letter == "asked":
        return _("Somebody asks to join %(network)s") % {"network": name}
    if letter == "leads":
        return _("You now lead %(network)s") % {"network": name}
    if letter == "welcome":
        return _("You are in %(network)s") % {"network": name}
    return _("Your wish to join %(network)s") % {"network": name}
