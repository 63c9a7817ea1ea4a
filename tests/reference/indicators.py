"""A dull second implementation of the indicators: plain loops over rows, nothing shared with the planner.

Only the expression language is taken from the house (it has its own tests); parameters are looked up
on the day of each row, months and units are never combined: every figure starts again from the rows.
"""

from datetime import datetime
from decimal import Context, Decimal


def day_of(moment):
    return moment.date() if isinstance(moment, datetime) else moment


class Reference:
    """Figures from lists of dict rows by the definitions of a catalogue."""

    def __init__(self, catalogue, rows, units):
        self.catalogue, self.rows, self.units = catalogue, rows, units

    def parameter(self, name, day):
        held = [v for v in self.catalogue.parameters[name].values if v.valid_from <= day]
        return max(held, key=lambda v: v.valid_from).value if held else None

    def contributing(self, key, unit, period):
        d = self.catalogue.find(key)
        codes = [unit] if d.spec.scope == "own" else self.units.subtree(unit)
        found = []
        for row in self.rows.get(d.table.table, []):
            day = self.place(d, row, period)
            if row.get(d.group.unit) not in codes or day is None:
                continue
            if d.base.where is not None and not self.passes(d, row, day):
                continue
            if self.operand(d, row) is None and d.measure != "count":
                continue
            found.append(row)
        return found

    def place(self, d, row, period):
        """The day on which the row counts, None when it does not."""
        if d.group.stock:
            first, last = (day_of(row.get(c)) if c else None for c in d.group.stock)
            holds = (first is None or first <= period.end) and (last is None or last >= period.end)
            return period.end if holds else None
        day = day_of(row.get(d.group.time))
        return day if day is not None and period.contains(day) else None

    def passes(self, d, row, day):
        where = d.spec.where
        from luji.base.kernel.expression import parse

        return parse(where).evaluate(row.get, lambda name: self.parameter(name, day)) is True

    def operand(self, d, row):
        from luji.base.kernel.expression import parse

        text = getattr(d.spec, d.measure)
        return None if d.measure == "count" else parse(text).evaluate(row.get)

    def value(self, key, unit, period):
        key, _, before = key.partition(":")
        if before:
            period = period.same_last_year()
        d = self.catalogue.find(key)
        if d.formula:
            for name in d.parameters:
                if self.parameter(name, period.end) is None:
                    return None
            return d.formula.evaluate(
                lambda part: self.value(part, unit, period), lambda name: self.parameter(name, period.end)
            )
        if d.spec.trend:
            return Decimal(sum(1 for part in d.parts if self.moved(d, part, unit, period)))
        first = period.end if d.group.stock else period.start
        if any(self.parameter(name, first) is None for name in d.parameters):
            return None
        rows = self.contributing(key, unit, period)
        values = [self.operand(d, row) for row in rows]
        if d.measure == "count":
            return Decimal(len(rows))
        if d.measure == "sum":
            return sum(values, Decimal(0))
        if d.measure == "distinct":
            return Decimal(len(set(values)))
        if not rows:
            return None
        if d.measure == "mean":
            return Context(prec=34).divide(sum(values, Decimal(0)), Decimal(len(values)))
        if d.measure in ("median", "p90"):
            ordered = sorted(Decimal(v) for v in values)
            place = (len(ordered) - 1) * Decimal("0.5" if d.measure == "median" else "0.9")
            low = int(place)
            high = min(low + 1, len(ordered) - 1)
            return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
        keys = d.table.key
        last = max(rows, key=lambda row: (row[d.group.time], *(row[k] for k in keys)))
        return self.operand(d, last)

    def moved(self, d, part, unit, period):
        now, before = self.value(part, unit, period), self.value(part, unit, period.same_last_year())
        if now is None or before is None:
            return False
        return now < before if d.spec.trend.falls else now > before

    def row_keys(self, key, unit, period):
        """(table, key) of every contributing row, formulas united."""
        key, _, before = key.partition(":")
        if before:
            period = period.same_last_year()
        d = self.catalogue.find(key)
        if d.parts:
            return set().union(*(self.row_keys(part, unit, period) for part in d.reads or d.parts))
        return {
            (d.table.table, "/".join(str(row[k]) for k in d.table.key))
            for row in self.contributing(key, unit, period)
        }
