"""Prior years proved from rounded growth rates: which whole numbers, or which interval, they were."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from luji.account.reconcile.judging.interval import HUNDRED, Interval
from luji.account.reconcile.language.quantity import Bound, Quantity

MOST = 1000


def prior_interval(now: Quantity, rate: Quantity) -> Interval | None:
    """The interval of the year before; None when the rate takes everything away.

    now / (1 + r): both ends of both intervals are used, so the result is exact.
    """
    signed = rate.interval() if rate.sign > 0 else -rate.interval()
    factor = Interval(Decimal(1) + signed.low / HUNDRED, Decimal(1) + signed.high / HUNDRED)
    return now.interval().over(factor)


def whole_priors(now: Quantity, rate: Quantity, slack: int = 0) -> list[int] | None:
    """Every whole number of the year before that rounds to the printed rate; None when it cannot be asked.

    Asked only of whole counts printed exactly, with at most a thousand candidates. `slack` allows so many
    units of the rate's last digit more (a rate cut off instead of rounded).
    """
    if now.half != 0 or now.bound is not Bound.EXACT or rate.bound is not Bound.EXACT or now.amount <= 0:
        return None
    span = prior_interval(now, rate)
    if span is None or span.width() > MOST:
        return None
    room = rate.step * slack
    first = max(1, int(span.low.to_integral_value(ROUND_FLOOR)) - 1)
    last = int(span.high.to_integral_value(ROUND_CEILING)) + 1
    return [
        p
        for p in range(first - slack, last + 1 + slack)
        if p > 0 and _gives(now.amount, Decimal(p), rate, room)
    ]


def _gives(now: Decimal, prior: Decimal, rate: Quantity, room: Decimal) -> bool:
    """Whether the rate from `prior` to `now` rounds to the printed one (half a unit of its last digit
    allowed).
    """
    found = rate.sign * (now - prior) / prior * HUNDRED
    return rate.interval().low - room <= found <= rate.interval().high + room
