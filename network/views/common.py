"""What the views of networks share: the way here."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from network.models import Network, NetworkIndexPage
from network.permissions import can_lead
from network.services.pages import in_readers_language, meeting_page_of, page_of
from portal.accounts.models import Organisation
from portal.accounts.services.acting import hats_of, worn
from portal.cms.services.links import addresses
from portal.gatherings.models import Gathering


def address_of(network: Network, request: HttpRequest) -> str:
    """Where the network's page is, in the reader's language; the front page while it has none."""
    page = page_of(network)
    return addresses([page], request)[page.pk] if page is not None else "/"


def list_crumb(request: HttpRequest) -> dict[str, str]:
    """The list of networks in the reader's language, by name and address; the front page while there is none."""
    index = next(iter(in_readers_language(NetworkIndexPage.objects.live().select_related("locale"))), None)
    url = addresses([index], request)[index.pk] if index is not None else "/"
    return {"title": index.title if index is not None else _("Networks"), "url": url}


def base_context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """The network, what the person may do, and the way here (title, address; the last one is the page)."""
    network: Network = request.network  # type: ignore[attr-defined]
    page = page_of(network)
    name = page.title if page is not None else _("Network")
    url = addresses([page], request)[page.pk] if page is not None else "/"
    return {
        "network": network,
        "name": name,
        "network_url": url,
        "leads": can_lead(request.network_roles).allowed,  # type: ignore[attr-defined]
        "archived": network.space.archived_at is not None,
        "breadcrumbs": [{"title": title, "url": each} for title, each in ((name, url), *crumbs)],
        "noindex": True,
    }


def meeting_context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """The same, with the meeting and the address of its page."""
    gathering: Gathering = request.gathering  # type: ignore[attr-defined]
    page = meeting_page_of(gathering.network_record.key)  # type: ignore[attr-defined] # its room knows no networks
    url = addresses([page], request)[page.pk] if page is not None else gathering.get_absolute_url()
    return {
        **base_context(request, (gathering.title, url), *crumbs),
        "gathering": gathering,
        "meeting_url": url,
    }


def rests(network: Network, form: Form) -> bool:
    """Whether the network is archived; the form then says so, and what was typed stays in it."""
    archived = network.space.archived_at is not None
    if archived:
        form.add_error(None, archived_words())
    return archived


def archived_words() -> str:
    """Say why nothing new is written in an archived network."""
    return _("The network is archived. Take it up again before you change anything.")


def acting_for(request: HttpRequest) -> Organisation | None:
    """The organisation that the person acts for today; none without any."""
    hat = worn(request.user, hats_of(request))
    return Organisation.objects.filter(pk=hat.organisation_id).first() if hat is not None else None
