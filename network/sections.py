"""The words of the report's sections: their headings, and what belongs in each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

TITLES = {
    "sammendrag": _("Summary"),
    "innledning": _("Introduction"),
    "bakgrunn": _("Background of the project"),
    "utfordringsbilde": _("What was difficult"),
    "malgruppe": _("Who it is for"),
    "organisering": _("How the project was organised"),
    "overforingsverdi": _("What others can use"),
    "mal": _("The goals of the project"),
    "innovasjonshoyde": _("Degree of innovation"),
    "bistand": _("What InnoMed has helped with"),
    "aktiviteter": _("Activities"),
    "nytteverdi": _("What the guidance was good for"),
    "oppnadd": _("What the project has achieved"),
    "planer": _("Plans ahead"),
    "erfaringer": _("Experiences and lessons"),
    "innomeds_vurdering": _("InnoMed's assessment"),
    "veien_videre": _("Summing up and the way on"),
}

HELP = {
    "sammendrag": _("Half a page: background and goal, who owns it, what was done, what it gave and what comes next."),
    "innledning": _("Who owns and leads the project, when it ran, and who worked together."),
    "bakgrunn": _("Why now: the need, what was known, decisions and money."),
    "utfordringsbilde": _("What made daily work hard, for those who receive help and those who give it."),
    "malgruppe": _("Which people the change is for. Groups, never one person."),
    "organisering": _("How the project was led and anchored, and how kommuner and hospital worked together."),
    "overforingsverdi": _("What could be used elsewhere, in the region or in the country."),
    "mal": _("Main goal, part goals and effect goals. The table of effects stands in a field of its own below."),
    "innovasjonshoyde": _("Why you ticked the boxes below as you did."),
    "bistand": _("What the guidance consisted of."),
    "aktiviteter": _("What was done together, step by step, with figures: how many took part, how long it took."),
    "nytteverdi": _("What having a guide changed. The project lead's own words are welcome, without the name."),
    "oppnadd": _("Results and benefits, with figures where you have them. Say what is not known yet."),
    "planer": _("What the project has decided to do next."),
    "erfaringer": _("What you would tell others who begin: what worked, what did not, and why."),
    "innomeds_vurdering": _("The guide's own judgement."),
    "veien_videre": _("In short, and what happens from here."),
}
