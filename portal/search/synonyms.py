"""Words that mean the same here: the field's abbreviations, and bokmål beside nynorsk and English.

Compounds that differ only by how bokmål and nynorsk write their parts need no line: spelling.py knows the parts.

Each line is one group. Someone who searches for one of its members finds pages that use any of the others. A member of
several words is found where all of them stand.
"""

from __future__ import annotations

from functools import lru_cache

from portal.search.stemming import stem

_GROUPS = """
ke | koordinerende enhet | koordinerande eining | coordinating unit
ot | oppfølgingsteam | oppfølgjingsteam | follow-up team
ip | individuell plan | individual plan
psfs | pasientspesifikk funksjonsskala | patient-specific functional scale
bti | bedre tverrfaglig innsats | betre tverrfagleg innsats
pdsa | pdca | demings sirkel | demings hjul
usht | utviklingssenter for sykehjem og hjemmetjenester | utviklingssenter for sjukeheimar og heimetenester
dho | digital hjemmeoppfølging | digital heimeoppfølging | digital home follow-up
fact | fleksibel aktiv oppsøkende behandling
nav | arbeids- og velferdsetaten
koordinator | koordinatorar | coordinator
oppfølging | oppfølgjing | follow-up
kommune | municipality
helseforetak | helseføretak | health trust
sykehus | sjukehus | hospital
barn | born | children
ungdom | ungdommar | unge | young people
forelder | foreldre | foresatte | føresette | parent
pårørende | pårørande | next of kin
bruker | brukar | service user
pasient | patient
pasientforløp | pasientforlaup | patient pathway
tjeneste | teneste | service
tverrfaglig | tverrfagleg | interdisciplinary
samhandling | samarbeid | collaboration
samtykke | consent
møte | meeting
kurs | opplæring | course | training
leder | leiar | leader
ledelse | leiing | leadership | management
møteledelse | møteleiing | møteleder | møteleiar | chairing meetings
medvirkning | medverknad | involvement
brukermedvirkning | brukarmedverknad | user involvement
målgruppe | target group
innbygger | innbyggjar | citizen
ansatt | tilsett | medarbeider | medarbeidar | employee
helsestasjon | child health centre
hjem | heim | home
hjemmeoppfølging | heimeoppfølging | dho | home follow-up
sykdom | sjukdom | disease
sikkerhet | tryggleik | safety
pasientsikkerhet | pasienttryggleik | patient safety
virksomhet | verksemd | organisation
oppgave | oppgåve | task
bedre | betre | better
sammen | saman | together
hverdag | kvardag | everyday life
forskjell | skilnad | difference
mulighet | moglegheit | opportunity
beslutning | avgjerd | avgjørelse | decision
forskning | forsking | research
erfaring | røynsle | experience
lege | doctor
fastlege | general practitioner
hjemme | heime | home
hjemmetjeneste | heimeteneste | home care
hjemmesykepleie | heimesjukepleie | home nursing
sykehjem | sjukeheim | nursing home
sykepleier | sjukepleiar | nurse
utviklingshemming | intellectual disability
psykisk helse | mental health
rus | substance use
skole | skule | school
forbedring | forbetring | kvalitetsforbedring | kvalitetsforbetring | improvement
gevinst | nytte | benefit
mål | goal
måling | measurement
rapport | prosjekterfaring | erfaringsrapport | experience report
overgang | transition
veileder | rettleiar | guide
veiledning | rettleiing | guidance
verktøy | tool
bekymring | uro | worry | concern
innsats | effort
jordmor | midwife
svangerskap | graviditet | pregnancy
"""

Member = tuple[str, ...]


def _pieces(member: str) -> Member:
    return tuple(member.replace("-", " ").split())


@lru_cache(maxsize=1)
def _index() -> tuple[dict[Member, tuple[Member, ...]], int]:
    """Return members by their stems (in each language class), and the length of the longest."""
    found: dict[Member, tuple[Member, ...]] = {}
    longest = 1
    for line in _GROUPS.strip().splitlines():
        group = tuple(_pieces(member) for member in line.split("|"))
        for member in group:
            longest = max(longest, len(member))
            for kind in ("n", "e"):
                key = tuple(stem(piece, kind) for piece in member)
                found[key] = (*found.get(key, ()), *(each for each in group if each not in found.get(key, ())))
    return found, longest


def group_at(words: list[str], start: int) -> tuple[int, tuple[Member, ...]]:
    """Return how many words from `start` make a member of a group, and all members of it; (1, ()) when none does."""
    index, longest = _index()
    for length in range(min(longest, len(words) - start), 0, -1):
        piece = words[start : start + length]
        for kind in ("n", "e"):
            group = index.get(tuple(stem(word, kind) for word in piece))
            if group:
                return length, group
    return 1, ()
