"""The list of addresses that links are sent to, and what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from portal.worksheets.domain.addressed import LONGEST_LABEL, Line, Problem

WORDS = {
    Problem.NO_EMAIL: gettext_lazy("There is no e-mail address. Write one, with @."),
    Problem.BAD_EMAIL: gettext_lazy("The e-mail address is not complete. Check it letter by letter."),
    Problem.UNREACHABLE: gettext_lazy(
        "Before the @ stands a letter such as æ, ø or å. Letters to such addresses may get lost. Check the spelling, "
        "or ask for an address without it."
    ),
    Problem.TWO_EMAILS: gettext_lazy("There are two e-mail addresses. Write one person a line."),
    Problem.DOUBLED: gettext_lazy("The same address stands on a line above. This line can go."),
    Problem.TOO_LONG: gettext_lazy("What stands before the address is too long: at most %(most)d characters."),
    Problem.IDENTITY_NUMBER: gettext_lazy("This looks like a national identity number. Take it out."),
    Problem.MEMBER: gettext_lazy("Is a member here and answers on this page. This line can go."),
    Problem.TOO_OFTEN: gettext_lazy("Has had several letters today. Wait till tomorrow, or copy a link."),
}


@dataclass(frozen=True, slots=True)
class Addressed:
    """What was typed, the language of the letters, and what is wrong. The addresses never appear in a repr."""

    language: str
    typed: str = field(default="", repr=False)
    errors: tuple[str, ...] = ()

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages a letter can have."""
        return list(settings.LANGUAGES)


def no_addresses() -> Addressed:
    """An empty list, in the language one reads."""
    return Addressed(get_language() or "nb")


def addressed(typed: str, language: str, lines: Sequence[Line], problem: str) -> Addressed:
    """Return the list as it was typed, with each error and the line it stands in."""
    errors = [problem] if problem else []
    for line in lines:
        if line.problem is not None:
            words = str(WORDS[line.problem])
            if line.problem is Problem.TOO_LONG:
                words %= {"most": LONGEST_LABEL}
            errors.append(_("Line %(number)d: %(words)s") % {"number": line.number, "words": words})
    return Addressed(language, typed, tuple(errors))
