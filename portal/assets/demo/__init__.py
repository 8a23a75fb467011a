"""The films and the sound of the demo, from the files in content/.

A film is a `<key>.toml` beside the film and its first picture; tools/film/make.py made them from our own illustrations,
and makes them again. A sound is a `<key>.toml` alone: chime.py makes it while the demo is loaded.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile

from portal.accounts.democontext import DemoContext
from portal.assets.demo.chime import strokes
from portal.assets.models import Film, FilmText, PortalImage

CONTENT = Path(__file__).parent / "content"


def load(context: DemoContext) -> None:
    """Make the films and sounds that are missing, and change nothing that exists."""
    made = sum(_make(key) for key in _keys())
    context.say(f"Films and sounds: {made} made.")


def remove() -> None:
    """Take the films and sounds away, with their files and first pictures."""
    for key in _keys():
        film = film_of(key)
        if film is not None:
            film.file.delete(save=False)
            if film.poster is not None:
                film.poster.delete()
            film.delete()


def film_of(key: str) -> Film | None:
    """Return the film or sound that a content key names; nothing when it is not loaded."""
    source = CONTENT / f"{key}.toml"
    return Film.objects.filter(title=_read(key)["title"]).first() if source.exists() else None


def _keys() -> list[str]:
    return sorted(file.stem for file in CONTENT.glob("*.toml"))


def _read(key: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / f"{key}.toml").read_text(encoding="utf-8"))


def _make(key: str) -> int:
    if film_of(key) is not None:
        return 0
    data = _read(key)
    film = _sound(key, data) if "strokes" in data else _pictures(key, data)
    film.texts = [
        FilmText(
            language=language,
            title=data["titles"].get(language, ""),
            captions=_captions(data["scenes"], language),
            transcript="\n\n".join(scene[language] for scene in data["scenes"]),
            chapters="\n".join(
                f"{_time(scene['at'])[3:8]} {scene['chapter'][language]}"
                for scene in data["scenes"]
                if "chapter" in scene
            ),
        )
        for language in ("nb", "nn", "en")
    ]
    film.save()
    return 1


def _pictures(key: str, data: dict[str, Any]) -> Film:
    film = Film(title=data["title"], duration=data["duration"], width=960, height=540, silent=True, own_work=True)
    with (CONTENT / f"{key}.webm").open("rb") as source:
        film.file.save(f"{key}.webm", File(source), save=False)
    with (CONTENT / f"{key}.png").open("rb") as picture:
        poster = PortalImage(title=data["title"], description=data["shows"], own_work=True)
        poster.file.save(f"{key}.png", File(picture), save=False)
        poster.save()
    film.poster = poster
    return film


def _sound(key: str, data: dict[str, Any]) -> Film:
    who = {name: data[name] for name in ("credit", "licence")}
    sound = Film(title=data["title"], duration=data["duration"], own_work=True, **who)
    sound.file.save(f"{key}.wav", ContentFile(strokes(data["duration"], data["strokes"])), save=False)
    return sound


def _chapters(scenes: list[dict[str, Any]], language: str) -> str:
    named = [each for each in scenes if "chapter" in each]
    return "\n".join(f"{_time(each['at'])[3:8]} {each['chapter'][language]}" for each in named)


def _captions(scenes: list[dict[str, Any]], language: str) -> str:
    cues = [f"{_time(each['at'])} --> {_time(each['at'] + each['lasts'])}\n{each[language]}" for each in scenes]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _time(seconds: float) -> str:
    return f"{int(seconds) // 3600:02}:{int(seconds) % 3600 // 60:02}:{seconds % 60:06.3f}"
