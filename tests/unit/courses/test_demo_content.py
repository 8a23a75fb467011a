"""The content of Koordinatorskolen is sound: the checker says so, and the checker can say no."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from courses.domain.completion import Condition
from tests.support.content import LANGUAGES, check_folder, html_problems, strings

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "courses" / "demo" / "content" / "koordinatorskolen"
MODULES = {
    "module-1": ["lesson-1-rollen", "lesson-2-moteledelse", "lesson-3-hva-er-viktig"],
    "module-2": ["lesson-21-behov", "lesson-22-lag", "lesson-23-innkalling", "lesson-24-plan"],
    "module-3": ["lesson-31-plikt", "lesson-32-livet", "lesson-33-rutiner", "lesson-34-sammen"],
}
PRACTICES = {"module-1": ["practice-1"], "module-2": ["practice-2"], "module-3": ["practice-3", "gathering-3"]}
LESSONS = [lesson for lessons in MODULES.values() for lesson in lessons]
# Kinds of block that ask something with an answer.
QUESTIONS = ("quiz", "true_false", "short_answer", "number", "case_steps", "poll")
# Those that have a right answer.
RIGHT = frozenset(QUESTIONS) - {"poll"}
PRACTICE = {"nb": "<p>Øvingscase.", "nn": "<p>Øvingscase.", "en": "<p>Practice case."}
SAID_OFTEN = {
    "nb": re.compile("Skriv ikke |Skriv om |Antall svar er ikke|SINTEFs|Erfaringskonferanse"),
    "nn": re.compile("Skriv ikkje |Skriv om |Talet på svar står|SINTEF si|Erfaringskonferanse"),
    "en": re.compile("Do not write |Write about |The slides do not|SINTEF’s|Erfaringskonferanse"),
}


def load(key: str, language: str = "nb") -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{key}.{language}.toml").read_text(encoding="utf-8"))


def test_the_folder_has_no_problems() -> None:
    assert check_folder(FOLDER) == []


def test_the_course_lists_its_modules_and_the_modules_their_steps_with_practice_last() -> None:
    assert load("course")["modules"] == list(MODULES)
    listed = {key: load(key)["lessons"] for key in MODULES}
    assert listed == {key: [*lessons, *PRACTICES[key]] for key, lessons in MODULES.items()}
    files = {file.name.split(".")[0] for file in FOLDER.glob("*.toml")}
    assert files == {"course", *MODULES, *(step for steps in listed.values() for step in steps)}


GATHERINGS = sorted(FOLDER.parent.glob("*/gathering-*.toml"))


@pytest.mark.parametrize("file", GATHERINGS, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_a_meeting_step_takes_as_long_as_the_agenda_it_begins_with(file: Path) -> None:
    step = tomllib.loads(file.read_text(encoding="utf-8"))
    library = ROOT / "portal" / "gatherings" / "demo" / "content"
    agenda = tomllib.loads((library / f"{step['agenda']}.nb.toml").read_text(encoding="utf-8"))
    assert sum(slot["minutes"] for part in agenda["parts"] for slot in part["slots"]) == step["minutes"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [keys[0] for keys in PRACTICES.values()])
def test_a_practice_step_offers_a_few_things_to_try(key: str, language: str) -> None:
    step = load(key, language)
    assert step["type"] == "practice"
    assert 2 <= len(step["things"]) <= 5
    assert all(len(thing["title"]) <= 150 and 0 < len(thing["how"]) <= 600 for thing in step["things"])
    assert 0 < len(step["note"]) <= 300


def test_rules_and_what_steps_wait_for_name_what_exists() -> None:
    steps = [load(file.name.split(".")[0]) for file in FOLDER.glob("*.nb.toml")]
    for step in steps:
        assert all((FOLDER / f"{key}.nb.toml").is_file() for key in step.get("requires", []))
        rule = step.get("done", {"conditions": ["marked"]})
        assert rule["conditions"]
        assert all(Condition(each) for each in rule["conditions"])
        assert rule.get("right", 0) <= sum(block["type"] in RIGHT for block in step.get("blocks", [])), step["key"]
    assert any(step.get("requires") for step in steps)
    assert sum("done" in step for step in steps) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", LESSONS)
def test_every_lesson_has_what_a_learner_is_promised(key: str, language: str) -> None:
    lesson = load(key, language)
    kinds = Counter(block["type"] for block in lesson["blocks"])
    assert lesson["type"] == "lesson"
    assert 7 <= kinds.total() <= 16
    assert kinds["comparison"] == 1
    assert kinds["case"] == 1
    assert sum(kinds[kind] for kind in QUESTIONS) >= 2
    assert kinds["reflection"] == 1
    assert lesson["blocks"][-1]["tone"] == "tip", "ends with something to do"
    case = next(block for block in lesson["blocks"] if block["type"] == "case")
    assert 2 <= len(case["phases"]) <= 6
    assert case["phases"][0]["html"].startswith(PRACTICE[language]), "says that it is no real person"


def test_the_course_asks_and_leads_on_in_every_way_there_is() -> None:
    used = {block["type"] for key in LESSONS for block in load(key)["blocks"]}
    assert used >= set(QUESTIONS) | {"checklist", "film", "practise_together", "worksheet", "try_tool"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_twice_in_the_course(language: str) -> None:
    """Beyond the few that every lesson says in the same way."""
    sentences = Counter(
        sentence
        for key in LESSONS
        for _place, _name, text in strings(load(key, language)["blocks"])
        for sentence in re.split(r"(?<=[.?!])\s+", re.sub(r"<[^>]+>", " ", text).strip())
        if len(sentence.split()) > 6
    )
    twice = {
        sentence for sentence, times in sentences.items() if times > 1 and not SAID_OFTEN[language].match(sentence)
    }
    assert twice == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    """Plain language: no sentence is long, and most are much shorter."""
    lengths = [
        len(sentence.split())
        for key in LESSONS
        for _place, name, text in strings(load(key, language)["blocks"])
        if name in {"html", "feedback", "answer", "text", "prompt"}
        for sentence in re.split(r"(?<=[.?!:])\s+|</(?:p|li|h3)>", text)
        if sentence.strip()
    ]
    assert max(lengths) <= 35
    assert sum(lengths) / len(lengths) <= 12


def addresses(language: str) -> set[str]:
    """Where the forms, guides and tools of the demo stand, from their own files."""
    start = "" if language == "nb" else f"/{language}"
    learn, tools, forms = {
        "nb": ("laer", "verktoy", "skjemaer"),
        "nn": ("laer", "verktoy", "skjema"),
        "en": ("learn", "tools", "forms"),
    }[language]
    found = set()
    for folder, above in (
        (ROOT / "courses/demo/content/ovinger", learn),
        (ROOT / "portal/cms/demo/content/guides", tools),
        (ROOT / "portal/worksheets/demo/content", f"{tools}/{forms}"),
    ):
        for key in {file.name.split(".")[0] for file in folder.glob("*.toml")}:
            # A page that is not written in the language stands there as it is in bokmål.
            file = next(each for code in (language, "nb", "nn") if (each := folder / f"{key}.{code}.toml").is_file())
            found.add(f"{start}/{above}/{tomllib.loads(file.read_text(encoding='utf-8'))['slug']}/")
    return found


@pytest.mark.parametrize("folder", [FOLDER, ROOT / "portal/cms/demo/content/guides"], ids=["course", "guides"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_pages_of_the_same_language(language: str, folder: Path) -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in folder.glob(f"*.{language}.toml"))
    links = set(re.findall(r'href="(/[^"]*)"', texts))
    assert len(links) >= 5
    assert links <= addresses(language)


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
