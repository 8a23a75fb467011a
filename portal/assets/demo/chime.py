"""The sound of a bell that is struck a few times, made here: nothing but arithmetic and the standard library.

The demo's sound is made when the demo is loaded, so that no file of a megabyte lies in the repository.
"""

from __future__ import annotations

import io
import math
import wave
from array import array
from collections.abc import Sequence

RATE = 8000
"""Samples a second. All partials of the bell lie far below half of it, so that nothing is lost."""
LOUDEST = 32767
RING_SECONDS = 5.0
# What a small bowl of bronze rings with: frequency in Hz, how strong, and after how many seconds it is a third as loud.
PARTIALS = ((396.0, 0.6, 1.6), (1073.0, 0.25, 0.9), (1980.0, 0.1, 0.4))
# It is struck with something soft: loud after so many seconds, without a click.
ATTACK_SECONDS = 0.012


def bell(loudness: float = 1.0) -> list[int]:
    """Return the samples of one stroke, fading to nothing. `loudness` lies between 0 and 1."""
    total = int(RING_SECONDS * RATE)
    return [round(LOUDEST * loudness * _swing(at / RATE) * (1 - at / total)) for at in range(total)]


def _swing(seconds: float) -> float:
    attack = min(1.0, seconds / ATTACK_SECONDS)
    return attack * sum(
        strength * math.exp(-seconds / fades) * math.sin(2 * math.pi * pitch * seconds)
        for pitch, strength, fades in PARTIALS
    )


def strokes(seconds: float, at: Sequence[tuple[float, float]]) -> bytes:
    """Return a WAV file (one channel, 16 bits) of so many seconds: silence, and a stroke at each (second, loudness).

    A stroke that would ring longer than the file is cut there.
    """
    samples = array("h", bytes(2 * int(seconds * RATE)))
    for begin, loudness in at:
        first = int(begin * RATE)
        for offset, sample in enumerate(bell(loudness)[: len(samples) - first]):
            samples[first + offset] = max(-LOUDEST, min(LOUDEST, samples[first + offset] + sample))
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.tobytes())
    return out.getvalue()
