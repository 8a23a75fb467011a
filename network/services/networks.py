"""Making a network with its space and its page, and changing what stands there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.coreutils import find_available_slug

from network.models import Network, NetworkIndexPage, NetworkPage
from network.services.pages import in_readers_language, slug_of
from portal.accounts.models import Membership, Organisation, User
from portal.accounts.roles import Role
from portal.cms.models import ContentVersion
from portal.security import audit
from portal.spaces.models import Space, SpaceKind, SpaceMember

WORDS = ("title", "summary", "purpose", "focus_question", "overall_goal", "overall_group", "goal", "group")


def create(
    actor: User, organisation: Organisation | None, access: str, words: dict[str, Any], *, form_key: UUID | None = None
) -> Network:
    """Make the network, its space and its page; the actor leads it.

    The same form sent twice gives the network that was made the first time. Who may is asked by the caller.
    """
    before = _made(actor, form_key)
    if before is not None:
        return before
    try:
        with transaction.atomic():
            network = begin(actor, organisation, access, form_key=form_key)
            make_page(network, words)
            audit.record(actor, "network.created", network, space_id=network.pk)
            return network
    except IntegrityError:  # Two at the same moment: the other one was first.
        before = _made(actor, form_key)
        if before is None:
            raise
        return before


def begin(actor: User, organisation: Organisation | None, access: str, **fields: Any) -> Network:
    """Make a network without a page yet, led by the actor: an advisor as such, others as facilitators."""
    space = Space.objects.create(kind=SpaceKind.NETWORK)
    network: Network = Network.objects.create(space=space, access=access, created_by=actor, changed_by=actor, **fields)
    advises = Membership.objects.current().filter(person=actor, role=Role.ADVISOR).exists()
    role = Role.ADVISOR if advises else Role.FACILITATOR
    SpaceMember.objects.create(space=space, person=actor, role=role, acting_for=organisation)
    return network


def _made(actor: User, form_key: UUID | None) -> Network | None:
    if form_key is None:
        return None
    return Network.objects.filter(created_by=actor, form_key=form_key).first()


def make_page(network: Network, words: dict[str, Any]) -> NetworkPage:
    """Publish the page below the list in the language in use, with copies in the others."""
    index = in_readers_language(NetworkIndexPage.objects.live().select_related("locale"))[0]
    if index.alias_of_id:
        index = NetworkIndexPage.objects.get(pk=index.alias_of_id)
    page = NetworkPage(locale=index.locale, translation_key=network.key, network=network, **words)
    page.slug = find_available_slug(index, slug_of(words["title"]))
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


def follow_title(page: NetworkPage, before: str) -> None:
    """Give the page an address that fits its title. One that somebody has chosen by hand stays.

    Wagtail notes the addresses it had, for the page and all below it, when the page is saved.
    """
    made, wanted = slug_of(before), slug_of(page.title)
    was_made = page.slug == made or page.slug.removeprefix(f"{made}-").isdigit()
    if wanted != made and was_made:
        page.slug = find_available_slug(page.get_parent(), wanted, ignore_page_id=page.pk)


def _copies_follow(page: NetworkPage) -> None:
    for copy in NetworkPage.objects.filter(alias_of=page.pk):
        slug = find_available_slug(copy.get_parent(), page.slug, ignore_page_id=copy.pk)
        if slug != copy.slug:
            copy.slug = slug
            copy.save(clean=False)


def change(actor: User, page: NetworkPage, expected: int, access: str, words: dict[str, Any]) -> NetworkPage | None:
    """Write over version `expected`. None when it was written; else the page as somebody else saved it."""
    with transaction.atomic():
        network = page.network
        now = timezone.now()
        if network.save_version(expected, access=access, changed_by=actor, changed_at=now):
            before, slug = page.title, page.slug
            for name, value in words.items():
                setattr(page, name, value)
            follow_title(page, before)
            page.save_revision(user=actor).publish()
            if page.slug != slug:
                _copies_follow(page)
            # Who may know of it stands beside the page, so lists must ask again also when no word is new.
            ContentVersion.bump()
            audit.record(actor, "network.changed", network, space_id=network.pk, fields=sorted(words))
            return None
    current: NetworkPage = NetworkPage.objects.select_related("network__changed_by").get(pk=page.pk)
    return current
