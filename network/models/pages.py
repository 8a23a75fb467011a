"""The pages of networks and of their meetings. Whoever leads a network makes and writes them in front."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from network.models.meetings import MeetingRecord
from network.models.networks import Network
from network.permissions import answer_stranger, may_read
from portal.cms.models import BasePage
from portal.cms.redirects import page_once_at
from portal.cms.services.languages import language_of

# Pictures are public by their address, so pages that may be closed have none.
TITLE_AND_SUMMARY = [panel for panel in BasePage.content_panels if getattr(panel, "field_name", "") != "image"]


class NetworkIndexPage(BasePage):
    """All networks that everybody may know of, and one's own."""

    template = "network/pages/network_index.html"
    parent_page_types: ClassVar[list[str]] = ["cms.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["network.NetworkPage"]
    content_panels: ClassVar = [*BasePage.content_panels, *BasePage.quality_panels]

    class Meta:
        verbose_name = _("list of networks")
        verbose_name_plural = _("lists of networks")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer addresses below that no page has oneself, so that they answer like those of closed networks."""
        try:
            return super().route(request, path_components)
        except Http404:
            return RouteResult(self, kwargs={"unknown": True})

    def serve(self, request: HttpRequest, *args: Any, unknown: bool = False, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show the list; at an unknown address what a stranger is answered at the door of a closed network.

        An address that a network had before leads on for those who may know of the network, and for them alone.
        """
        if not unknown:
            return super().serve(request, *args, **kwargs)
        request.no_redirect = True  # type: ignore[attr-defined]
        page = page_once_at(request)
        network = network_of(page) if page is not None else None
        if page is not None and network is not None and may_read(request.user, network):
            return HttpResponseRedirect(page.get_url(request))
        return answer_stranger(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the networks; read when the template asks."""
        from network.presenters.networks import network_list

        context = super().get_context(request, *args, **kwargs)
        request.cacheable_page = False  # type: ignore[attr-defined] # numbers of members and meetings move by themselves
        return {**context, "found": SimpleLazyObject(lambda: network_list(request))}


class NetworkPage(BasePage):
    """What a network is for (S49), and the question that holds it together (S50)."""

    # Made in front, with its space; never by hand in the tree of pages.
    is_creatable = False

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="+", editable=False)
    purpose = models.TextField(_("why the network is there"), max_length=3000, blank=True)
    focus_question = models.CharField(_("focus question"), max_length=300, blank=True)
    overall_goal = models.TextField(
        _("overall goal"), max_length=600, blank=True, help_text=_("What it should be like for those it is all about.")
    )
    overall_group = models.CharField(_("overall target group"), max_length=300, blank=True)
    goal = models.TextField(
        _("goal of the network"),
        max_length=600,
        blank=True,
        help_text=_("What those who take part should get better at."),
    )
    group = models.CharField(_("target group of the network"), max_length=300, blank=True)

    template = "network/pages/network.html"
    parent_page_types: ClassVar[list[str]] = ["network.NetworkIndexPage"]
    subpage_types: ClassVar[list[str]] = ["network.MeetingPage"]
    content_panels: ClassVar = [
        *TITLE_AND_SUMMARY,
        FieldPanel("purpose"),
        FieldPanel("focus_question"),
        MultiFieldPanel(
            [FieldPanel("overall_goal"), FieldPanel("overall_group"), FieldPanel("goal"), FieldPanel("group")],
            heading=_("Goals and target groups"),
        ),
        *BasePage.quality_panels,
    ]
    search_fields: ClassVar = [
        *BasePage.search_fields,
        index.SearchField("purpose"),
        index.SearchField("focus_question"),
        index.SearchField("overall_goal"),
        index.SearchField("goal"),
    ]

    class Meta:
        verbose_name = _("page of a network")
        verbose_name_plural = _("pages of networks")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        return str(_("Network"))

    # What a form of two who write at once asks of a row.
    @property
    def access(self) -> str:
        """Who may join."""
        return self.network.access

    @property
    def version(self) -> int:
        """How often it has been changed in front."""
        return self.network.version

    @property
    def changed_by(self) -> Any:
        """Who changed it last."""
        return self.network.changed_by

    @property
    def changed_at(self) -> Any:
        """When that was."""
        return self.network.changed_at

    @property
    def language(self) -> str:
        """The language it is written in."""
        return language_of(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Let in those who may know of it."""
        return serve_guarded(self.network, request, super().serve, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add members and meetings; read when the template asks."""
        from network.presenters.networks import network_screen

        context = super().get_context(request, *args, **kwargs)
        request.cacheable_page = False  # type: ignore[attr-defined] # members and meetings move by themselves
        return {**context, "shown": SimpleLazyObject(lambda: network_screen(self, request))}


class MeetingPage(BasePage):
    """The page of one announced meeting, below its network's. Day, place and programme are read from the meeting."""

    is_creatable = False

    record = models.ForeignKey(MeetingRecord, on_delete=models.PROTECT, related_name="+", editable=False)

    template = "network/pages/meeting.html"
    parent_page_types: ClassVar[list[str]] = ["network.NetworkPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*TITLE_AND_SUMMARY, *BasePage.quality_panels]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("outcome_text")]

    class Meta:
        verbose_name = _("page of a network's meeting")
        verbose_name_plural = _("pages of networks' meetings")

    @property
    def list_eyebrow(self) -> str:
        """The small line above the title in lists."""
        return str(_("Network meeting"))

    def outcome_text(self) -> str:
        """What came of it, for the search."""
        return str(self.record.outcome)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Let in those who may know of the network."""
        network = Network.objects.get(space=self.record.gathering.space_id)
        return serve_guarded(network, request, super().serve, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the meeting is; read when the template asks."""
        from network.presenters.meetings import meeting_screen

        context = super().get_context(request, *args, **kwargs)
        request.cacheable_page = False  # type: ignore[attr-defined] # the meeting is moved without a publication
        return {**context, "shown": SimpleLazyObject(lambda: meeting_screen(self, request))}


def network_of(page: Page) -> Network | None:
    """Return the network that a page is about: its own page, or that of a meeting."""
    if isinstance(page, NetworkPage):
        return page.network
    return Network.objects.get(space=page.record.gathering.space_id) if isinstance(page, MeetingPage) else None


def serve_guarded(network: Network, request: HttpRequest, serve: Any, *args: Any, **kwargs: Any) -> Any:
    """Serve a page to those who may know of the network; what others get, nobody keeps."""
    decision = may_read(request.user, network)
    if not decision:
        return answer_stranger(request)
    if decision.reason != "public":
        request.page_is_private = True  # type: ignore[attr-defined]
    return serve(request, *args, **kwargs)
