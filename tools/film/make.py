"""Makes the slide films of the demo again from our own illustrations: `python tools/film/make.py`.

Not part of `make demo`: the films are in the repository. Needs Chromium with Playwright (requirements/dev.txt) to draw,
and an ffmpeg with VP9: on the path, or `pip install imageio-ffmpeg`. What the films say and when stands in the .toml
files beside them; the words are captions, so that one film serves all languages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "portal" / "assets" / "demo" / "content"
PICTURES = ROOT / "templates" / "components" / "illustrations"
WIDTH, HEIGHT, FRAMES, FADE = 960, 540, 10, 6
PAPER = "0xf4f1ea"
# The colours of the drawings are the portal's own (`make assets` first).
COLOURS = (ROOT / "var" / "build" / "varig.css", ROOT / "static" / "css" / "illustrations.css")
# Pictures stand high, so that the captions have room below.
SLIDE = """<!doctype html><html data-color-scheme="light" data-color="accent"><style>{colours}
html, body {{ margin: 0; block-size: 100%; background: #f4f1ea; }}
body {{ display: grid; justify-items: center; }}
svg {{ inline-size: auto; block-size: 370px; margin-block-start: 30px; }}
</style>{svg}"""


def ffmpeg() -> str:
    """Return where ffmpeg is."""
    found = shutil.which("ffmpeg")
    if found:
        return found
    from imageio_ffmpeg import get_ffmpeg_exe

    return str(get_ffmpeg_exe())


def draw(pictures: list[str], folder: Path) -> list[Path]:
    """Draw each illustration as a slide."""
    colours = "\n".join(file.read_text(encoding="utf-8") for file in COLOURS)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    files = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for number, name in enumerate(pictures):
            page.set_content(SLIDE.format(colours=colours, svg=(PICTURES / f"{name}.svg").read_text(encoding="utf-8")))
            files.append(folder / f"{number}.png")
            page.screenshot(path=str(files[-1]))
        browser.close()
    return files


def film(source: Path) -> None:
    """Make one film and its first picture."""
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        slides = draw([scene["picture"] for scene in data["scenes"]], Path(folder))
        shutil.copy(slides[0], source.with_suffix(".png"))
        inputs: list[str] = []
        for slide, scene in zip(slides, data["scenes"], strict=True):
            inputs += ["-loop", "1", "-t", str(scene["lasts"]), "-i", str(slide)]
        # Each slide comes out of the light and goes back into it.
        parts = []
        for at, scene in enumerate(data["scenes"]):
            last = scene["lasts"] * FRAMES - FADE
            fades = f"fade=in:0:{FADE}:color={PAPER},fade=out:{last}:{FADE}:color={PAPER}"
            parts.append(f"[{at}:v]fps={FRAMES},{fades}[v{at}]")
        joined = "".join(f"[v{at}]" for at in range(len(parts)))
        graph = ";".join(parts) + f";{joined}concat=n={len(parts)}:v=1:a=0[out]"
        command = [ffmpeg(), "-y", "-loglevel", "error", *inputs, "-filter_complex", graph, "-map", "[out]"]
        command += ["-c:v", "libvpx-vp9", "-crf", "40", "-b:v", "0", "-g", "30", "-pix_fmt", "yuv420p", "-an"]
        subprocess.run([*command, str(source.with_suffix(".webm"))], check=True)


if __name__ == "__main__":
    for each in sorted(CONTENT.glob("*.toml")):
        # Sounds are made while the demo is loaded (portal/assets/demo/chime.py).
        if "strokes" not in tomllib.loads(each.read_text(encoding="utf-8")):
            film(each)
