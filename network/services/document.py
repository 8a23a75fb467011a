"""An experience report as a document for print and download."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from network.domain.report import BELOW
from network.models import ExperienceReportPage
from network.sections import TITLES
from network.services.texts import filled_sections
from portal.cms.services.languages import language_of
from portal.exports.document import (
    Block,
    Document,
    Heading,
    KeyValue,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Table,
    as_text,
)
from portal.exports.richtext import blocks_from_html


def report_document(page: ExperienceReportPage) -> Document:
    """Return the report with its sections in order, facts first, in the language it is written in."""
    language = language_of(page)
    with override(language):
        blocks: list[Block] = []
        if page.summary:
            blocks.append(Paragraph(as_text(page.summary), tone="lead"))
        facts = _facts(page)
        if facts:
            blocks.append(KeyValue(tuple(facts)))
        for key, value in filled_sections(page.sections):
            level = 2 if key in BELOW else 1
            blocks.append(Heading(str(TITLES[key]), level))
            blocks += blocks_from_html(getattr(value.get("text"), "source", "") or "", heading_offset=level)
            for child in value.get("more") or []:
                blocks += _more(child.block_type, child.value, level + 1)
        if len(page.effects):
            blocks += [Heading(_("Effect goals and benefits"), 1), _effects(page)]
        checked = page.last_checked
        return Document(
            title=page.title,
            language=language,
            blocks=tuple(blocks),
            kicker=_("Experience report"),
            subtitle=page.organisations,
            dated=checked,
            source=page.source,
        )


def _facts(page: ExperienceReportPage) -> list[tuple[str, tuple[Run, ...]]]:
    from network.presenters.reports import levels_of, period

    terms = [str(row.term) for row in page.page_terms.select_related("term") if row.term.kind == "region"]
    contact = ", ".join(each for each in (page.contact_role, page.contact_organisation, page.contact_address) if each)
    found = [
        (_("Period"), period(page)),
        (_("Region"), ", ".join(terms)),
        (_("Degree of innovation"), ", ".join(levels_of(page))),
        (_("Contact"), contact),
    ]
    return [(name, as_text(text)) for name, text in found if text]


def _effects(page: ExperienceReportPage) -> Table:
    rows = tuple(
        tuple(str(effect.value.get(name) or "–") for name in ("effektmal", "realisering", "gevinst"))
        for effect in page.effects
    )
    return Table((_("Effect goal"), _("Realisation"), _("Benefit")), rows, caption=_("Effect goals and benefits"))


def _more(kind: str, value: Any, level: int) -> list[Block]:
    """Return the blocks below a section's text; pictures stay on the web, where their consent can end."""
    match kind:
        case "quote":
            who = f" ({value.get('who')})" if value.get("who") else ""
            return [Paragraph((Run(f"«{value.get('text')}»", emphasis=True), Run(who)), tone="note")]
        case "fact":
            text = f"{value.get('figure')} {value.get('text')}"
            return [Paragraph((Run(text), Run(f" ({value.get('source')})")), tone="note")]
        case "callout":
            html = getattr(value.get("html"), "source", "") or ""
            return [Heading(value.get("title") or "", level), *blocks_from_html(html, heading_offset=level)]
        case "checklist":
            items = tuple(ListItem(as_text(str(item))) for item in value.get("items") or [])
            return [Heading(value.get("title") or "", level), ListBlock(items)] if items else []
        case "comparison":
            rows = tuple((str(row["topic"]), str(row["left"]), str(row["right"])) for row in value.get("rows") or [])
            sides = (_("Topic"), str(value.get("left") or ""), str(value.get("right") or ""))
            return [Table(sides, rows, caption=value.get("caption") or "")] if rows else []
        case "table":
            header = tuple(str(each) for each in value.get("header") or [])
            body = tuple(tuple(str(cell) for cell in row) for row in value.get("rows") or [])
            whole = header and all(len(row) == len(header) for row in body)
            return [Table(header, body, caption=value.get("caption") or "")] if whole else []
    return []
