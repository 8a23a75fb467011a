"""Only registers; what happens stands elsewhere."""

from __future__ import annotations

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.cms.admin import design_menu_item, one_way_to_send_again, translation_urls
from portal.cms.doors import add_doors
from portal.cms.services.privacy import guard_page
from portal.cms.views.translations import edit_begun_translation
from portal.cms.views.typed import comment_beside_page
from portal.cms.viewsets import StructureGroup, page_viewset

register_snippet(StructureGroup)
hooks.register("register_admin_viewset", lambda: page_viewset)
hooks.register("before_serve_page", guard_page, order=-10)
hooks.register("register_admin_urls", translation_urls, order=-10)
hooks.register("before_edit_page", comment_beside_page, order=-20)
hooks.register("before_edit_page", edit_begun_translation, order=-10)
hooks.register("construct_homepage_panels", add_doors)
hooks.register("register_help_menu_item", design_menu_item)
hooks.register("construct_page_action_menu", one_way_to_send_again)
