"""Ask axe-core about the page that stands in the browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Each thing axe finds wrong on the page, as «rule: first element»; an empty list is what we want."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("(rules) => axe.run({runOnly: rules}).then((result) => result.violations)", RULES)
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
