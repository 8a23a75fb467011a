"""Figures into a measure: read, show, and only then save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from improvement.domain.series import Interval, ParsedRow, ParsedSeries, Rules, numbered, parse_series
from improvement.models import ImportDraft, Measure, Point
from improvement.services.versions import touch
from portal.accounts.models import User
from portal.kernel.fnr import contains_fnr
from portal.security import audit
from portal.security.modelfields import identity_override

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as it will be stored, and the row it was read from (with its problems)."""

    row: ParsedRow
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


def exact(number: float | None) -> Decimal | None:
    """A number as the database keeps it: four decimals, the shortest writing of the float before that."""
    return None if number is None else Decimal(repr(number)).quantize(_PLACES)


def rules_for(
    measure: Measure, *, start: date | None = None, interval: str = "", guard: bool = True, without: date | None = None
) -> Rules:
    """How the figures of `measure` are read today, against what is stored (but for the day `without`)."""
    percent = measure.is_percent
    stored = {point.date: point.plotted(percent=percent) for point in measure.points.all() if point.date != without}
    return Rules(
        today=timezone.localdate(),
        is_national_id=contains_fnr if guard else lambda text: False,
        start=start,
        interval=Interval(interval) if interval in set(Interval) else Interval.WEEKLY,
        minimum=0.0 if percent else None,
        maximum=100.0 if percent else None,
        proportion=percent,
        multiply=100.0 if percent else 1.0,
        stored=stored,
    )


def read_one(measure: Measure, day: date, figure: str, *, own_day: date | None = None) -> Reading:
    """Read one typed figure by the rules of pasted rows. `own_day` is the day of the point that is being edited."""
    text = f"{day.isoformat()}\t{figure or '-'}"
    parsed = parse_series(text, rules_for(measure, without=own_day))
    row = parsed.rows[0] if parsed.rows else ParsedRow(1, text, problems=parsed.problems)
    return _reading(row)


def _reading(row: ParsedRow) -> Reading:
    parts = row.denominator is not None
    return Reading(
        row=row,
        value=None if parts else exact(row.value),
        numerator=exact(row.numerator) if parts else None,
        denominator=exact(row.denominator) if parts else None,
    )


def rows_with_number(text: str) -> list[int]:
    """The lines, counted from one, in which an identity number may stand."""
    return [number for number, line in numbered(text) if contains_fnr(line)]


def keep_draft(
    measure: Measure, who: User, text: str, *, start: date | None, interval: str, went_past_guard: bool
) -> ImportDraft:
    """Keep pasted rows until they are confirmed. The person's older drafts for the measure are dropped."""
    with transaction.atomic(), identity_override(went_past_guard):
        ImportDraft.objects.filter(measure=measure, person=who, confirmed_at__isnull=True).delete()
        draft = ImportDraft.objects.create(measure=measure, person=who, text=text, start=start, interval=interval)
        if went_past_guard:
            audit.record(who, "identity_guard.overridden", draft, space_id=measure.project.space_id)
    return draft


def read_draft(draft: ImportDraft) -> ParsedSeries:
    """How the draft's rows are read now, against what is stored now. The guard stood before the draft was kept."""
    rules = rules_for(draft.measure, start=draft.start, interval=draft.interval, guard=False)
    return parse_series(draft.text, rules)


def confirm(draft: ImportDraft, who: User) -> tuple[int, int] | None:
    """Save the rows that can be saved, in one go. None when the draft was confirmed before.

    Returns how many figures, and how many days without one.

    Rows with an error stay out, as the preview says. A row for a day that has another figure replaces it.
    """
    with transaction.atomic():
        taken = ImportDraft.objects.filter(pk=draft.pk, confirmed_at__isnull=True).update(confirmed_at=timezone.now())
        if not taken:
            return None
        measure = draft.measure
        parsed = read_draft(draft)
        if not parsed.can_save:
            ImportDraft.objects.filter(pk=draft.pk).update(confirmed_at=None)
            return 0, 0
        now = timezone.now()
        there = {point.date: point for point in measure.points.all()}
        fresh: list[Point] = []
        changed: list[Point] = []
        for row in parsed.used:
            if row.day is None:
                continue
            reading = _reading(row)
            point = there.get(row.day) or Point(measure=measure, date=row.day)
            point.value, point.numerator, point.denominator = reading.value, reading.numerator, reading.denominator
            point.changed_by, point.changed_at = who, now
            if point.pk is None:
                fresh.append(point)
            else:
                point.version += 1
                changed.append(point)
        Point.objects.bulk_create(fresh)
        columns = ["value", "numerator", "denominator", "changed_by", "changed_at", "version"]
        Point.objects.bulk_update(changed, columns)
        # The pasted text has done its work; only the measurements stay.
        ImportDraft.objects.filter(pk=draft.pk).update(text="")
        touch(measure.project, who)
        audit.record(
            who,
            "points.imported",
            measure,
            space_id=measure.project.space_id,
            added=len(fresh),
            replaced=len(changed),
            left_out=parsed.n_errors,
        )
        return parsed.n_figures, parsed.n_missing


def add_point(measure: Measure, who: User, reading: Reading, day: date, note: str, *, went_past_guard: bool) -> bool:
    """Save one typed measurement. False when somebody has saved one for the day meanwhile; nothing is overwritten."""
    try:
        with transaction.atomic(), identity_override(went_past_guard):
            Point.objects.create(
                measure=measure,
                date=day,
                value=reading.value,
                numerator=reading.numerator,
                denominator=reading.denominator,
                note=note,
                changed_by=who,
            )
            touch(measure.project, who)
            audit.record(who, "point.saved", measure, space_id=measure.project.space_id)
            if went_past_guard:
                audit.record(who, "identity_guard.overridden", measure, space_id=measure.project.space_id)
    except IntegrityError:
        return False
    return True


def delete_point(point: Point, who: User) -> None:
    """Take a measurement away; the audit keeps that it was there."""
    measure = point.measure
    with transaction.atomic():
        audit.record(who, "point.deleted", measure, space_id=measure.project.space_id, point=point.pk)
        point.delete()
        touch(measure.project, who)
