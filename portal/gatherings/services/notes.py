"""Writing notes and sorting them, also by many at once.

Every change is done to the rows as they now stand, with the wall's own row as the lock: nobody's move can undo
another's. `version` rises with each, so that the other screens know that there is something to fetch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from portal.accounts.models import User
from portal.gatherings.models import Cluster, Gathering, Note, NoteBoard
from portal.security import audit

MOST = 600
"""Notes on one wall."""
MOST_CLUSTERS = 40


def board_of(gathering: Gathering) -> NoteBoard:
    """Return the wall of the meeting; one that is not stored when nobody has written yet."""
    return NoteBoard.objects.filter(gathering=gathering).first() or NoteBoard(gathering=gathering)


@contextmanager
def changing(gathering: Gathering) -> Iterator[NoteBoard]:
    """Hold the wall's row while something is changed, and tell the other screens."""
    with transaction.atomic():
        NoteBoard.objects.get_or_create(gathering=gathering)
        board = NoteBoard.objects.select_for_update().get(gathering=gathering)
        yield board
        board.version += 1
        board.save()


def write(person: User, gathering: Gathering, lines: Sequence[str], form_key: UUID) -> int:
    """Put notes on the wall, one a line; return how many there was no room for. The same form counts once."""
    with changing(gathering) as board:
        if Note.objects.filter(form_key=form_key).exists():
            return 0
        room = max(MOST - board.notes.count(), 0)
        at = _last(board.notes.all())
        Note.objects.bulk_create(
            Note(board=board, text=line, place=at + number, person=person, form_key=form_key, line=number)
            for number, line in enumerate(lines[:room], start=1)
        )
    return len(lines) - min(room, len(lines))


def sort_into(gathering: Gathering, notes: Sequence[int], cluster_id: int | None) -> bool:
    """Put notes into a group, or (None) back among the unsorted. False when the group is gone."""
    with changing(gathering) as board:
        if cluster_id is not None and not board.clusters.filter(pk=cluster_id).exists():
            return False
        at = _last(board.notes.filter(cluster=cluster_id))
        for number, note in enumerate(board.notes.filter(pk__in=notes), start=1):
            Note.objects.filter(pk=note.pk).update(cluster=cluster_id, place=at + number)
    return True


def take_away(person: User, gathering: Gathering, notes: Sequence[int], *, leads: bool) -> int:
    """Take notes off the wall: one's own, or whichever when one leads. Returns how many were taken."""
    with changing(gathering) as board:
        mine = Q() if leads else Q(person=person)
        found = board.notes.filter(mine, pk__in=notes)
        number = found.count()
        found.delete()
        if leads and number:
            audit.record(person, "gathering.notes_removed", gathering, space_id=gathering.space_id, number=number)
    return number


def add_cluster(gathering: Gathering, title: str, form_key: UUID, notes: Sequence[int] = ()) -> Cluster | None:
    """Make a group, with these notes in it. None when there are as many groups as a wall holds."""
    with changing(gathering) as board:
        found = Cluster.objects.filter(form_key=form_key, board=board).first()
        if found is None:
            if board.clusters.count() >= MOST_CLUSTERS:
                return None
            at = _last(board.clusters.all())
            found = Cluster.objects.create(board=board, title=title, place=at + 1, form_key=form_key)
            board.notes.filter(pk__in=notes).update(cluster=found)
    return found


def rename(gathering: Gathering, cluster_id: int, seen: str, title: str) -> Cluster | None:
    """Give a group another name. None when it is done, or the group is gone; the group when another has renamed it."""
    with changing(gathering) as board:
        if board.clusters.filter(pk=cluster_id, title__in=(seen, title)).update(title=title):
            return None
        found: Cluster | None = board.clusters.filter(pk=cluster_id).first()
        return found


def remove_cluster(gathering: Gathering, cluster_id: int) -> None:
    """Take a group away; its notes go back among the unsorted."""
    with changing(gathering) as board:
        board.notes.filter(cluster=cluster_id).update(cluster=None)
        board.clusters.filter(pk=cluster_id).delete()


def set_open(actor: User, gathering: Gathering, is_open: bool) -> None:
    """Open the wall for those who take part, or close it."""
    with changing(gathering) as board:
        board.is_open = is_open
        audit.record(actor, "gathering.notes_opened", gathering, space_id=gathering.space_id, is_open=is_open)


def _last(rows: object) -> int:
    return rows.aggregate(last=Max("place"))["last"] or 0  # type: ignore[attr-defined]
