"""The kinds of blocks that a learner answers in.

A kind says how its answer is taken (a form), what the learner then sees, and how it went. Answers are JSON keyed on
block ids, so that they hold in every language and when an editor changes the words. `KINDS` maps the block's type to
its kind; adding one is a block, a kind and a template.
"""

from courses.questions.base import GONE, Kind, Refused, asked
from courses.questions.registry import KINDS, is_whole, outcome_of, question_ids

__all__ = ["GONE", "KINDS", "Kind", "Refused", "asked", "is_whole", "outcome_of", "question_ids"]
