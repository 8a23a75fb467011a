"""What my page tells those who write, translate and review pages."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState

from portal.cms.mypage import Card, Progress
from portal.cms.services.links import addresses
from portal.cms.services.reviews import lately_approved, reviews_of, waiting_for, words_of_return
from portal.cms.services.unfinished import unfinished

DRAFTS_SHOWN = 3
PUBLISHED_SHOWN = 3
TRANSLATIONS_SHOWN = 3


def editing_cards(request: HttpRequest) -> Iterator[Card]:
    """What waits for one's review, one's own drafts, and translations under way."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return
    yield from _reviews(request)
    yield from _drafts(request)
    yield from _published(request)
    if request.user.has_perm("wagtail_localize.submit_translation"):
        yield from _translations(request)


def _reviews(request: HttpRequest) -> Iterator[Card]:
    count = waiting_for(request.user)  # type: ignore[arg-type]
    if count:
        yield Card(
            title=ngettext("%(count)s page waits for your review", "%(count)s pages wait for your review", count)
            % {"count": count},
            text=_("Read it, then approve it or ask for changes."),
            url=reverse("wagtailadmin_home"),
            action=_("Open the list"),
            eyebrow=_("Review"),
            rank=20,
        )


def _drafts(request: HttpRequest) -> Iterator[Card]:
    own = Q(owner=request.user, live=False) | Q(latest_revision__user=request.user, has_unpublished_changes=True)
    found = Page.objects.filter(own, alias_of__isnull=True).specific(defer=True)
    pages = list(found.order_by("-latest_revision_created_at")[:DRAFTS_SHOWN])
    reviews = reviews_of(pages)
    for page in pages:
        yield _draft(page, reviews.get(page.pk))


def _draft(page: Page, review: WorkflowState | None) -> Card:
    waits = review is not None and review.status == WorkflowState.STATUS_IN_PROGRESS
    text, rank = _("A draft that only you and the editors see."), 30
    if waits:
        text, rank = _("Sent to review. You hear when somebody has read it."), 60
    elif review is not None:
        wrote = words_of_return(review)
        text, rank = _("The reviewer asks for changes."), 15
        if wrote:
            text = _("The reviewer asks for changes: “%(comment)s”") % {"comment": wrote}
    return Card(
        title=page.draft_title or page.title,
        text=text,
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        action=_("Open the page") if waits else _("Go on writing"),
        eyebrow=str(capfirst(page.specific_class._meta.verbose_name)),
        rank=rank,
    )


def _published(request: HttpRequest) -> Iterator[Card]:
    """Tell the writer that a page came out, and what the reviewer wrote."""
    approved = lately_approved(request.user, PUBLISHED_SHOWN)  # type: ignore[arg-type]
    pages = Page.objects.filter(pk__in=[pk for pk, _wrote in approved], live=True).in_bulk()
    where = addresses(pages.values(), request)
    for pk, wrote in approved:
        if pk not in pages:
            continue
        yield Card(
            title=pages[pk].title,
            text=_("Approved and published. The reviewer wrote: “%(comment)s”") % {"comment": wrote}
            if wrote
            else _("Approved and published."),
            url=where[pk],
            action=_("Read the page"),
            eyebrow=_("Published"),
            rank=45,
        )


def _translations(request: HttpRequest) -> Iterator[Card]:
    """Unfinished ones, the newest first: whoever translates goes on where somebody has left off."""
    for each in unfinished(request.user, TRANSLATIONS_SHOWN):  # type: ignore[arg-type]
        yield Card(
            title=each.page.title,
            text=_("To be translated into %(language)s.") % {"language": each.language.get_display_name().lower()},
            url=reverse("wagtailadmin_pages:edit", args=[each.page.pk]),
            action=_("Go on translating"),
            progress=Progress(
                _("%(done)s of %(total)s texts") % {"done": each.done, "total": each.total}, each.done, each.total
            ),
            eyebrow=_("Translation"),
            rank=35,
        )
