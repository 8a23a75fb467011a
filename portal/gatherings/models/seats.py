"""Who is asked to come: seats with their answers, and how many each organisation has."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Organisation
from portal.accounts.roles import Role
from portal.actions.models.base import language_in_use
from portal.gatherings.choices.seats import Hindrances, Joining, SeatStates, joining_words
from portal.gatherings.domain.seats import HOLDS, Place, Quota, Rules, SeatState
from portal.gatherings.querysets import SeatQuerySet
from portal.security.modelfields import FreeCharField, FreeTextField
from portal.spaces.models import Space, Versioned


class Seating(Versioned):
    """The people of one meeting, or of several that have the same people (a course run as a group).

    Whoever answers, answers for all of its meetings. Its row is the lock: everything that gives or frees a seat takes
    it first, so that two who want the last seat come one after the other.

    `organisation` holds the meetings, where one does: its own people and those of its parts are whom
    `Joining.OWN_PEOPLE` lets sign up. Without one that lets nobody.
    """

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="seatings")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("held by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    joining = models.CharField(_("who may come"), max_length=10, choices=Joining, default=Joining.INVITED)
    most = models.PositiveSmallIntegerField(_("number of seats"), null=True, blank=True)
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    needed_roles = models.JSONField(_("roles that must be there"), default=list, blank=True)
    needs_leader_yes = models.BooleanField(_("whoever signs up needs a yes from their leader"), default=False)
    asks_needs = models.BooleanField(_("ask about diet and access"), default=True)
    greeting = FreeTextField(_("your own words in the invitation"), blank=True, max_length=1500)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    last_order = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("list of participants")
        verbose_name_plural = _("lists of participants")
        default_permissions: ClassVar = []

    def __str__(self) -> str:
        return f"seats in space {self.space_id}"

    def get_joining_display(self) -> str:  # type: ignore[no-redef]
        """How somebody gets a seat, with the name of the organisation whose own people it is for."""
        return joining_words(self.joining, self.organisation if self.joining == Joining.OWN_PEOPLE else None)

    def rules(self) -> Rules:
        """What decides who gets a seat. One query."""
        quotas = tuple(Quota(each.organisation_id, each.least, each.most) for each in self.shares.all())
        return Rules(self.most, quotas, tuple(self.needed_roles))


class Share(models.Model):
    """An organisation's seats: kept for it up to `least`, never more than `most`; and who there names people.

    `asked_at` is when its contact got the link to name people; `passed_on_at` when the deputy contact was asked since
    nobody had answered.
    """

    seating = models.ForeignKey(Seating, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    least = models.PositiveSmallIntegerField(_("at least"), default=0)
    most = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)
    contact_name = FreeCharField(_("contact"), max_length=150, blank=True)
    contact_email = models.EmailField(_("the contact's e-mail"), blank=True)
    deputy_name = FreeCharField(_("deputy contact"), max_length=150, blank=True)
    deputy_email = models.EmailField(_("the deputy contact's e-mail"), blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    passed_on_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("seats of an organisation")
        verbose_name_plural = _("seats of organisations")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seating", "organisation"], name="gatherings_share_once"),
            models.CheckConstraint(
                condition=Q(most__isnull=True) | Q(most__gte=models.F("least")), name="gatherings_share_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"seats of organisation {self.organisation_id} in {self.seating_id}"


class Seat(models.Model):
    """Somebody's place, from the invitation to the day. `person` is known once they have an account.

    `order` says who answered first (0: not yet). `key` is in the link of the letter, signed; whoever holds the link
    answers for the seat. `replaces` is the seat that this one is a deputy for. The leader gets a letter of their own,
    and says yes or no where the list asks for that.
    """

    seating = models.ForeignKey(Seating, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="gathering_seats"
    )
    name = FreeCharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    role = models.CharField(_("role"), max_length=30, choices=Role, blank=True)
    leader_name = FreeCharField(_("nearest leader"), max_length=150, blank=True)
    leader_email = models.EmailField(_("the leader's e-mail"), blank=True)
    leader_yes_at = models.DateTimeField(null=True, blank=True, editable=False)
    state = models.CharField(_("answer"), max_length=10, choices=SeatStates, default=SeatStates.INVITED)
    order = models.PositiveIntegerField(default=0, editable=False)
    reason = models.CharField(_("what is in the way"), max_length=20, choices=Hindrances, blank=True)
    reason_text = FreeCharField(_("in your own words"), max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="replaced_by"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=10, default=language_in_use, editable=False)
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    offered_until = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SeatQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        default_permissions: ClassVar = []
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seating", "email"], name="gatherings_seat_once_an_address"),
            models.UniqueConstraint(
                fields=["seating", "person"], condition=Q(person__isnull=False), name="gatherings_seat_once_a_person"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["seating", "state"])]

    def __str__(self) -> str:
        return f"seat {self.pk} of {self.seating_id}"

    @property
    def shown_name(self) -> str:
        """The name; in other words for somebody who has deleted their account."""
        return self.name or str(_("former participant"))

    @property
    def place(self) -> Place:
        """The seat as the rules see it."""
        return Place(self.pk, self.organisation_id, SeatState(self.state), self.order, self.role)

    @property
    def holds(self) -> bool:
        """Whether a chair stands ready for it."""
        return self.state in HOLDS

    @property
    def lacks_leader_yes(self) -> bool:
        """Whether its own person asked for it, where a leader must say yes, and none has: then nobody takes it."""
        asked = bool(self.leader_email) and self.invited_at is None
        needed: bool = self.seating.needs_leader_yes
        return asked and needed and self.leader_yes_at is None

    def offer_is_over(self, now: datetime) -> bool:
        """Whether the seat was offered and not taken in time."""
        return self.state == SeatState.OFFERED and self.offered_until is not None and self.offered_until <= now
