"""The wall of notes: groups with what they hold, what has come of them, and the whole as text."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.accounts.models import User
from portal.actions.models import Action, Decision
from portal.actions.origins import Origin, add_address
from portal.actions.presenters.words import lang_attribute
from portal.gatherings.domain.notes import Group, as_text
from portal.gatherings.models import Cluster, Gathering, Note, NoteBoard
from portal.gatherings.origins import KIND


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note. `removable`: the reader may take it away."""

    note: Note
    own: SafeString
    removable: bool


@dataclass(frozen=True, slots=True)
class ClusterPanel:
    """One group; without a `cluster` it is what nobody has sorted. `came` is what has come of it (words, address)."""

    cluster: Cluster | None
    own: SafeString
    lines: list[NoteLine]
    came: list[tuple[str, str, str]]
    decide_url: str = ""
    act_url: str = ""


@dataclass(frozen=True, slots=True)
class Wall:
    """The whole."""

    board: NoteBoard
    panels: list[ClusterPanel]
    text: str
    number: int


def wall_of(board: NoteBoard, gathering: Gathering, reader: User, *, leads: bool, agrees: bool) -> Wall:
    """The wall as the reader sees it. The number of queries is the same however many notes there are."""
    clusters = list(board.clusters.all()) if board.version else []
    notes = list(board.notes.all()) if board.version else []
    came = _came(gathering, clusters)
    held: dict[int | None, list[Note]] = {None: [], **{each.pk: [] for each in clusters}}
    for note in notes:
        held[note.cluster_id].append(note)
    panels = [_panel(None, held[None], gathering, reader, [], leads=leads, agrees=False)]
    panels += [
        _panel(each, held[each.pk], gathering, reader, came.get(each.pk, []), leads=leads, agrees=agrees)
        for each in clusters
    ]
    return Wall(board, panels, text_of(gathering, clusters, held), len(notes))


def _panel(
    cluster: Cluster | None,
    notes: list[Note],
    gathering: Gathering,
    reader: User,
    came: list[tuple[str, str, str]],
    *,
    leads: bool,
    agrees: bool,
) -> ClusterPanel:
    lines = [NoteLine(each, lang_attribute(each.language), leads or each.person_id == reader.pk) for each in notes]
    if cluster is None:
        return ClusterPanel(None, SafeString(), lines, came)
    origin = origin_of_cluster(gathering, cluster)
    kinds = {kind for kind, _what, _url in came}
    decide = add_address(gathering.space, cluster.title, origin, name="decision_new") if agrees else ""
    act = add_address(gathering.space, cluster.title, origin) if agrees else ""
    return ClusterPanel(
        cluster,
        lang_attribute(cluster.language),
        lines,
        came,
        decide_url="" if "decision" in kinds else decide,
        act_url="" if "action" in kinds else act,
    )


def origin_of_cluster(gathering: Gathering, cluster: Cluster) -> Origin:
    """Where a decision or an action that was made of a group came from: below the meeting it was made in."""
    return Origin(KIND, f"{gathering.pk}:notes-{cluster.pk}", gathering.title, gathering.get_absolute_url())


def _came(gathering: Gathering, clusters: list[Cluster]) -> dict[int, list[tuple[str, str, str]]]:
    """What has been decided and agreed on from each group: (kind, words, address)."""
    ids = {f"{gathering.pk}:notes-{each.pk}": each.pk for each in clusters}
    found: dict[int, list[tuple[str, str, str]]] = {}
    if not ids:
        return found
    for kind, model in (("decision", Decision), ("action", Action)):
        rows = model.objects.in_space(gathering.space).filter(origin_kind=KIND, origin_id__in=ids)  # type: ignore[attr-defined]
        for row in rows:
            found.setdefault(ids[row.origin_id], []).append((kind, row.what, row.get_absolute_url()))
    return found


def text_of(gathering: Gathering, clusters: list[Cluster], held: dict[int | None, list[Note]]) -> str:
    """The wall as text, with its few own words in the meeting's language."""
    groups = [Group(each.title, tuple(note.text for note in held[each.pk])) for each in clusters]
    groups.append(Group("", tuple(note.text for note in held[None])))
    with override(gathering.language):
        return as_text(_("Notes from the meeting"), groups, _("Not sorted"))
