"""What the pilots learned, as checks on a run that is being planned (S70, S73): warnings that say why, never a stop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Concern(StrEnum):
    """What may keep a run from happening as planned."""

    NO_DATES = "no_dates"
    """No meeting has a day to come."""
    NO_ORGANISATION = "no_organisation"
    """No organisation has seats: nobody there names people or is asked when somebody is missing."""
    ONE_ORGANISATION = "one_organisation"
    """People who meet across organisations are what works; one alone has nobody to meet."""
    MISSING = "missing"
    """An organisation that was to be there has nobody who comes. It is then talked about and cannot answer."""
    NO_BACKING = "no_backing"
    """Nothing is noted of what the leaders have said yes to. Without time and backing people drop out."""
    NO_PEER = "no_peer"
    """A peer consultant is needed and nobody who comes is one."""
    PEER_NOT_ASKED = "peer_not_asked"
    """No peer consultant must be there and none comes. The pilot had two; without one others tell the users' side."""
    NO_PEER_ROLE = "no_peer_role"
    """It is not written down what the peer consultant does. They must feel safe and know what to bring."""
    NOT_EXPECTED = "not_expected"
    """It is not written down what is expected. Those who do not know do not answer."""


@dataclass(frozen=True, slots=True)
class Share:
    """An organisation's seats: how many it is promised, how many of its people come, how many have not answered."""

    organisation: int
    least: int
    coming: int
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is of a plan.

    `wants_peer`: a peer consultant is among the roles that must be there. `own_people`: an organisation's own people
    sign up themselves, so no other organisation is to have seats or name anybody.
    """

    dates: int
    shares: tuple[Share, ...]
    backing: bool
    expected: bool
    wants_peer: bool
    peers: int
    peer_role: bool
    own_people: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One concern; `organisations` are those it is about."""

    concern: Concern
    organisations: tuple[int, ...] = ()


def concerns(plan: Plan) -> list[Found]:
    """Return what should be looked at before the run begins, what hurts most first."""
    missing = tuple(each.organisation for each in plan.shares if each.coming < max(each.least, 1))
    asked: list[tuple[bool, Found]] = [
        (plan.dates == 0, Found(Concern.NO_DATES)),
        (not plan.shares and not plan.own_people, Found(Concern.NO_ORGANISATION)),
        (len(plan.shares) == 1 and not plan.own_people, Found(Concern.ONE_ORGANISATION)),
        (bool(missing), Found(Concern.MISSING, missing)),
        (not plan.backing, Found(Concern.NO_BACKING)),
        (plan.wants_peer and plan.peers == 0, Found(Concern.NO_PEER)),
        (not plan.wants_peer and plan.peers == 0, Found(Concern.PEER_NOT_ASKED)),
        ((plan.wants_peer or plan.peers > 0) and not plan.peer_role, Found(Concern.NO_PEER_ROLE)),
        (not plan.expected, Found(Concern.NOT_EXPECTED)),
    ]
    return [found for holds, found in asked if holds]
