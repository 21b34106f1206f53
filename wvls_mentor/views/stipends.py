"""What each mentor has earned, visit by visit, with the reason where a visit earns nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from wvls_mentor.money import dollars, money, rate_text
from wvls_mentor.rules.choices import PAYMENTS
from wvls_mentor.rules.stipends import PairStipends, Totals, TravelResult, VisitResult
from wvls_mentor.text import count, first_few, miles_text
from wvls_mentor.views.columns import Column, as_objects, nested, plain, rate
from wvls_mentor.views.meetings import hours
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import MOST_ROWS, add, heading, headline, next_steps, say, table
from wvls_mentor.views.theme import Line, done, parted, quiet, soon, strong

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.stipends import MentorStipends, StipendReport
    from wvls_mentor.views.fitting import Fitted


_MOST_PAIRS = 12  # named of a policy that not all pairs have
_SUMS = tuple(f.name for f in fields(Totals))


def _sums(found: Totals) -> dict[str, int]:
    # Not asdict, which copies each number with care: a report of thousands of mentors has many.
    return {name: getattr(found, name) for name in _SUMS}


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
    *plain(*(f"totals.{name}" for name in _SUMS)),
    Column("shown", lambda m: _sums(m.shown)),
    nested("pairs", PAIRS, lambda m: m.pairs),
)


def report(
    found: "StipendReport", *, everything: bool = False, unpaid: bool = False
) -> CommandResult:
    """The report as screen, JSON and CSV; *unpaid*: only what is still owed was asked for."""
    return CommandResult(
        found.day,
        lambda: {
            "mentors": as_objects(MENTORS, found.mentors),
            "totals": _sums(found.totals),
            "shown": _sums(found.shown),
        },
        lambda console: _screen(console, found, everything, unpaid),
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


def _screen(console: "Console", found: "StipendReport", everything: bool, unpaid: bool) -> None:
    sums = found.shown
    if not found.mentors:
        headline(console, done("Nothing is left to pay.") if unpaid else "No visits to show.")
        _policy(console, found)
        next_steps(console, "wvls stipends" if unpaid else "wvls log-meeting", "wvls status")
        return
    from wvls_mentor.views.fitting import line_up, same_width

    headline(console, parted(*_lead(found)))
    room = len(list(_lines(found))) if everything else MOST_ROWS
    shown: list[tuple[MentorStipends, Fitted]] = []
    for m in found.mentors:
        if room > 0:
            shown.append((m, _mentor_table(m)))
        room -= sum(1 + len(v.travel) for p in m.pairs for v in p.visits)
    totals = table("", "earned", "paid", "owed", right=(1, 2, 3), wrap=(0,))
    for name in PAYMENTS:
        add(totals, f"{name}s" if name == "stipend" else name, *_figures(sums, name))
    line_up([made for _, made in shown])
    same_width([totals, *(made for _, made in shown)])
    for m, made in shown:
        heading(console, f"{m.mentor_id} {m.mentor}")
        console.print(made)
    if hidden := len(found.mentors) - len(shown):
        say(console, "", f"... and {count(hidden, 'mentor')} more: --all")
    heading(console, "All together")
    console.print(totals)
    if settled := _paid(found.totals) - _paid(sums):
        say(console, f"Not listed: {money(settled)} for visits that are paid in full.")
    if sums.claims_waiting:
        waiting = f"{count(sums.claims_waiting, 'trip')} waiting for a mileage rate"
        say(console, soon(f"! {waiting}, not in these sums"))
    _without_hours(console, found)
    _policy(console, found)
    if sums.owed_cents:
        next_steps(console, "wvls stipends pay --dry-run", "wvls stipends claim")
    else:
        next_steps(console, "wvls stipends ledger", "wvls stipends year")


def _lead(found: "StipendReport") -> list[Line]:
    sums = found.totals
    if not sums.owed_cents:
        return [
            done("nothing is owed"),
            f"{money(_paid(sums))} paid",
        ]
    owed = (strong(f"{money(sums.owed_cents)} owed"), f" to {_payees(found)}")
    stipend, travel = money(sums.stipend_owed_cents), money(sums.travel_owed_cents)
    return [owed, f"stipends {stipend}", f"travel {travel}"]


def _paid(sums: Totals) -> int:
    return sums.stipend_paid_cents + sums.travel_paid_cents


def _payees(found: "StipendReport") -> str:
    """How many people are owed something: mentors, and mentees for their travel."""
    owed = {s.person_id for m in found.mentors for s in _shares(m) if s.earned_cents > s.paid_cents}
    if owed <= {m.mentor_id for m in found.mentors}:
        return count(len(owed), "mentor")
    return count(len(owed), "person", "people")


class Share(NamedTuple):
    """What one payee has earned and was paid in the lines of a mentor, in cents."""

    person_id: int
    name: str
    earned_cents: int
    paid_cents: int


def _shares(m: "MentorStipends") -> list[Share]:
    """The mentor's share, and that of each mentee whose travel is paid."""
    sums: dict[int, list[Any]] = {m.mentor_id: [m.mentor, 0, 0]}
    for p in m.pairs:
        for v in p.visits:
            lines = [(m.mentor_id, m.mentor, v.stipend_cents, v.stipend_paid_cents)]
            for t in v.travel:
                mine = t.payee == "mentor"
                who = (m.mentor_id, m.mentor) if mine else (p.mentee_id, p.mentee)
                lines.append((*who, t.amount_cents or 0, t.paid_cents))
            for number, name, earned, paid in lines:
                share = sums.setdefault(number, [name, 0, 0])
                share[1:] = [share[1] + earned, share[2] + paid]
    return [
        Share(n, *share) for n, share in sums.items() if n == m.mentor_id or share[1] or share[2]
    ]


