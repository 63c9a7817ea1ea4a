"""The dull calendar and the dull count: a list of festivals by hand, and one day after the other."""

from datetime import date, timedelta

DAY = timedelta(days=1)


def works(day: date, notices: list[dict]) -> bool:
    """Read straight from the YAML data of the notices."""
    free = day.weekday() in (5, 6)
    for notice in notices:
        for holiday in notice["holidays"]:
            first, last = (date.fromisoformat(part) for part in holiday["free"].split(".."))
            if first <= day <= last:
                free = True
            if day in holiday.get("worked", []):
                free = False
    return not free


def add(day: date, count: int, notices: list[dict]) -> date:
    step = DAY if count > 0 else -DAY
    while count:
        day += step
        if works(day, notices):
            count -= 1 if count > 0 else -1
    return day


def between(start: date, end: date, notices: list[dict]) -> int:
    found = 0
    while start < end:
        start += DAY
        found += works(start, notices)
    return found


def due(start: date, length: int, pauses: list[tuple[date, date]], counts) -> date:
    """Day after day, leaving out those after the first and up to the last day of a pause."""
    day, left = start, length
    while left:
        day += DAY
        if counts(day) and not any(first < day <= last for first, last in pauses):
            left -= 1
    return day
