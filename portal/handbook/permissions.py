"""Who may read, keep, oversee and lend. Views, pages and templates read the same answers."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from portal.accounts.models import Membership, User
from portal.accounts.roles import Role
from portal.handbook.choices import Access
from portal.kernel.decisions import Decision, allow, deny

Person = User | AnonymousUser


def hats(user: Person) -> list[Membership]:
    """Return the person's memberships of today with what each organisation is part of; asked once a request."""
    if not user.is_authenticated:
        return []
    kept: list[Membership] | None = getattr(user, "_handbook_hats", None)
    if kept is None:
        found = Membership.objects.current().filter(person=user)
        kept = list(found.select_related("organisation__parent__parent__parent"))
        user._handbook_hats = kept  # type: ignore[union-attr, attr-defined]
    return kept


def belongs(user: Person, organisation_id: int) -> bool:
    """Say whether the person belongs to the organisation or to a part of it."""
    return any(organisation_id in {each.pk for each in hat.organisation.line()} for hat in hats(user))


def is_public(book: Any) -> bool:
    """Say whether everybody may read the book. Closed in one language is closed in all."""
    family = type(book)._base_manager.filter(translation_key=book.translation_key)
    return book.access == Access.PUBLIC and not family.exclude(access=Access.PUBLIC).exists()


def may_read(user: Person, book: Any) -> Decision:
    """Public books are for everybody; the others for those who belong, and for those who look after pages."""
    if is_public(book):
        return allow("public")
    if not user.is_authenticated:
        return deny("anonymous")
    if belongs(user, book.organisation_id):
        return allow("member")
    if oversees(user, book):
        return allow("oversees")
    return allow("editor") if book.permissions_for_user(user).can_edit() else deny("not_a_member")


def keeps(user: Person, book: Any) -> Decision:
    """Those who look after the book: the coordinating unit and the organisation's administrators.

    The unit may be a part of the organisation; an administrator may be one of what the organisation is part of.
    """
    above = {each.pk for each in book.organisation.line()}
    for hat in hats(user):
        if hat.role in {Role.KE, Role.ORGANISATION_ADMIN} and hat.organisation_id in above:
            return allow("keeper")
        if hat.role == Role.KE and book.organisation_id in {each.pk for each in hat.organisation.line()}:
            return allow("keeper")
    return deny("not_a_keeper")


def may_write(user: Person, book: Any) -> Decision:
    """Keepers, and those who may add pages there in the editors' tool."""
    if not user.is_authenticated:
        return deny("anonymous")
    if keeps(user, book):
        return allow("keeper")
    return allow("editor") if book.permissions_for_user(user).can_add_subpage() else deny("may_not_add")


def oversees(user: Person, book: Any, chapter: Any = None) -> Decision:
    """Who may see who has read: keepers, leaders of the organisation or above, and the chapter's own owner."""
    if not user.is_authenticated:
        return deny("anonymous")
    if keeps(user, book):
        return allow("keeper")
    above = {each.pk for each in book.organisation.line()}
    if any(hat.role == Role.LEADER and hat.organisation_id in above for hat in hats(user)):
        return allow("leader")
    if chapter is not None and chapter.owner_person_id == user.pk and belongs(user, book.organisation_id):
        return allow("owner")
    return deny("not_responsible")


def may_lend(user: Person, book: Any) -> Decision:
    """Public chapters are lent to everybody who keeps a book of their own; which book is asked by the form."""
    if not user.is_authenticated:
        return deny("anonymous")
    return allow("public") if is_public(book) else deny("members_only")


def answer_stranger(request: HttpRequest) -> HttpResponseBase:
    """Lead somebody who is not signed in to the door; for others the page does not exist."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404
