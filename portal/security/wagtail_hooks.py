"""Only registers; what happens stands elsewhere."""

from __future__ import annotations

from wagtail import hooks

from portal.security.reports import menu_item, urls

hooks.register("register_admin_urls", urls)
hooks.register("register_reports_menu_item", menu_item)