def _figures(sums: Totals, name: str) -> list[str]:
    return [money(getattr(sums, f"{name}_{k}_cents")) for k in ("earned", "paid", "owed")]


def _policy(console: "Console", found: "StipendReport") -> None:
    say(console, "")
    for (scope, least, most, travel), pairs in found.policies:
        of = f" in {_pairs(pairs)}" if len(found.policies) > 1 else ""
        each = f"each of at least {least} h" if scope == "visit" else f"once they total {least} h"
        whose = "both partners' travel" if travel == "both" else "the mentor's travel"
        visits = f"up to {count(most, 'visit')} a pair, {each} (C11)"
        say(
            console,
            quiet(f"What is paid{of}: {visits}; {whose}, at the mileage rate for that day (C12)."),
        )


def _pairs(numbers: "Sequence[int]") -> str:
    """``pairs 2 and 10``; of many the first few."""
    return f"{'pair' if len(numbers) == 1 else 'pairs'} {first_few(list(map(str, numbers)), _MOST_PAIRS)}"


def _without_hours(console: "Console", found: "StipendReport") -> None:
    """How to add the hours of the visits that earn nothing without them (C11)."""
    every = (v for m in found.mentors for p in m.pairs for v in p.visits)
    lacking = [v.meeting_id for v in every if v.minutes is None and not v.qualifies]
    if lacking:
        visits, verb = count(len(lacking), "visit"), "has" if len(lacking) == 1 else "have"
        to_add = f"wvls meeting edit {lacking[0]} --hours HOURS"
        say(console, f"{visits} {verb} no hours and no stipend. To add them: {to_add}")


def _mentor_table(m: "MentorStipends") -> "Fitted":
    made = table("day", "pair", "what", "amount", "paid", right=(3, 4), wrap=(1, 2))
    for p in m.pairs:
        for v in p.visits:
            length = f"visit, {hours(v.minutes):g} h" if v.minutes else "visit, no hours"
            paid = money(v.stipend_paid_cents) if v.stipend_paid_cents else ""
            add(
                made, v.on, f"{p.pair_id} {p.mentee}", (length, _why(v.reason)),
                money(v.stipend_cents), done(paid),
            )  # fmt: skip
            for t in v.travel:
                amount = soon("waits") if t.amount_cents is None else money(t.amount_cents)
                paid = money(t.paid_cents) if t.paid_cents else ""
                add(made, "", "", (_travel(t), _why(t.reason)), amount, done(paid))
    shares = _shares(m)
    if len(shares) > 1:  # a check each
        for s in shares:
            add(made, "", "", f"{s.name}: {_owed(s)}", money(s.earned_cents), money(s.paid_cents))
    whole = Share(0, "", sum(s.earned_cents for s in shares), sum(s.paid_cents for s in shares))
    sums = (strong(money(whole.earned_cents)), strong(money(whole.paid_cents)))
    add(made, "", "", strong(f"subtotal: {_owed(whole)}"), *sums)
    return made


def _owed(share: Share) -> str:
    left = share.earned_cents - share.paid_cents
    return f"{money(left)} owed" if left else "nothing owed"


def _why(reason: str | None) -> Line:
    return quiet(f"; {reason}") if reason else ""


def _travel(t: TravelResult) -> str:
    """A trip's miles and expenses; of one that is not paid no rate, for nothing follows from it."""
    if not t.miles_tenths:
        return f"{t.payee}'s travel, {money(t.expense_cents)} of expenses"
    said = f"{t.payee}'s travel, {miles_text(t.miles_tenths)} mi"
    if t.reason and not t.amount_cents:
        return said
    rate = f" x ${rate_text(t.rate)}" if t.rate is not None else ""
    return said + rate + (f" + {money(t.expense_cents)}" if t.expense_cents else "")
