"""Words that templates of this room ask for."""

from __future__ import annotations

from django import template

from courses.presenters.durations import about

register = template.Library()
register.filter("about", about)
