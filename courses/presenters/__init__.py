"""What templates need of courses, made from pages, progress and the domain's answers.

For an anonymous reader everything personal is left out, so that the page can be cached. An editor's preview shows the
same, or what somebody sees who has just begun (`rehearsal_context`); never what the editor has done.
"""

from courses.presenters.cards import ContinueCard, anchor, continue_card, my_page_cards
from courses.presenters.localtools import tool_context
from courses.presenters.pages import certificate_crumbs, certificate_steps, course_context, module_context
from courses.presenters.rehearsal import rehearsal_context
from courses.presenters.rules import condition_words, rule_words
from courses.presenters.steps import step_context

__all__ = [
    "ContinueCard",
    "anchor",
    "certificate_crumbs",
    "certificate_steps",
    "condition_words",
    "continue_card",
    "course_context",
    "module_context",
    "my_page_cards",
    "rehearsal_context",
    "rule_words",
    "step_context",
    "tool_context",
]
