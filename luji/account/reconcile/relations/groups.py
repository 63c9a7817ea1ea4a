"""Groups: each total with its parts, in the reading that adds up or else the one the grammar names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from luji.account.reconcile.judging import edits
from luji.account.reconcile.judging.interval import Interval
from luji.account.reconcile.judging.interval import total as sum_of
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.page import Page
from luji.account.reconcile.language.quantity import Bound, Quantity
from luji.account.reconcile.language.units import MONEY, addable
from luji.account.reconcile.relation import Place, Verdict
from luji.account.reconcile.relations import closed
from luji.account.reconcile.relations.readings import Link, Reading, above, below, chain

NEAR = Decimal("0.5")


@dataclass(slots=True)
class Group:
    """A total, its parts, and how they came out. `how` is '其中', '（', '合计' or 'set'."""

    total: Mention
    parts: list[Mention]
    verdict: Verdict
    how: str
    complete: bool
    suspects: dict[Place, str] = field(default_factory=dict)


def find(page: Page) -> list[Group]:
    """Every group of the page, one for each list and each 合计."""
    links = chain(page)
    groups: list[Group] = []
    for index in range(len(links)):
        for readings in (list(below(page, links, index)), list(above(links, index))):
            group = settle(readings) or _open(readings) if readings else None
            if group is not None:
                groups.append(group)
    groups += _sets(links, groups)
    return groups


def _open(readings: Sequence[Reading]) -> Group | None:
    """An unsettled list right after 其中: its total is known though it may not be complete."""
    first = readings[0]
    if not first.sure or first.kind != "其中" or "其中" not in first.words:
        return None
    if first.total.sentence != first.parts[0].sentence:
        return None
    return Group(first.total, first.parts, Verdict.UNDECIDED, first.kind, False)


def settle(readings: Sequence[Reading]) -> Group | None:
    """The reading that adds up; else the sure one that a slip explains or that must add up; else none."""
    for reading in readings:
        parts = _prefix_that_adds(reading)
        if parts:
            if reading.total is not readings[0].total and (closer := _nearest_slip(readings)):
                return closer
            return Group(reading.total, parts, Verdict.HOLDS, reading.kind, _complete(parts, reading))
    if any(_vague(reading) for reading in readings):
        return None
    for reading in readings:
        odd = _odd_unit(reading)
        if odd:
            return Group(
                reading.total, reading.parts, Verdict.FAILS, "unit", True, {odd.quantity.place: "unit"}
            )
    explained = [s for s in (_explained(r) for r in readings if r.sure) if s]
    for reading, parts, suspects in explained:
        return Group(reading.total, parts, Verdict.FAILS, reading.kind, True, suspects)
    return _must(readings)


def _nearest_slip(readings: Sequence[Reading]) -> Group | None:
    """A slip in the amount right before 其中, which grammar names, goes before a farther total that adds up.

    The farther one often does: it is made of the same parts by way of other totals.
    """
    nearest = readings[0].total
    for reading in readings:
        if (
            not reading.sure
            or reading.total is not nearest
            or nearest.sentence != reading.parts[0].sentence
            or _vague(reading)
        ):
            continue
        explained = _explained(reading)
        if explained and (nearest.quantity.place in explained[2] or closed.known(reading.parts)):
            return Group(nearest, explained[1], Verdict.FAILS, reading.kind, True, explained[2])
    return None


def _prefix_that_adds(reading: Reading) -> list[Mention]:
    """The whole list or, of a list below its total, its beginning, when it adds up; two parts at least."""
    if adds(reading.total.quantity, [p.quantity for p in reading.parts]) and len(reading.parts) > 1:
        return reading.parts
    if reading.kind == "合计":
        return []
    for end in range(len(reading.parts) - 1, 1, -1):
        parts = reading.parts[:end]
        if _may_end(parts, reading.parts[end]) and adds(reading.total.quantity, [p.quantity for p in parts]):
            return parts
    return []


def _may_end(parts: Sequence[Mention], following: Mention) -> bool:
    """Whether a list may stop before `following`: a stronger mark stands there than inside, two parts are
    not zero.
    """
    if sum(1 for p in parts if p.quantity.value) < 2:
        return False
    if following.sentence != parts[-1].sentence:
        return True
    return following.segment != parts[-1].segment and parts[0].segment == parts[-1].segment


def _odd_unit(reading: Reading) -> Mention | None:
    """The one part printed in another unit, when the bare numbers add up (8754元 among 万元)."""
    odd = [p for p in reading.parts if p.quantity.unit != reading.total.quantity.unit]
    if len(odd) != 1 or len(reading.parts) < 2:
        return None
    values = sum((p.quantity.value for p in reading.parts), Decimal(0))
    return odd[0] if values == reading.total.quantity.value else None


def adds(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """Whether the parts make the total within what their rounding allows.

    A part printed with fewer digits than the total is first taken as exact (150 beside 16.24 is 150.00);
    its own rounding is allowed for only when no slip of the hand explains the difference better.
    """
    found = sum((p.amount for p in parts), Decimal(0))
    gap = abs(found - total.amount)
    if gap == 0:
        return True
    loose = [*parts, total]
    if any(q.bound is not Bound.EXACT for q in loose):
        return sum_of([p.interval() for p in parts]).meets(total.interval())
    finest = min(q.half for q in loose)
    if gap <= finest * len(loose):
        return True
    if total.half > finest and gap < total.half * 2:
        return True
    if not sum_of([p.interval() for p in parts]).meets(total.interval()):
        return False
    return not _slip_in(total, parts)


def _slip_in(total: Quantity, parts: Sequence[Quantity]) -> dict[Place, str]:
    """Which number of a sum that fails a slip of the hand would explain, and how; empty when none."""
    residual = total.amount - sum((p.amount for p in parts), Decimal(0))
    found: dict[Place, str] = {}
    wiggles = [Decimal(k) for k in range(-min(3, len(parts)), min(3, len(parts)) + 1)]
    if all(q.unit.counts and q.decimals == 0 for q in (*parts, total)):
        wiggles = [Decimal(0)]
    for wiggle in sorted(wiggles, key=abs):
        for quantity, moved in [(total, -residual), *((p, residual) for p in parts)]:
            meant = (
                quantity.value + moved / quantity.unit.factor + wiggle * quantity.step / quantity.unit.factor
            )
            slip = _slip(quantity, meant)
            if slip:
                found.setdefault(quantity.place, slip)
        if found:
            break
    return found


def _slip(quantity: Quantity, meant: Decimal) -> str | None:
    """The slip from what was meant to what is printed; more decimals than printed only by a shifted point."""
    decimals = max(quantity.decimals, -int(meant.normalize().as_tuple().exponent))
    if decimals > quantity.decimals + 4 or (meant <= 0 < quantity.value):
        return None
    if decimals > quantity.decimals:
        return "shifted" if edits.is_shift(quantity.value, meant) else None
    return edits.slip_between(quantity.value, meant, decimals)


def _grain(quantities: Iterable[Quantity]) -> Decimal:
    """The unit in which a list is counted: trailing zeros that all its numbers share are left out."""
    grain: Decimal | None = None
    for quantity in quantities:
        if quantity.amount == 0:
            continue
        text = quantity.amount.normalize()
        own = max(quantity.step, Decimal(1).scaleb(int(text.as_tuple().exponent)))
        grain = own if grain is None else min(grain, own)
    return grain or Decimal(1)


def _explained(reading: Reading) -> tuple[Reading, list[Mention], dict[Place, str]] | None:
    """The reading with its suspects, when one slip of the hand explains why it does not add up."""
    parts = reading.parts
    if len(parts) < 2:
        return None
    quantities = [p.quantity for p in parts]
    residual = reading.total.quantity.amount - sum((q.amount for q in quantities), Decimal(0))
    suspects = _slip_in(reading.total.quantity, quantities)
    if not suspects:
        return None
    telling = edits.is_telling(residual, _grain([*quantities, reading.total.quantity])) or _tiny(
        reading, residual
    )
    if _complete(parts, reading) or closed.likely(parts):
        return reading, parts, suspects
    own = {
        q.place for q in (*quantities, reading.total.quantity) if len(edits.digits(q.value, q.decimals)) >= 4
    }
    long = {place: slip for place, slip in suspects.items() if place in own}
    if long and (telling or (residual < 0 and _clean(reading))):
        return reading, parts, long
    return None


def _tiny(reading: Reading, residual: Decimal) -> bool:
    """Whether the difference is too small a part of an amount of money to be what a list leaves out."""
    total = reading.total.quantity
    return total.unit.dim == MONEY and len(reading.parts) > 1 and abs(residual) * 200 <= total.amount


def _complete(parts: Sequence[Mention], reading: Reading) -> bool:
    """Whether the parts must make the total: a known set, a rest at the end, shares of a hundred, a 合计."""
    if reading.kind == "合计":
        return reading.sure
    if closed.known(parts) or closed.shares_fill(parts) or closed.says_whole(reading.words):
        return True
    return closed.ends_in_rest(parts) and not closed.says_open(reading.words)


def _vague(reading: Reading) -> bool:
    """Whether the total itself is only a bound (近 30 万)."""
    return reading.total.quantity.bound is not Bound.EXACT


def _clean(reading: Reading) -> bool:
    """Whether the list is one of short names with amounts, nothing else between them."""
    return (
        len(reading.parts) > 0
        and all(
            0 < len(p.label.subject) <= 40
            and len(p.gap) <= 90
            and not any(w in p.phrase for w in ("带动", "拉动", "撬动", "达到", "累计", "上年"))
            for p in reading.parts
        )
        and not closed.says_open(reading.words)
    )


def _must(readings: Sequence[Reading]) -> Group | None:
    """A reading that must add up and does not: a complete list, or clean parts that exceed every total."""
    sure = [r for r in readings if r.sure and _exact(r)]
    complete = [r for r in sure if len(r.parts) > 1 and _complete(r.parts, r)]
    if complete:
        best = min(complete, key=lambda r: abs(_excess(r)) / max(r.total.quantity.amount, Decimal(1)))
        if (
            abs(_excess(best)) <= NEAR * best.total.quantity.amount
            or best.kind != "合计"
            or len(best.parts) > 2
        ):
            return Group(best.total, best.parts, Verdict.FAILS, best.kind, True)
    if (
        sure
        and all(_excess(r) > 0 for r in sure if r.parts == sure[0].parts)
        and _clean(sure[0])
        and sure[0].kind != "合计"
    ):
        first = sure[0]
        one = len(first.parts) == 1
        counted = first.kind == "（" and one and first.total.quantity.unit.counts
        money = first.total.quantity.unit.dim == MONEY and (not one or "如下" in first.words)
        if money or counted:
            return Group(first.total, first.parts, Verdict.FAILS, first.kind, False)
    return None


def _exact(reading: Reading) -> bool:
    return all(p.quantity.bound is Bound.EXACT for p in reading.parts) and bool(reading.parts)


def _excess(reading: Reading) -> Decimal:
    """By how much the parts pass the total, beyond what rounding allows; negative when they fall short."""
    parts = sum_of([p.quantity.interval() for p in reading.parts])
    whole: Interval = reading.total.quantity.interval()
    if parts.low > whole.high:
        return parts.low - whole.high
    return -max(Decimal(0), whole.low - parts.high)


def _sets(links: Sequence[Link], groups: Sequence[Group]) -> Iterator[Group]:
    """Known complete sets (男 and 女) that no cue announces, against an amount just before them."""
    used = {p.order for g in groups for p in g.parts if g.verdict is Verdict.HOLDS or g.complete}
    index = 0
    while index < len(links):
        for size in (4, 3, 2):
            run = [link.mention for link in links[index : index + size]]
            if len(run) == size and _runs(run, used) and closed.known(run):
                group = _set_group(links, index, run)
                if group is not None:
                    yield group
                index += size - 1
                break
        index += 1


def _runs(run: Sequence[Mention], used: set[int]) -> bool:
    first = run[0]
    return all(
        m.order not in used
        and m.sentence == first.sentence
        and m.depth == first.depth
        and addable(m.quantity.unit, first.quantity.unit)
        for m in run
    )


def _set_group(links: Sequence[Link], index: int, run: list[Mention]) -> Group | None:
    me = run[0]
    totals = [
        link.mention
        for link in reversed(links[max(0, index - 12) : index])
        if link.mention.paragraph == me.paragraph
    ]
    totals = [t for t in totals if addable(t.quantity.unit, me.quantity.unit) and t.depth <= me.depth]
    totals.sort(key=lambda t: t.label.subject[:2] != me.label.subject[:2])
    for candidate in totals:
        if adds(candidate.quantity, [m.quantity for m in run]):
            return Group(candidate, run, Verdict.HOLDS, "set", True)
    readings = [Reading(t, run, True, "", "set") for t in totals[:4] if me.sentence - t.sentence <= 3]
    beside = links[index - 1].mention if index else None
    readings = [
        r for r in readings if edits_telling(r) or (r.total is beside and beside.sentence == me.sentence)
    ]
    for found in (_explained(r) for r in readings):
        if found:
            return Group(found[0].total, run, Verdict.FAILS, "set", True, found[2])
    return None


def edits_telling(reading: Reading) -> bool:
    """Whether the difference is too large to be explained by any slip by chance."""
    quantities = [p.quantity for p in reading.parts]
    residual = reading.total.quantity.amount - sum((q.amount for q in quantities), Decimal(0))
    return edits.is_telling(residual, _grain([*quantities, reading.total.quantity]))
