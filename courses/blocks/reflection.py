"""A question to think about, answered for oneself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.groups import LEARN
from courses.blocks.needed import needed_box


class ReflectionBlock(blocks.StructBlock):
    """The prompt. What learners write is stored elsewhere and read by nobody else (models/reflections.py)."""

    prompt = blocks.TextBlock(label=_("prompt"), max_length=600)
    help = blocks.CharBlock(label=_("help"), max_length=300, required=False)
    needed = needed_box()

    class Meta:
        icon = "edit"
        label = _("Private reflection")
        description = _("A question to think about. Only the learner can read what is written.")
        group = LEARN
        template = "courses/blocks/reflection.html"
        preview_value = {
            "prompt": "Tenk på et møte du ledet nylig. Hva ville du gjort annerledes?",
            "help": "Skriv ikke navn eller noe som kan kjennes igjen.",
        }
