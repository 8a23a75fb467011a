"""What the templates of the tools in the browser show and count by."""

from __future__ import annotations

from typing import Any

from courses.presenters import demoroom, firstmeeting

# The form of S13: up to five activities, four conversations, a scale from 0 to 10.
ACTIVITIES, CONVERSATIONS, POINTS = 5, 4, 10
# The mouth of each face on the scale, as the middle of a curve: from the corners drawn down to drawn up.
FACES = {0: 12.5, 2: 13.6, 4: 15, 6: 16.4, 8: 17.8, 10: 19}


def _psfs() -> dict[str, Any]:
    return {
        "activities": range(1, ACTIVITIES + 1),
        "conversations": range(1, CONVERSATIONS + 1),
        "scale": [(point, FACES.get(point)) for point in range(POINTS + 1)],
    }


def _first_meeting() -> dict[str, Any]:
    return {
        "roles": firstmeeting.ROLES,
        "recipe": firstmeeting.RECIPE,
        "texts": firstmeeting.TEXTS,
        "unsaid": list(firstmeeting.UNSAID.items()),
    }


def _demo_room() -> dict[str, Any]:
    return {"scenes": demoroom.SCENES}


_CONTEXTS = {"psfs": _psfs, "first_meeting": _first_meeting, "demo_room": _demo_room}


def tool_context(tool: str) -> dict[str, Any]:
    """Return what the template of `tool` (a value of `LocalTool`) needs beside the page; most need nothing."""
    return _CONTEXTS.get(tool, dict)()
