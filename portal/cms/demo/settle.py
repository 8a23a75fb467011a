"""Links of demo pages to pages that came later, set once what they lead to is there.

Runs again after the load of each room.
"""

from __future__ import annotations

from typing import Any

from portal.cms.demo.kinds import way
from portal.cms.demo.loader import PageLoader, find_page, find_target
from portal.cms.services.site import CONTENT

# Where a link leads until its own page is there.
STAND_IN = {"course": "page:laer"}


def settle() -> None:
    """Point links at pages that exist now, only where they still stand as the loader left them."""
    _settle_home(PageLoader(CONTENT / "pages"))
    _settle_guides(PageLoader(CONTENT / "guides"))


def _settle_home(loader: PageLoader) -> None:
    for language, data in loader.pages.get("home", {}).items():
        page = find_page("home", language)
        if page is None:
            continue
        page = page.specific
        changed = False
        for block, action in zip(page.buttons, data["hero"]["actions"], strict=False):
            changed |= _aim(block.value, action["target"], language)
        doors = next((block for block in page.body if block.block_type == "doors"), None)
        if doors is not None:
            for door, told in zip(doors.value["items"], data["doors"], strict=False):
                changed |= _aim(door, told["target"], language)
        if changed:
            page.save_revision().publish()


def _aim(value: Any, target: str, language: str) -> bool:
    """Set a link that still stands as the loader left it. Returns whether it was changed."""
    stand_in = find_target(STAND_IN.get(target.partition(":")[0], target), language)
    wanted = find_target(target, language) or stand_in
    present = value["page"].pk if value["page"] else None
    untouched = value["url"] == "/" or (stand_in is not None and present == stand_in.pk)
    if wanted is None or not untouched or present == wanted.pk:
        return False
    value["page"], value["url"] = wanted, ""
    return True


def _settle_guides(loader: PageLoader) -> None:
    for key, languages in loader.pages.items():
        for language, data in languages.items():
            page = find_page(key, language)
            if page is None or page.alias_of_id:
                continue
            page = page.specific
            groups = [data["steps"]] if "steps" in data else [level["steps"] for level in data["levels"]]
            changed = False
            for shown, told in zip(_groups(page), groups, strict=False):
                for step, source in zip(shown, told, strict=False):
                    for outcome, answer in zip(step["gate_outcomes"], source["gate_outcomes"], strict=False):
                        aimed = way(answer["leads_to"], language)
                        if aimed["way"] == "page" and outcome["way"] == "end":
                            outcome["way"], outcome["page"] = "page", find_target(answer["leads_to"], language)
                            changed = True
            if changed:
                page.save_revision().publish()


def _groups(page: Any) -> list[list[Any]]:
    levels = [block.value for block in page.steps if block.block_type == "level"]
    if levels:
        return [list(level["steps"]) for level in levels]
    return [[block.value for block in page.steps]]
