"""Norwegian public holidays, computed; the law that lists them is helligdagsfredsloven, with 1 and 17 May."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Holiday(StrEnum):
    """A public holiday by a stable key; its name belongs to the translations of whoever shows it."""

    NEW_YEAR = "new_year"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    CONSTITUTION_DAY = "constitution_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"


_FIXED = {
    Holiday.NEW_YEAR: (1, 1),
    Holiday.LABOUR_DAY: (5, 1),
    Holiday.CONSTITUTION_DAY: (5, 17),
    Holiday.CHRISTMAS_DAY: (12, 25),
    Holiday.BOXING_DAY: (12, 26),
}
_DAYS_FROM_EASTER = {
    Holiday.MAUNDY_THURSDAY: -3,
    Holiday.GOOD_FRIDAY: -2,
    Holiday.EASTER_SUNDAY: 0,
    Holiday.EASTER_MONDAY: 1,
    Holiday.ASCENSION_DAY: 39,
    Holiday.WHIT_SUNDAY: 49,
    Holiday.WHIT_MONDAY: 50,
}


def easter_sunday(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar, by the rule of golden number, epact and Sunday letter."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def _by_date(year: int) -> dict[date, Holiday]:
    days = {date(year, month, day): holiday for holiday, (month, day) in _FIXED.items()}
    easter = easter_sunday(year)
    for holiday, distance in _DAYS_FROM_EASTER.items():
        # Ascension Day may fall on 1 or 17 May; then the fixed day keeps its name.
        days.setdefault(easter + timedelta(days=distance), holiday)
    return days


def holidays(year: int) -> dict[date, Holiday]:
    """Return the public holidays of a year, in order of date."""
    return dict(sorted(_by_date(year).items()))


def holiday_on(day: date) -> Holiday | None:
    """Return the public holiday that falls on a day, if any."""
    return _by_date(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Say whether a day is Monday to Friday and no public holiday."""
    return day.weekday() < 5 and holiday_on(day) is None


def next_working_day(day: date) -> date:
    """Return the day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """Return the working day that lies `count` working days after `day` (before it when negative)."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        if is_working_day(day):
            left -= 1
    return day
