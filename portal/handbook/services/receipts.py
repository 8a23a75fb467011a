"""Say that one has read a version, and ask who has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from portal.accounts.models import Organisation, User
from portal.handbook.models import ChapterPage, Edition, Receipt
from portal.handbook.services.people import members
from portal.security import audit


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the organisation. `read` is the newest version they have said that they have read."""

    person: User
    read: int | None
    read_at: datetime | None


@transaction.atomic
def sign(person: User, chapter: ChapterPage, number: int) -> bool:
    """Write down that the person has read version `number`; False when there is a newer one by now. Twice is once."""
    if Edition.objects.newest_numbers([chapter.translation_key]).get(chapter.translation_key) != number:
        return False
    _receipt, made = Receipt.objects.get_or_create(chapter_key=chapter.translation_key, number=number, person=person)
    if made:
        audit.record(person, "handbook.read", chapter, number=number)
    return True


def readers(chapter: ChapterPage, people: list[User]) -> list[Reader]:
    """Return the people with what each has read; one query, however many they are."""
    newest: dict[int, Receipt] = {}
    for receipt in Receipt.objects.filter(chapter_key=chapter.translation_key, person__in=people).order_by("number"):
        newest[receipt.person_id] = receipt
    return [
        Reader(person, receipt.number if receipt else None, receipt.read_at if receipt else None)
        for person in people
        for receipt in [newest.get(person.pk)]
    ]


def counts(chapter: ChapterPage, organisation: Organisation, number: int) -> tuple[int, int, int]:
    """Return (members who have read the version, all members, readers from elsewhere)."""
    here = members(organisation).values("pk")
    signed = Receipt.objects.filter(chapter_key=chapter.translation_key, number=number)
    return (
        signed.filter(person__in=here).count(),
        members(organisation).count(),
        signed.exclude(person__in=here).count(),
    )
