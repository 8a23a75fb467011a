"""The same word in bokmål and in nynorsk, in compounds too: «brukarmedverknad» finds «brukermedvirkning» and back.

Whole words that have other names stand in synonyms.py. Here are the parts that compounds are made of, so that nobody
has to list every compound. A variant that is no word finds nothing and does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from portal.search.stemming import fold, stem

# Nynorsk | bokmål. The last part of a compound bends, so it is compared by its stem; the parts before it as they stand.
_PAIRS = """
leiing | ledelse
leiar | leder
rettleiing | veiledning
rettleiar | veileder
medverknad | medvirkning
samverknad | samvirke
forbetring | forbedring
teneste | tjeneste
verksemd | virksomhet
eining | enhet
heim | hjem
heime | hjemme
sjuk | syk
sjuke | syke
sjukehus | sykehus
sjukeheim | sykehjem
sjukdom | sykdom
brukar | bruker
pleiar | pleier
arbeidar | arbeider
deltakar | deltaker
mottakar | mottaker
innbyggjar | innbygger
rådgivar | rådgiver
tilsett | ansatt
tryggleik | sikkerhet
likskap | likhet
moglegheit | mulighet
kjenneteikn | kjennetegn
oppgåve | oppgave
oppfølgjing | oppfølging
innlegging | innleggelse
utskriving | utskrivning
gjennomgåing | gjennomgåelse
iverksetjing | iverksetting
vidareføring | videreføring
vidareutvikling | videreutvikling
forsking | forskning
avgjerd | avgjørelse
skule | skole
føretak | foretak
forlaup | forløp
tverrfagleg | tverrfaglig
fagleg | faglig
samanheng | sammenheng
saman | sammen
eigen | egen
kvalitetsbetring | kvalitetsforbedring
"""

Pair = tuple[str, str]


@lru_cache(maxsize=1)
def _pairs() -> tuple[Pair, ...]:
    """Nynorsk and bokmål of each part."""
    rows = (line.split("|") for line in _PAIRS.strip().splitlines())
    return tuple((one.strip(), other.strip()) for one, other in rows)


@lru_cache(maxsize=2)
def _ways(reverse: bool) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """What stands at the end of a stem and before it, with what takes its place; the longest first.

    So «rettleiing» is found before «leiing».
    """
    pairs = [(other, one) if reverse else (one, other) for one, other in _pairs()]
    ends = dict.fromkeys((stem(one, "n"), stem(other, "n")) for one, other in pairs)
    heads = ((fold(one), fold(other)) for one, other in pairs)
    return _longest_first(ends), _longest_first(heads)


def _longest_first(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=10_000)
def variants(word: str) -> tuple[str, ...]:
    """The stems of a word in the other written Norwegian; none when it is written alike, or is not known to differ."""
    root = stem(word, "n")
    found = [each for reverse in (False, True) for each in _written(root, *_ways(reverse))]
    return tuple(dict.fromkeys(each for each in found if each != root))


def _written(root: str, ends: tuple[Pair, ...], heads: tuple[Pair, ...]) -> list[str]:
    longest = max((len(one) for one, _ in ends if root.endswith(one)), default=0)
    tails = [(one, other) for one, other in ends if len(one) == longest and root.endswith(one)] or [("", "")]
    return [_replaced(root[: len(root) - len(one)], heads) + other for one, other in tails]


def _replaced(text: str, heads: tuple[Pair, ...]) -> str:
    """The first parts of a compound, each read once: what has been replaced is not replaced again."""
    done = ""
    while text:
        one, other = next((pair for pair in heads if text.startswith(pair[0])), (text[0], text[0]))
        done, text = done + other, text[len(one) :]
    return done
