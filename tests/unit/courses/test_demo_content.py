"""The content of Koordinatorskolen is sound: the checker says so, and the checker can say no."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.content import LANGUAGES, check_folder, html_problems

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "courses" / "demo" / "content" / "koordinatorskolen"
LESSONS = ("lesson-1-rollen", "lesson-2-moteledelse", "lesson-3-hva-er-viktig")


def load(key: str, language: str = "nb") -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{key}.{language}.toml").read_text(encoding="utf-8"))


def test_the_folder_has_no_problems() -> None:
    assert check_folder(FOLDER) == []


def test_the_course_lists_its_module_and_the_module_its_lessons() -> None:
    assert load("course")["modules"] == ["module-1"]
    assert load("module-1")["lessons"] == list(LESSONS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", LESSONS)
def test_every_lesson_has_what_a_learner_is_promised(key: str, language: str) -> None:
    lesson = load(key, language)
    kinds = Counter(block["type"] for block in lesson["blocks"])
    assert lesson["type"] == "lesson"
    assert 7 <= kinds.total() <= 13
    assert kinds["comparison"] == 1
    assert kinds["case"] == 1
    assert kinds["quiz"] >= 2
    assert kinds["reflection"] == 1
    case = next(block for block in lesson["blocks"] if block["type"] == "case")
    assert 2 <= len(case["phases"]) <= 3


def test_meeting_lesson_has_the_twelve_tips() -> None:
    lists = [b for b in load("lesson-2-moteledelse")["blocks"] if b["type"] == "checklist"]
    assert sum(len(block["items"]) for block in lists) == 12


PAGE = """\
type = "guide"
key = "{key}"
title = "Tittel"
slug = "{key}"
summary = "Kort."
source = "InnoMed: prosjekterfaringer og aktuelt, 2023–2025"
original_language = "nb"
last_checked = 2026-11-21
next_review = 2027-11-21
regions = []
municipalities = []
audiences = []
themes = []
phases = []
methods = []
"""
QUIZ = """
[[blocks]]
type = "quiz"
question = "Hva gjør du?"
choices = [
  {{ text = "Det ene", correct = {correct}, feedback = "Fordi." }},
  {{ text = "Det andre", correct = false, feedback = "{feedback}" }},
]
"""


def write(folder: Path, *, language: str, body: str = "", page: str = PAGE, key: str = "side") -> None:
    (folder / f"{key}.{language}.toml").write_text(page.format(key=key) + body, encoding="utf-8")


def problems_of(folder: Path, body: str, *, page: str = PAGE) -> str:
    for language in LANGUAGES:
        write(folder, language=language, body=body, page=page)
    return "\n".join(check_folder(folder))


def paragraph(html: str) -> str:
    return f"\n[[blocks]]\ntype = \"paragraph\"\nhtml = '''{html}'''\n"


def test_a_sound_page_passes(tmp_path: Path) -> None:
    body = QUIZ.format(correct="true", feedback="Prøv igjen.") + paragraph("<p>En <em>tekst</em>.</p>")
    assert problems_of(tmp_path, body) == ""


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert check_folder(tmp_path) == [f"{tmp_path}: holds no content"]


def test_a_missing_language_is_a_problem_unless_it_is_said(tmp_path: Path) -> None:
    write(tmp_path, language="nb")
    write(tmp_path, language="nn")
    assert check_folder(tmp_path) == ["side: lacks en"]
    assert check_folder(tmp_path, partial=frozenset({"side"})) == []


def test_languages_must_agree_on_correct_choices_and_order(tmp_path: Path) -> None:
    right, wrong = (QUIZ.format(correct=c, feedback="Prøv igjen.") for c in ("true", "false"))
    both = right + paragraph("<p>Tekst.</p>")
    write(tmp_path, language="nb", body=both)
    write(tmp_path, language="nn", body=paragraph("<p>Tekst.</p>") + right)
    write(tmp_path, language="en", body=wrong + paragraph("<p>Text.</p>"))
    found = "\n".join(check_folder(tmp_path))
    assert "nb and nn differ: blocks[0].type: 'quiz' against 'paragraph'" in found
    assert "nb and en differ: blocks[0].choices[0].correct: True against False" in found
    assert "side.en.toml: blocks[0]: quiz needs at least one correct choice" in found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (QUIZ.format(correct="true", feedback=""), "choices[1]: lacks feedback"),
        ('\n[[blocks]]\ntype = "marquee"\n', "unknown block type 'marquee'"),
        (
            '\n[[blocks]]\ntype = "fact"\nfigure = "1"\ntext = "a"\nbase = "b"\n',
            "fact lacks source",
        ),
        (
            '\n[[blocks]]\ntype = "checklist"\ntitle = "a"\nitems = ["<b>x</b>", "y"]\n',
            "holds HTML",
        ),
        (paragraph("<p>Se 000_1aba.</p>"), "names a source by its file name"),
        (paragraph("<p>Se S03.</p>"), "internal S-number"),
        (paragraph("<p>Her <script>x</script></p>"), "<script> is not allowed"),
        ("\nbroken = [", "cannot be read"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, body: str, expected: str) -> None:
    assert expected in problems_of(tmp_path, body)


@pytest.mark.parametrize(
    ("sound", "wrong", "expected"),
    [
        ("themes = []", 'themes = ["kaffe"]', "unknown terms: kaffe"),
        ("next_review = 2027", "next_review = 2025", "must come after last_checked"),
        ('slug = "{key}"', 'slug = "Min side"', "slug: may hold"),
    ],
)
def test_what_is_wrong_at_the_top_is_named(tmp_path: Path, sound: str, wrong: str, expected: str) -> None:
    assert expected in problems_of(tmp_path, "", page=PAGE.replace(sound, wrong))


def test_bokmal_words_in_nynorsk_are_found_but_not_in_quotes(tmp_path: Path) -> None:
    write(tmp_path, language="nn", body=paragraph("<p>Skjemaet «Hvordan og hvorfor» er nytt.</p>"))
    assert check_folder(tmp_path, partial=frozenset({"side"})) == []
    write(tmp_path, language="nn", body=paragraph("<p>Det er ikke nytt.</p>"))
    assert "'ikke' does not belong in nn" in check_folder(tmp_path, partial=frozenset({"side"}))[0]


@pytest.mark.parametrize(
    "html",
    [
        "bar tekst",
        "<p>åpen",
        "<p><p>inni</p></p>",
        "<li>alene</li>",
        '<p style="color:red">x</p>',
        '<p><a href="javascript:alert(1)">x</a></p>',
        '<p><a href="/x" onclick="y()">x</a></p>',
    ],
)
def test_unsound_html_is_refused(html: str) -> None:
    assert html_problems(html)


def test_sound_html_is_accepted() -> None:
    assert not html_problems('<h3>A</h3><ul><li>B <a href="/c/">c</a></li></ul><ol><li>d</li></ol>')
