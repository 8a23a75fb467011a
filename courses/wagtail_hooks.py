"""Only registers; what happens stands elsewhere."""

from __future__ import annotations

from wagtail import hooks

from courses.views.editing import (
    admin_urls,
    ask_before_bulk,
    ask_before_unpublish,
    copy_whole_course,
    header_buttons,
    tell_before_delete,
    tell_before_move,
)

hooks.register("register_admin_urls", admin_urls)
hooks.register("register_page_header_buttons", header_buttons)
hooks.register("before_copy_page", copy_whole_course)
hooks.register("before_delete_page", tell_before_delete)
hooks.register("before_move_page", tell_before_move)
hooks.register("before_unpublish_page", ask_before_unpublish)
hooks.register("before_bulk_action", ask_before_bulk)
