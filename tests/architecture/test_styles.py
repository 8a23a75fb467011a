"""No style without a use: each class of ours stands in a template or a script, each part of Designsystemet too."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
STYLES = ROOT / "static" / "css"
ROOMS = ("portal", "courses", "improvement", "network", "templates", "static/js")
KINDS = {".html", ".py", ".js", ".svg"}

#: Classes that a template puts together of two parts: the beginning, and where it stands.
BUILT = {
    "v-chart-": "templates/improvement/parts/run_chart.svg",
    "v-content-": "templates/network/blocks/section.html",
}
#: Parts of Designsystemet that are no class of their own.
PLAIN = {"base", "data-size-workaround"}


@cache
def written() -> frozenset[str]:
    """Every word, with its hyphens, that stands where a class may be named."""
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in KINDS)
    return frozenset(word for path in files for word in re.findall(r"[\w-]+", path.read_text("utf-8")))


def is_named(name: str) -> bool:
    """Whether a class stands somewhere, whole."""
    return name in written()


def test_each_class_of_ours_is_used() -> None:
    unused = []
    for sheet in sorted(STYLES.glob("*.css")):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
        for name in sorted(set(re.findall(r"\.(v-[a-z][\w-]*)", rules))):
            if not is_named(name) and not name.startswith(tuple(BUILT)):
                unused.append(f"{sheet.name}: .{name}")
    assert unused == []


def test_what_is_put_together_still_is() -> None:
    for beginning, place in BUILT.items():
        assert f"{beginning}{{{{" in (ROOT / place).read_text("utf-8"), beginning


def test_each_part_of_designsystemet_is_used() -> None:
    parts = re.findall(r"designsystemet-css/([a-z-]+)\.css", (STYLES / "designsystemet.css").read_text("utf-8"))
    assert [part for part in parts if part not in PLAIN and not is_named(f"ds-{part}")] == []
