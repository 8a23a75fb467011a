"""A rule in words, before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.domain.completion import Combine, Condition, Offer, Rule, effective


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A sentence, and the conditions under it when there are several."""

    sentence: str
    points: tuple[str, ...] = ()


def rule_words(rule: Rule, offer: Offer) -> RuleWords:
    """Tell when a step will be done."""
    asked = effective(rule, offer)
    points = tuple(_clause(each, asked, offer) for each in asked.conditions)
    if len(points) == 1:
        return RuleWords(_("The step is done when %(condition)s.") % {"condition": points[0]})
    if asked.threshold == len(points):
        return RuleWords(_("The step is done when all of this is in place:"), points)
    if asked.combine is Combine.ANY or asked.threshold == 1:
        return RuleWords(_("The step is done when one of these is in place:"), points)
    sentence = _("The step is done when at least %(number)d of these are in place:")
    return RuleWords(sentence % {"number": asked.threshold}, points)


def kept_words(rule: Rule) -> RuleWords:
    """Tell by which rule a step was done, from the snapshot of that day."""
    points = tuple(_clause(each, rule, None) for each in rule.conditions)
    if len(points) == 1:
        return RuleWords(_("When you did it, it was done when %(condition)s.") % {"condition": points[0]})
    return RuleWords(_("When you did it, this is what it took:"), points)


def condition_words(unmet: Iterable[Condition]) -> str:
    """Tell what is still missing when the learner has said that they are done."""
    words = {
        Condition.PRACTISED: _("Choose one thing first, and say when you have tried it."),
        Condition.DECIDED: _("Noted. The step is done when somebody who leads the course has decided so."),
        Condition.ATTENDED: _("Noted. The step is done when whoever holds the meeting has noted that you were there."),
        Condition.TASKS: _("Something here is not done yet."),
        Condition.RIGHT: _("Some answers do not fit yet. Try again as often as you like."),
    }
    return " ".join(words[each] for each in unmet if each in words)


def _clause(condition: Condition, rule: Rule, offer: Offer | None) -> str:
    match condition:
        case Condition.OPENED:
            return _("you have opened it")
        case Condition.TASKS:
            only_questions = offer is not None and offer.tasks == offer.questions
            return _("you have answered every question") if only_questions else _("you have done every task in it")
        case Condition.RIGHT:
            return _right(rule.right, len(offer.questions) if offer else None)
        case Condition.PRACTISED:
            return _("you have chosen one thing and tried it")
        case Condition.DECIDED:
            return _("somebody who leads the course has decided so")
        case Condition.ATTENDED:
            return _("you have been at the meeting, or made up for it")
    return _("you say so, with the button")


def _right(needed: int, total: int | None) -> str:
    if total is None or total == needed:
        text = ngettext(
            "you have found what fits in one question", "you have found what fits in %(number)d questions", needed
        )
        return text % {"number": needed}
    text = ngettext(
        "you have found what fits in one of %(total)d questions",
        "you have found what fits in at least %(number)d of %(total)d questions",
        needed,
    )
    return text % {"number": needed, "total": total}
