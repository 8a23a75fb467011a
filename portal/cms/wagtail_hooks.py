"""Only registers; what happens stands elsewhere."""

from __future__ import annotations

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from portal.cms.admin import warn_of_identity_numbers
from portal.cms.services.privacy import guard_page
from portal.cms.viewsets import StructureGroup

register_snippet(StructureGroup)
hooks.register("before_serve_page", guard_page, order=-10)
hooks.register("after_create_page", warn_of_identity_numbers)
hooks.register("after_edit_page", warn_of_identity_numbers)
