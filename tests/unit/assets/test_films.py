"""Captions, chapters, parts of files, and whether a film is what its name says."""

from __future__ import annotations

import io
import wave
from array import array

import pytest

from portal.assets.demo.chime import LOUDEST, RATE, strokes
from portal.assets.services.checks import film_problem
from portal.assets.services.ranges import Unsatisfiable, part_of, read_part
from portal.assets.services.webvtt import captions_problem, chapters_of, clock

GOOD = "WEBVTT\n\n00:00.000 --> 00:04.000\nHei.\n\n2\n00:04.500 --> 01:00:08.000 align:start\nHa det.\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD, ""),
        (GOOD.replace("\n", "\r\n"), ""),
        ("1\n00:00:01,000 --> 00:00:02,000\nSRT", "header"),
        ("WEBVTT\n\nBare tekst", "cues"),
        (GOOD + "\n00:70 --> feil\nx", "cues"),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nBakvendt", "order"),
        ("WEBVTT\n\n00:04.000 --> 00:05.000\nB\n\n00:01.000 --> 00:02.000\nA", "order"),
        ("", "header"),
    ],
)
def test_captions_are_looked_at(text: str, problem: str) -> None:
    assert captions_problem(text) == problem


def test_chapters_are_a_time_and_a_title() -> None:
    found = chapters_of("1:05 I møtet\n\n0:00 Før møtet\n1:02:03 Etter\n")
    assert [(each.clock, each.title) for each in found] == [
        ("0:00", "Før møtet"),
        ("1:05", "I møtet"),
        ("1:02:03", "Etter"),
    ]
    with pytest.raises(ValueError, match="Uten tid"):
        chapters_of("0:00 Først\nUten tid")
    assert clock(59.9) == "0:59"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=20-10", None),
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
        ("bytes=-", None),
        ("", None),
    ],
)
def test_parts_of_a_file(header: str, part: tuple[int, int] | None) -> None:
    assert part_of(header, 100) == part


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_part_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        part_of(header, 100)


def test_a_part_is_read_to_its_last_byte_and_the_file_closed() -> None:
    file = io.BytesIO(bytes(range(100)))
    assert b"".join(read_part(file, 10, 19)) == bytes(range(10, 20))
    assert file.closed


@pytest.mark.parametrize(
    ("name", "content", "fine"),
    [
        ("a.webm", b"\x1a\x45\xdf\xa3rest", True),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom", True),
        ("a.mp3", b"ID3\x04rest", True),
        ("a.wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", True),
        ("a.wav", b"RIFF\x24\x00\x00\x00AVI LIST", False),
        ("a.mp4", b"<html><script>", False),
        ("a.webm", b"", False),
        ("a.exe", b"MZ", False),
        ("a", b"\x1a\x45\xdf\xa3", False),
    ],
)
def test_a_film_is_what_its_name_says(name: str, content: bytes, fine: bool) -> None:
    assert (film_problem(name, io.BytesIO(content)) == "") is fine


def test_a_bell_is_heard_when_it_is_struck_and_the_rest_is_quiet() -> None:
    with wave.open(io.BytesIO(strokes(12, [(0, 0.9), (6, 0.3), (11, 0.9)]))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        assert sound.getnframes() == 12 * RATE
        samples = array("h", sound.readframes(sound.getnframes()))

    def loudest(first: float, last: float) -> int:
        return max(abs(each) for each in samples[int(first * RATE) : int(last * RATE)])

    # Soft enough never to be cut off at the top, and without a click at the first sample.
    assert 8000 < loudest(0, 1) < LOUDEST
    assert abs(samples[0]) < 100
    assert loudest(5.1, 6) == 0
    assert loudest(0, 1) / 4 < loudest(6, 7) < loudest(0, 1) / 2
    assert loudest(11, 12) > loudest(6, 7)
