"""Which of the money owed can be paid with a given date, so that nothing is paid twice."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from wvls_mentor.rules.payments import Due, Owed, PaymentLine
from wvls_mentor.rules.stipends import limit_reached
from wvls_mentor.text import listed


@dataclass(frozen=True, slots=True)
class LeftOut(Due):
    """A stipend or a travel claim that is not paid, and why."""

    reason: str
    paid_already: bool = False  # an active payment of another date has it
    skipped: bool = False  # it could be paid, and its payee was left out


@dataclass(frozen=True, slots=True)
class Payable:
    """What would be paid, line by line, and what is left out of it."""

    lines: tuple[Owed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def total_cents(self) -> int:
        """What the lines come to."""
        return sum(line.amount_cents for line in self.lines)


def without(found: Payable, people: Collection[int]) -> Payable:
    """*found* with the lines of these *people*, by their number, among what is left out."""
    lines = tuple(o for o in found.lines if o.person_id not in people)
    reason = "skipped, still owed"
    skipped = tuple(left(o, reason, skipped=True) for o in found.lines if o.person_id in people)
    return Payable(lines, found.left_out + skipped)


def payable(
    owed: Iterable[Owed], ledger: Sequence[PaymentLine], limits: Mapping[int, int], day: date
) -> Payable:
    """What of *owed*, as of *day*, can be paid with that date; *limits* are stipends by pair (C11).

    A line counts from its date to the day it was voided. So a payment dated back would pay twice
    on the days that another line covers: active lines of every date block a second one, a voided
    one until the day of the void, and no day may have more stipends of a pair than its limit.
    """
    same: dict[tuple[str, int], list[PaymentLine]] = {}
    stipends: dict[int, list[PaymentLine]] = {}
    for p in ledger:
        same.setdefault((p.kind, p.item_id), []).append(p)
        if p.kind == "stipend":
            stipends.setdefault(p.pair_id, []).append(p)
    lines: list[Owed] = []
    left_out: list[LeftOut] = []
    # Two stipends of a pair in one payment: each alone may be within the limit.
    chosen: dict[int, int] = {}
    for item in owed:
        reason = _paid_otherwise(same.get((item.kind, item.item_id), ()), day)
        if reason is None and item.kind == "stipend":
            others = _busiest(stipends.get(item.pair_id, ()), day)
            most, mine = limits[item.pair_id], chosen.get(item.pair_id, 0)
            if len(others) + mine >= most:
                reason = _limit(most, others, mine)
            else:
                chosen[item.pair_id] = mine + 1
        if reason is None:
            lines.append(item)
        else:
            paid = any(p.voided_on is None for p in same.get((item.kind, item.item_id), ()))
            left_out.append(left(item, reason, paid_already=paid))
    return Payable(tuple(lines), tuple(left_out))


def left(item: Due, reason: str, *, paid_already: bool = False, skipped: bool = False) -> LeftOut:
    """*item* as left out for *reason*."""
    own = {field.name: getattr(item, field.name) for field in fields(Due)}
    return LeftOut(**own, reason=reason, paid_already=paid_already, skipped=skipped)


def _paid_otherwise(same: Sequence[PaymentLine], day: date) -> str | None:
    """Why a payment of the *same* with another date prevents payment on *day*, or None."""
    for p in same:
        if p.voided_on is None:
            return f"paid already: payment {p.payment_id} of {p.paid_on}"
    # The void that came last: before it, the item would be paid twice on a day in the past.
    for p in sorted(same, key=lambda p: p.voided_on or day, reverse=True):
        if p.voided_on is not None and p.voided_on > day:
            return (
                f"payment {p.payment_id} was voided on {p.voided_on}. "
                "Pay it again on or after that day"
            )
    return None


def voided_after(items: Iterable[Due], ledger: Sequence[PaymentLine], day: date) -> date | None:
    """The first day after *day* on which one of *items* can be paid again after a void, or None."""
    again: dict[tuple[str, int], date] = {}
    for p in ledger:
        if p.voided_on is not None and p.voided_on > day:
            item = (p.kind, p.item_id)
            again[item] = max(again.get(item, day), p.voided_on)
    return min(
        (again[x.kind, x.item_id] for x in items if (x.kind, x.item_id) in again), default=None
    )


def _busiest(stipends: Sequence[PaymentLine], day: date) -> list[PaymentLine]:
    """A pair's stipends on the day, from *day* on, on which the most of them count."""
    # Of the later days too: a payment dated back counts on them, beside what was paid then.
    days = sorted({day, *(p.paid_on for p in stipends if p.paid_on > day)})
    return max(([p for p in stipends if p.live_on(d)] for d in days), key=len)


def _limit(most: int, others: Sequence[PaymentLine], chosen: int) -> str:
    """The limit with the payments that fill it; a voided one says until when it does."""
    full = limit_reached(most)
    names = listed(
        f"{p.payment_id} of {p.paid_on}" + (f" (voided {p.voided_on})" if p.voided_on else "")
        for p in others
    )
    if not names:
        return full
    with_these = " and this payment" if chosen else ""
    return f"{full} with {'payment' if len(others) == 1 else 'payments'} {names}{with_these}"
