"""Who may write experience reports."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from portal.kernel.decisions import Decision, allow, deny


def may_write_report(user: Any, index: Page) -> Decision:
    """Whoever may add pages below this list: advisors, and those who edit all pages."""
    if not user.is_authenticated:
        return deny("signed_out")
    if not user.has_perm("wagtailadmin.access_admin"):
        return deny("no_tool")
    return allow("may_add") if index.permissions_for_user(user).can_add_subpage() else deny("may_not_add")
