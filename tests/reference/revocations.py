"""A dull second reckoning of the time revocations took: from the list of events alone, one minute at a time.

Nothing of the house is used. What the law makes the office wait for follows from the act before: after
informing the driver the time to ask for a hearing, after a hearing was asked for its procedure.
"""

from statistics import median

WAITING_AFTER = {"inform", "ask_hearing", "accept_hearing"}
CHANGES_NOTHING = {"edit"}


def by_case(events):
    found = {}
    for event in sorted(events, key=lambda e: (e.at, e.order)):
        if event.verb not in CHANGES_NOTHING:
            found.setdefault(event.case, []).append(event)
    return found


def minutes(span):
    """Whole minutes, half up."""
    return int((span.total_seconds() + 30) // 60)


def taken(events):
    """Case → (the office's own minutes, minutes of waiting by law); only those that were decided to revoke."""
    found = {}
    for case, story in by_case(events).items():
        verbs = [event.verb for event in story]
        if "decide" not in verbs:
            continue
        first = verbs.index("submit")
        last = len(verbs) - 1 - verbs[::-1].index("decide")
        own = law = story[0].at - story[0].at
        for before, after in zip(story[first:last], story[first + 1 : last + 1], strict=True):
            if before.verb in WAITING_AFTER:
                law += after.at - before.at
            else:
                own += after.at - before.at
        found[case] = (minutes(own), minutes(law))
    return found


def medians(events):
    """The median of each part over all cases."""
    parts = list(taken(events).values())
    return tuple(median(part[n] for part in parts) for n in (0, 1))


def late(events, working_day):
    """The cases decided (either way) after seven working days: from first handing in, or from the end of a hearing.

    `working_day` says of a day whether it is one. The day of the start is not counted. A case sent back and
    handed in again has no more time than before.
    """
    found = set()
    for case, story in by_case(events).items():
        since = None
        for event in story:
            day = event.at.date()
            if event.verb in ("decide", "refuse"):
                yesterday = day.fromordinal(day.toordinal() - 1)
                # A Saturday after the seventh is late as well.
                if counted(since, yesterday, working_day) >= 7:
                    found.add(case)
            if event.verb == "submit" and since is None:
                since = day
            if event.verb in ("hear", "refuse_hearing", "end_hearing"):
                since = event.values.get("hearing_ended_on", day)
    return found


def counted(start, end, working_day):
    """Working days after `start` up to and with `end`, day by day."""
    days, day = 0, start
    while day < end:
        day = day.fromordinal(day.toordinal() + 1)
        days += working_day(day)
    return days
