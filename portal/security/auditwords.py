"""Entries of the audit in words: what was done, and to whom or what. Codes stand where there are no words.

An entry holds no text that somebody wrote, and the report shows none either: of a person or an organisation the name
as it stands today, of everything else what kind of thing it is and its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.security.models import AuditEntry

# What says enough by itself, whatever it was done to: the part of a code after its dot.
ACTS: dict[str, str | Promise] = {
    "accepted": _("Accepted"),
    "added": _("Added"),
    "announced": _("Announced"),
    "archived": _("Archived"),
    "begun": _("Begun"),
    "cancelled": _("Called off"),
    "changed": _("Changed"),
    "closed": _("Closed"),
    "created": _("Made"),
    "deleted": _("Deleted"),
    "discarded": _("Thrown away"),
    "dropped": _("Dropped"),
    "ended": _("Ended"),
    "finished": _("Done"),
    "given": _("Given"),
    "handed_over": _("Handed over"),
    "planned": _("Planned"),
    "reopened": _("Opened again"),
    "resent": _("Sent again"),
    "saved": _("Saved"),
    "sent": _("Sent"),
    "withdrawn": _("Withdrawn"),
}
# What needs more words than that.
CODES: dict[str, str | Promise] = {
    "calendar.address_made": _("Made an address for the calendar"),
    "calendar.address_revoked": _("Withdrew the address for the calendar"),
    "cohort.contact_shared": _("Put themselves on a contact list"),
    "cohort.contact_unshared": _("Took themselves off a contact list"),
    "cohort.facilitator_added": _("Let somebody lead a group"),
    "cohort.facilitator_ended": _("Let somebody lead a group no longer"),
    "cohort.follow_up_answered": _("Answered what has held"),
    "cohort.groups_kept": _("Kept a division into small groups"),
    "cohort.made_up": _("Noted that somebody made up for a meeting"),
    "cohort.moved": _("Moved the meetings of a group"),
    "cohort.opened": _("Opened a group"),
    "cohort.written_to": _("Wrote to a group"),
    "course.again": _("Takes the course again"),
    "course.certificate_issued": _("Got a certificate"),
    "course.completed": _("Completed the course"),
    "course.duplicated": _("Copied the course"),
    "course.left": _("Left the course"),
    "course.practice_shared": _("Shared a practice"),
    "course.practice_unshared": _("Stopped sharing a practice"),
    "course.started": _("Started the course"),
    "course.step_completed": _("Completed a step"),
    "course.step_decided": _("Decided about a step of somebody else"),
    "first_meeting.counted": _("Counted first meetings"),
    "gathering.agenda_changed": _("Changed the agenda"),
    "gathering.attendance_noted": _("Noted who came"),
    "gathering.change_told": _("Sent the letters about a change of a meeting"),
    "gathering.came": _("Said that they are at the meeting"),
    "gathering.material_added": _("Added material to a meeting"),
    "gathering.material_removed": _("Took material of a meeting away"),
    "gathering.minutes_written": _("Wrote the minutes"),
    "gathering.notes_opened": _("Opened or closed the notes of a meeting"),
    "gathering.notes_removed": _("Took notes of a meeting away"),
    "gathering.problem_chosen": _("Chose what a meeting works on"),
    "gathering.pulse_asked": _("Asked a question without names in a meeting"),
    "gathering.pulse_closed": _("Closed a question without names in a meeting"),
    "gathering.recording_removed": _("Deleted the address of a recording"),
    "gathering.recording_saved": _("Shared a recording with those who take part"),
    "handbook.borrowed": _("Borrowed a chapter"),
    "handbook.read": _("Signed that a chapter is read"),
    "handbook.version_published": _("Published a version of a chapter"),
    "handbook.writer_let_in": _("Let somebody write in a handbook"),
    "holding.handed_over": _("Handed over what somebody looked after"),
    "identity_guard.overridden": _("Said that a text holds no national identity number"),
    "member.added": _("Took somebody into the project"),
    "member.ended": _("Took somebody out of the project"),
    "membership.ended": _("Ended a role"),
    "membership.given": _("Gave a role"),
    "network.archived": _("Archived a network"),
    "network.asked_to_join": _("Asked to join a network"),
    "network.deleted": _("Deleted a network"),
    "network.joined": _("Joined a network"),
    "network.lead_given": _("Made somebody lead a network"),
    "network.lead_taken": _("Ended that somebody leads a network"),
    "network.left": _("Left a network"),
    "network.let_in": _("Let somebody into a network"),
    "network.member_added": _("Took somebody into a network"),
    "network.member_ended": _("Took somebody out of a network"),
    "network.not_let_in": _("Said no to somebody who asked to join a network"),
    "network.reopened": _("Took a network up again"),
    "network.wish_taken_back": _("Took back the wish to join a network"),
    "network_meeting.material_added": _("Added material to a meeting"),
    "network_meeting.material_removed": _("Took material of a meeting away"),
    "network_meeting.written": _("Wrote what came of a meeting"),
    "person.acts_as": _("Chose whom to act for"),
    "person.data_copied": _("Took a copy of their own data"),
    "person.erased": _("Deleted the account"),
    "person.joined": _("Made an account by an invitation"),
    "person.settings_saved": _("Changed their own settings"),
    "point.deleted": _("Deleted a figure"),
    "snapshot.taken": _("Kept a list as it stood"),
    "point.saved": _("Saved a figure"),
    "points.imported": _("Added several figures"),
    "seat.offer_ended": _("An offer of a seat ran out"),
    "seat.said_no": _("Said no to a seat"),
    "seat.said_yes": _("Said yes to a seat"),
    "seat.sent_deputy": _("Asked somebody to come instead"),
    "seat.withdrawn": _("Took somebody off a list of participants"),
    "seating.changed": _("Set up the seats of a meeting"),
    "seating.contact_asked": _("Asked an organisation to name people"),
    "seating.invited": _("Sent invitations to a meeting"),
    "seating.made": _("Made a list of participants"),
    "seating.named": _("Named somebody for a meeting by a link"),
    "seating.organisation_left": _("Let an organisation leave a meeting"),
    "seating.passed_on": _("The deputy contact was asked to name people"),
    "seating.people_added": _("Put people on a list of participants"),
    "seating.share_set": _("Kept seats for an organisation"),
    "seating.signed_up": _("Signed up for a meeting"),
    "steps.done_before": _("Ticked steps that were done before"),
    "worksheet.link_withdrawn": _("Withdrew a link for rating"),
    "worksheet.links_made": _("Made links for rating"),
    "worksheet.links_sent": _("Sent links for rating"),
}
# The two whose name is no text of members; a membership names both.
_NAMED = ("accounts.user", "accounts.organisation", "accounts.membership")


def action_words(code: str) -> str:
    """Return what was done, in the reader's language."""
    return str(CODES.get(code) or ACTS.get(code.rpartition(".")[2]) or code)


