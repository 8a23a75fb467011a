"""How the content files of this room become pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import override

from portal.cms.demo.loader import Block, Builder, Data, Kind, find_target
from portal.cms.models import ArticlePage, GuidePage, HomePage, SectionPage

# The pages that every portal has, from the top down.
STRUCTURE = ("home", "section", "article")
ILLUSTRATION = {"laer": "learn", "forbedre": "improve", "motes": "meet", "prosjekterfaringer": "experiences"}

WORDS = {
    "nb": {"why": "Hvorfor Varig?", "what": "Hva vil du gjøre?", "reports": "Nye erfaringer", "news": "Nytt i Varig"},
    "nn": {"why": "Kvifor Varig?", "what": "Kva vil du gjere?", "reports": "Nye erfaringar", "news": "Nytt i Varig"},
    "en": {
        "why": "Why Varig?",
        "what": "What would you like to do?",
        "reports": "New experiences",
        "news": "News from Varig",
    },
}


def address(target: str, language: str) -> str:
    """Return the address of «view:name»; a page's link is a stand-in until `settle` aims it."""
    kind, _, name = target.partition(":")
    if kind != "view":
        return "/"
    with override(language):
        return reverse(name)


def way(target: str, language: str) -> dict[str, Any]:
    """Turn `step:2`, `level:1`, `end` or `guide:key` into where a gate's answer leads."""
    kind, _, value = target.partition(":")
    if kind in {"step", "level"}:
        return {"way": kind, "number": int(value), "page": None}
    if kind == "guide":
        page = find_target(target, language)
        # The other guide may come later; until then the answer ends here. `settle` mends it.
        return (
            {"way": "page", "number": None, "page": page.pk} if page else {"way": "end", "number": None, "page": None}
        )
    return {"way": "end", "number": None, "page": None}


def step(data: Data, build: Builder) -> dict[str, Any]:
    """One step of a guide."""
    answers = [{"label": each["label"], **way(each["leads_to"], build.language)} for each in data["gate_outcomes"]]
    return {**{name: each for name, each in data.items() if name != "type"}, "gate_outcomes": answers}


def level(data: Data, build: Builder) -> dict[str, Any]:
    """One level of a guide, with its steps."""
    plain = {name: each for name, each in data.items() if name not in {"type", "steps"}}
    return {**plain, "steps": [step(each, build) for each in data["steps"]]}


def guide_fields(data: Data, build: Builder) -> dict[str, Any]:
    """A guide has steps or levels."""
    parts: list[Block] = [{"type": "step", **each} for each in data.get("steps", [])]
    parts += [{"type": "level", **each} for each in data.get("levels", [])]
    return {
        "intro": build.stream("intro", data.get("intro", [])),
        "steps": build.stream("steps", parts),
        "contacts": build.stream("contacts", [{"type": "contact", **each} for each in data.get("contacts", [])]),
        "body": build.stream("body", data.get("body", [])),
    }


def body_fields(data: Data, build: Builder) -> dict[str, Any]:
    """Sections: running text."""
    return {"body": build.stream("body", data.get("body", []))}


def section_fields(data: Data, build: Builder) -> dict[str, Any]:
    """The main rooms stand in menus; the room of experiences tells of the news feed."""
    return {**body_fields(data, build), "show_in_menus": True, "show_feed": data["key"] == "erfaringer"}


def article_fields(data: Data, build: Builder) -> dict[str, Any]:
    """Articles and news."""
    return {**body_fields(data, build), "is_news": data.get("is_news", False)}


def home_fields(data: Data, build: Builder) -> dict[str, Any]:
    """The front door: what this is, buttons, doors, facts and what is new. Its links are set by `settle`."""
    words = WORDS[build.language]
    buttons = [
        {"type": "button", "label": each["label"], "page": None, "url": "/", "weight": weight}
        for each, weight in zip(data["hero"]["actions"], ("primary", "secondary"), strict=False)
    ]
    doors = [
        {
            "who": each["who"],
            "title": each["title"],
            "text": each["text"],
            "page": None,
            "url": address(each["target"], build.language),
            "illustration": ILLUSTRATION.get(each["target"].partition(":")[2], "meet"),
        }
        for each in data["doors"]
    ]
    facts = [{name: each for name, each in fact.items() if name != "type"} for fact in data["facts"]]
    body: list[Block] = [
        {"type": "doors", "title": words["what"], "items": doors},
        {"type": "facts", "title": words["why"], "facts": facts},
        {"type": "newest", "title": words["reports"], "kind": "reports", "count": 3},
        {"type": "newest", "title": words["news"], "kind": "news", "count": 3},
    ]
    return {
        "lead": data["hero"]["lead"],
        "buttons": build.stream("buttons", buttons),
        "body": build.stream("body", body),
    }


KINDS = {
    "home": Kind(HomePage, home_fields, parent=lambda data: ""),
    "section": Kind(SectionPage, section_fields, parent=lambda data: data.get("parent", "home")),
    "article": Kind(ArticlePage, article_fields, parent=lambda data: data.get("parent", "home")),
    "guide": Kind(GuidePage, guide_fields, parent=lambda data: "verktoy", convert={"step": step, "level": level}),
}
