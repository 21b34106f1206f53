"""What each mentor has earned, visit by visit, with the reason where a visit earns nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from wvls_mentor.money import dollars, money, rate_text
from wvls_mentor.rules.choices import PAYMENTS
from wvls_mentor.rules.stipends import PairStipends, Totals, TravelResult, VisitResult
from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, as_objects, nested, plain, rate
from wvls_mentor.views.meetings import hours
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import MOST_ROWS, add, headline, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.stipends import MentorStipends, StipendReport


TRAVEL: tuple[Column[TravelResult], ...] = (
    *plain("claim_id", "payee"),
    Column("miles", lambda t: t.miles_tenths / 10),
    rate(lambda t: t.rate),
    *plain("mileage_cents", "expense_cents", "amount_cents", "paid_cents", "reason"),
)
VISITS: tuple[Column[VisitResult], ...] = (
    *plain("meeting_id", "on", "at"),
    Column("hours", lambda v: hours(v.minutes)),
    *plain("qualifies", "reason", "stipend_cents", "stipend_paid_cents"),
    nested("travel", TRAVEL, lambda v: v.travel),
)
PAIRS: tuple[Column[PairStipends], ...] = (
    *plain("pair_id", "mentee_id", "mentee"),
    nested("visits", VISITS, lambda p: p.visits),
)
MENTORS: tuple[Column["MentorStipends"], ...] = (
    *plain("mentor_id", "mentor"),
    *plain(*(f"totals.{f.name}" for f in fields(Totals))),
    nested("pairs", PAIRS, lambda m: m.pairs),
)


def report(found: "StipendReport", *, everything: bool = False) -> CommandResult:
    """The report as screen, JSON and CSV."""
    return CommandResult(
        found.day,
        lambda: {"mentors": as_objects(MENTORS, found.mentors), "totals": asdict(found.totals)},
        lambda console: _screen(console, found, everything),
        lambda: _rows(found),
    )


def _rows(found: "StipendReport") -> tuple[Sequence[str], Iterable[Row]]:
    header = (
        "mentor_id", "mentor", "pair_id", "mentee", "meeting_id", "on", "kind", "claim_id",
        "payee", "hours", "miles", "rate", "amount", "paid", "reason",
    )  # fmt: skip
    return header, _lines(found)


def _lines(found: "StipendReport") -> Iterable[Row]:
    for m in found.mentors:
        for p in m.pairs:
            for v in p.visits:
                head = (m.mentor_id, m.mentor, p.pair_id, p.mentee, v.meeting_id, v.on)
                yield (
                    *head, "stipend", None, "mentor", hours(v.minutes), None, None,
                    dollars(v.stipend_cents), dollars(v.stipend_paid_cents), v.reason,
                )  # fmt: skip
                for t in v.travel:
                    amount = None if t.amount_cents is None else dollars(t.amount_cents)
                    yield (
                        *head, "travel", t.claim_id, t.payee, None, t.miles_tenths / 10,
                        None if t.rate is None else rate_text(t.rate), amount, dollars(t.paid_cents), t.reason,
                    )  # fmt: skip


def _screen(console: "Console", found: "StipendReport", everything: bool) -> None:
    sums = found.totals
    if not found.mentors:
        headline(console, "No visits are on record for this report.")
        _policy(console, found)
        next_steps(console, "wvls log-meeting PAIR --method in-person", "wvls status")
        return
    headline(
        console,
        f"Owed {money(sums.owed_cents)} to {count(len(found.mentors), 'mentor')}: stipends "
        f"{money(sums.stipend_owed_cents)}, travel {money(sums.travel_owed_cents)}.",
    )
    room = len(list(_lines(found))) if everything else MOST_ROWS
    hidden = 0
    for m in found.mentors:
        lines = sum(1 + len(v.travel) for p in m.pairs for v in p.visits)
        if room > 0:
            _mentor_table(console, m)
        else:
            hidden += 1
        room -= lines
    if hidden:
        say(console, "", f"... and {count(hidden, 'mentor')} more: --all")
    totals = table("", "earned", "paid", "owed", right=(1, 2, 3))
    for name in PAYMENTS:
        figures = [getattr(sums, f"{name}_{k}_cents") for k in ("earned", "paid", "owed")]
        add(totals, f"All {name}{'s' if name == 'stipend' else ''}", *map(money, figures))
    console.print(totals)
    if sums.claims_waiting:
        say(console, f"{count(sums.claims_waiting, 'claim')} waiting for a rate, in no sum above.")
    _policy(console, found)
    pay = ["wvls stipends pay --dry-run"] if sums.owed_cents else ["wvls stipends ledger"]
    next_steps(console, *pay, "wvls stipends claim MENTOR")


def _policy(console: "Console", found: "StipendReport") -> None:
    for scope, least, most, travel in found.policies:
        each = f"each of at least {least} h" if scope == "visit" else f"once together {least} h"
        say(
            console,
            f"Policy: up to {count(most, 'visit')} a pair, {each} (C11); travel of "
            f"{'both partners' if travel == 'both' else 'the mentor'}, by dated rates (C12).",
        )


def _mentor_table(console: "Console", m: "MentorStipends") -> None:
    say(console, "", f"{m.mentor_id} {m.mentor}: owed {money(m.totals.owed_cents)}", style="strong")
    made = table("day", "pair", "meeting: what", "amount", right=(3,), wrap=(1, 2))
    for p in m.pairs:
        for v in p.visits:
            length = f"{hours(v.minutes):g} h" if v.minutes else "no hours"
            what = f"{v.meeting_id}: visit, {length}" + (f"; {v.reason}" if v.reason else "")
            what += "; paid" if v.stipend_paid_cents else ""
            add(made, v.on, f"{p.pair_id} {p.mentee}", what, money(v.stipend_cents))
            for t in v.travel:
                amount = "waits" if t.amount_cents is None else money(t.amount_cents)
                add(made, "", "", _travel(t), amount)
    console.print(made)


def _travel(t: TravelResult) -> str:
    rate = f" x {rate_text(t.rate)}" if t.rate is not None else ""
    expense = f" + {money(t.expense_cents)}" if t.expense_cents else ""
    reason = f"; {t.reason}" if t.reason else "; paid" if t.paid_cents else ""
    return f"travel of the {t.payee}, {t.miles_tenths / 10:g} mi{rate}{expense}{reason}"
