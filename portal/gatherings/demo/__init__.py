"""The exercises and agendas of the field, from the files in content/: `<key>.<language>.toml`.

They are real content, so a portal without the demo may have them too: `manage.py setup_site --library`.
"""

from __future__ import annotations

from pathlib import Path

from portal.accounts.democontext import DemoContext
from portal.cms.demo.loader import Kind, PageLoader
from portal.gatherings.demo.kinds import agenda_fields, exercise_fields, part
from portal.gatherings.models.library import AgendaTemplatePage, ExercisePage
from portal.gatherings.services.setup import LIBRARY, setup_library

CONTENT = Path(__file__).parent / "content"
# As they are listed: the beginning of a project, Tillitsbyggerne, guidance, and what comes as the work goes on.
AGENDAS = (
    "opplegg-kick-off",
    "opplegg-tillitsbyggerne-1",
    "opplegg-tillitsbyggerne-2",
    "opplegg-reflekterende-team",
    "opplegg-innsiktsworkshop",
    "opplegg-erfaringsutveksling",
    "opplegg-koordinatortime",
    "opplegg-konferansedag",
)
EXERCISES = (
    "ovelse-innsjekk",
    "ovelse-bli-kjent",
    "ovelse-innsiktskort",
    "ovelse-fremmer-og-hemmer-tillit",
    "ovelse-tillitssamtalen",
    "ovelse-tilbakemeldingsrunde",
    "ovelse-velg-en-ting",
    "ovelse-siden-sist",
    "ovelse-problem-fra-gruppa",
    "ovelse-reflekterende-team",
    "ovelse-post-it-og-gruppering",
    "ovelse-sporsmalsrunde",
    "ovelse-tankekart",
    "ovelse-hvem-gjor-hva",
    "ovelse-utsjekk",
)
# Exercises first: agendas lead to them.
KINDS = {
    "exercise": Kind(ExercisePage, exercise_fields, lambda data: LIBRARY),
    "agenda": Kind(AgendaTemplatePage, agenda_fields, lambda data: LIBRARY, convert={"part": part}),
}


def load(context: DemoContext) -> None:
    """Publish them; add what is missing and change nothing that exists."""
    context.say(f"Library: {load_library()} pages made.")


def remove() -> None:
    """Take them away; the library itself stays. Meetings hold copies of their own."""
    PageLoader(CONTENT).remove()


def load_library() -> int:
    """Make the library, and the exercises and agendas that are missing. Returns how many pages were made of these."""
    setup_library()
    return PageLoader(CONTENT).load(KINDS, [*EXERCISES, *AGENDAS])
