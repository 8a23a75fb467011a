"""What reviewers wrote, for the letter to the writer; Wagtail's own letter about an approval leaves it out."""

from __future__ import annotations

from typing import Any

from django import template

from portal.cms.services.reviews import words_of_approval

register = template.Library()


@register.simple_tag
def approving_words(content: Any) -> list[str]:
    """Return what was written when a page, or something else under review, was approved last."""
    return words_of_approval(content)
