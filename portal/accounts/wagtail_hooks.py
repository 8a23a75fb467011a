"""Only registers; what happens stands elsewhere."""

from __future__ import annotations

from wagtail import hooks

from portal.accounts.viewsets import organisation_viewset

hooks.register("register_admin_viewset", lambda: organisation_viewset)
