"""Six experience reports of real projects, from the files in content/reports, and two networks (networks.py).

One report is still a draft of the advisor's.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from network.demo import networks
from network.models import ExperienceReportPage
from network.services.setup import INDEX, setup_reports
from portal.accounts.democontext import DemoContext
from portal.cms.demo.loader import Builder, Data, Kind, PageLoader, page_key
from portal.cms.demo.settle import settle

CONTENT = Path(__file__).parent / "content" / "reports"
WRITER = "radgiver"
LEVELS = {
    "lokal": "level_local",
    "regional": "level_regional",
    "nasjonal": "level_national",
    "internasjonal": "level_international",
    "implementering": "level_existing",
}


def load(context: DemoContext) -> None:
    """Publish the reports; add what is missing and change nothing that exists."""
    setup_reports()
    writer = context.person(WRITER)
    loader = PageLoader(CONTENT)
    made = loader.load({"report": Kind(ExperienceReportPage, _fields, lambda data: INDEX)}, writer=writer)
    ExperienceReportPage.objects.filter(translation_key__in=map(page_key, loader.pages), owner=None).update(
        owner=writer
    )
    networks.load(context)
    settle()
    context.say(f"Experience reports: {made} pages made.")


def remove() -> None:
    """Take the reports and the networks away; the lists stay."""
    networks.remove()
    PageLoader(CONTENT).remove()


def _fields(data: Data, build: Builder) -> dict[str, Any]:
    role, organisation = _contact(data)
    effects = [{"type": "effect", **each} for each in data.get("effect_goals", [])]
    return {
        "period_from": data.get("period_from"),
        "period_to": data.get("period_to"),
        "organisations": data.get("organisation", ""),
        "sections": json.dumps(
            [
                {
                    "type": each["key"],
                    "id": build.id("sections", each["key"]),
                    "value": {"text": each["html"], "more": []},
                }
                for each in data["sections"]
                if each["key"] != "kontakt"
            ]
        ),
        "effects": build.stream("effects", effects),
        "contact_role": role,
        "contact_organisation": organisation,
        **{LEVELS[level]: True for level in data.get("innovation_levels", [])},
    }


def _contact(data: Data) -> tuple[str, str]:
    """Read «Prosjektleder, Sykehuset Innlandet, Gjøvik.» as a role and an organisation."""
    html = next((each["html"] for each in data["sections"] if each["key"] == "kontakt"), "")
    role, _comma, organisation = re.sub(r"<[^>]+>", "", html).strip().partition(", ")
    return role[:120], organisation.rstrip(".")[:200]
