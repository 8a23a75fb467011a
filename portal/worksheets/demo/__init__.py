"""The forms of the field, from the files in content/: `<slug>.<language>.toml`.

They are real content, so a portal without the demo may have them too: `manage.py setup_site --forms`.
"""

from __future__ import annotations

from pathlib import Path

from portal.accounts.democontext import DemoContext
from portal.cms.demo.loader import Kind, PageLoader, page_key
from portal.worksheets.demo.kinds import form_fields
from portal.worksheets.models import WorksheetTemplatePage
from portal.worksheets.services.setup import SECTION, setup_forms

CONTENT = Path(__file__).parent / "content"
# As they are listed: the meeting and the roles first, then the work of improvement from its beginning to its end.
ORDER = (
    "motet-vart-i-dag",
    "forste-30-dager",
    "tolv-tips",
    "innkalling",
    "referat",
    "mandat-ke",
    "ledergrep",
    "forbedringsomrader",
    "hva-slags-problem",
    "smertepunkter",
    "suksesshistorie",
    "motivasjon",
    "lokal-tilpasning",
    "prosessledelse",
    "veiledningsnotat",
    "endring-atte-steg",
    "feller",
    "jeg-moter-motstand",
    "innvendinger",
    "hva-avgjor",
    "forste-mote-bruker",
    "forste-mote-ansatte",
    "klar-for-samsnakk",
    "evaluering",
    "vil-det-vare",
    "overgang-til-drift",
    "tre-sporsmal",
)


def load(context: DemoContext) -> None:
    """Publish the forms; add what is missing and change nothing that exists."""
    context.say(f"Forms: {load_forms()} pages made.")


def remove() -> None:
    """Take the forms away; their section stays. What was filled in holds its own copy of the questions."""
    loader().remove()


def load_forms() -> int:
    """Make the section and the forms that are missing. Returns how many pages of forms were made."""
    setup_forms()
    found = loader()
    return found.load({"form": Kind(WorksheetTemplatePage, form_fields, lambda data: SECTION)}, list(found.pages))


def loader() -> PageLoader:
    """Read the files, in the order of the list; the keys get a word before them, since all rooms share keys."""
    found = PageLoader(CONTENT)
    found.pages = {_named(slug): found.pages[slug] for slug in ORDER}
    return found


def template(slug: str, language: str = "nb") -> WorksheetTemplatePage | None:
    """Return the form that a file made, if it is there."""
    key = page_key(_named(slug))
    return WorksheetTemplatePage.objects.filter(translation_key=key, locale__language_code=language).first()


def _named(slug: str) -> str:
    return f"skjema-{slug}"
