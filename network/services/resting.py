"""A network rests, is taken up again, or is deleted while it still is empty."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils import timezone

from network.models import Network, NetworkPage
from portal.accounts.models import User
from portal.cms.models import ContentVersion
from portal.gatherings.choices.meetings import Stage
from portal.gatherings.models import Gathering
from portal.security import audit
from portal.spaces.models import Space, SpaceMember


class NotEmpty(Exception):
    """Something has been made in the network, so it is archived instead."""


class MeetingsAhead(Exception):
    """People have been told of meetings that lie ahead; those are called off first."""


def ahead(network: Network) -> list[Gathering]:
    """Return the announced meetings that are not over, the nearest first."""
    rows = Gathering.objects.filter(space=network.pk, stage=Stage.ANNOUNCED)
    return [each for each in rows.order_by("starts_at", "pk") if each.ends_at >= timezone.now()]


def is_empty(network: Network) -> bool:
    """Whether nothing has been made in its space, by whichever room: no meeting, form, action or decision."""
    # The rooms below hang what they make on the space; which ones there are need not be known here.
    return not any(
        each.related_model._base_manager.filter(**{each.field.name: network.pk}).exists()
        for each in Space._meta.get_fields(include_hidden=True)
        if isinstance(each, ForeignObjectRel) and each.related_model not in (Network, SpaceMember)
    )


def set_archived(actor: User, network: Network, archived: bool) -> bool:
    """Let it rest, or take it up again. False when it was so already. Raises MeetingsAhead.

    Whoever could read it still can; what lies in it is kept. Wishes to join wait until it is taken up again.
    """
    with transaction.atomic():
        if archived and ahead(network):
            raise MeetingsAhead
        rows = Space.objects.filter(pk=network.pk, archived_at__isnull=archived)
        if not rows.update(archived_at=timezone.now() if archived else None):
            return False
        # Lists that everybody keeps know of it no longer, or again.
        ContentVersion.bump()
        audit.record(actor, f"network.{'archived' if archived else 'reopened'}", network, space_id=network.pk)
    return True


def delete(actor: User, network: Network) -> None:
    """Take an empty network away for good: its page in all languages, its members' places, wishes to join.

    Raises NotEmpty.
    """
    with transaction.atomic():
        Space.objects.select_for_update().get(pk=network.pk)
        if not is_empty(network):
            raise NotEmpty
        audit.record(actor, "network.deleted", network, space_id=network.pk)
        for key in NetworkPage.objects.filter(network=network).values_list("pk", flat=True):
            # Copies go with the page that they show.
            page = NetworkPage.objects.filter(pk=key).first()
            if page is not None:
                page.delete()
        Space.objects.filter(pk=network.pk).delete()
