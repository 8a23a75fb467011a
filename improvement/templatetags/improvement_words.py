"""Words of this room for templates."""

from __future__ import annotations

from django import template

from improvement.presenters.process import step_short

register = template.Library()


@register.filter
def step_name(key: str) -> str:
    """The short name of a sub-step by its key."""
    return step_short(key)