def action_choices() -> list[tuple[str, str]]:
    """Return the actions that have been done, for a filter, in the order of the words."""
    codes = AuditEntry.objects.order_by().values_list("action", flat=True).distinct()
    kinds = [(code, _with_kind(code)) for code in codes]
    return sorted(kinds, key=lambda choice: choice[1].casefold())


def _with_kind(code: str) -> str:
    """Return the words of an action; «Made» alone would say nothing in a list, so its kind of thing stands beside."""
    words = action_words(code)
    return words if code in CODES or words == code else f"{words} ({_kind_by_name(code.partition('.')[0])})"


def _kind_by_name(name: str) -> str:
    found = next((model for model in apps.get_models() if model._meta.model_name == name), None)
    return str(found._meta.verbose_name) if found else name


def object_words(entries: Iterable[AuditEntry]) -> dict[tuple[str, str], str]:
    """Return what the entries are about, by type and number. Asks once for each type, however many entries."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.target_type:
            wanted[entry.target_type].add(entry.target_id)
    return {(kind, key): words for kind, keys in wanted.items() for key, words in _of_kind(kind, keys).items()}


def _of_kind(kind: str, keys: set[str]) -> dict[str, str]:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return {key: f"{kind} {key}" for key in keys}
    numbers = [key for key in keys if key.isdigit()] if model._meta.pk.get_internal_type() != "UUIDField" else keys
    there = _names(model, kind, numbers)
    return {key: there.get(key) or _gone(model, key) for key in keys}


def _names(model: type[Model], kind: str, keys: Iterable[str]) -> dict[str, str]:
    rows = model._base_manager.filter(pk__in=list(keys))
    if kind not in _NAMED:
        return {str(key): _numbered(model, str(key)) for key in rows.values_list("pk", flat=True)}
    if kind == "accounts.membership":
        rows = rows.select_related("person", "organisation")
    return {str(row.pk): _name(row) for row in rows}


def _name(row: Any) -> str:
    person = getattr(row, "person", None)
    return f"{person}, {row.organisation}" if person is not None else str(row)


def _numbered(model: type[Model], key: str) -> str:
    return gettext("%(thing)s no. %(number)s") % {"thing": capfirst(str(model._meta.verbose_name)), "number": key}


def _gone(model: type[Model], key: str) -> str:
    return gettext("%(thing)s, which is there no more") % {"thing": _numbered(model, key)}
