"""What needs the coordinator's attention besides deadlines.

Pairs that go badly, terms that ended by themselves, rates, travel that waits and backups.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules import confirmed_rates
from wvls_mentor.rules.deadlines import obligations
from wvls_mentor.rules.policy import DatedRate, PolicyBook
from wvls_mentor.rules.terms import PairFacts, concluded_on
from wvls_mentor.text import count

BACKUP_DAYS = 30  # older than that, a warning says so
BACKUP_PROPOSED_DAYS = 7  # a week of work is more than one wants to type again
_NEXT_RATE = (12, 15)  # from this day of a year on, next year's mileage rate is looked for


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that needs attention.

    *kind* is ``going``, ``ended``, ``rate``, ``unconfirmed``, ``travel`` or ``backup``.
    """

    kind: str
    message: str
    command: str
    pair_id: int | None = None


@dataclass(frozen=True, slots=True)
class PairNews:
    """News about a pair since *on*: it goes badly, or its term is over.

    *written*: everybody concerned has had the letter about it. *to_come*: whose evaluation is open.
    """

    pair_id: int
    partners: tuple[str, str]
    on: date
    written: bool = False
    to_come: tuple[str, ...] = ()


def attention(
    book: PolicyBook,
    day: date,
    *,
    badly: Iterable[PairNews],
    ended: Iterable[PairNews] = (),
    claims_waiting: int,
    unconfirmed: Iterable[DatedRate] = (),
    last_backup: date | None,
) -> list[Attention]:
    """What needs attention on *day*, people first (C9, C12).

    *unconfirmed*: mileage rates by which travel is owed and that nobody has confirmed.
    """
    found = [
        Attention(
            "going",
            f"{' and '.join(b.partners)}: going badly at the check-in of {b.on}",
            f"wvls status {b.pair_id}",
            b.pair_id,
        )
        for b in badly
    ]
    found += [
        Attention("ended", f"{' and '.join(e.partners)}: their term ended on {e.on}{_to_come(e)}",
                  _after_the_end(e), e.pair_id)
        for e in ended
    ]  # fmt: skip
    for year in _years_without_rate(book, day):
        command = f"wvls policy rate mileage AMOUNT --from {year}-01-01"
        found.append(Attention("rate", f"no mileage rate for {year} yet", command))
    found += [
        Attention("unconfirmed", confirmed_rates.request(rate), confirmed_rates.command(rate))
        for rate in unconfirmed
    ]
    if claims_waiting:
        waits = f"{count(claims_waiting, 'trip')} {'waits' if claims_waiting == 1 else 'wait'}"
        command = "wvls stipends --unpaid"
        found.append(Attention("travel", f"{waits} for a mileage rate", command))
    if last_backup is None:
        found.append(Attention("backup", "there is no backup yet", "wvls backup"))
    elif (day - last_backup).days > BACKUP_DAYS:
        age = count((day - last_backup).days, "day")
        found.append(Attention("backup", f"the last backup is {age} old", "wvls backup"))
    return found


def _to_come(news: PairNews) -> str:
    """What a pair that is over still owes; empty until its letters are written."""
    if not news.written:
        return ""
    if len(news.to_come) == 1:
        return f"; the {news.to_come[0]}'s evaluation is still to come"
    return "; both evaluations are still to come"


def _after_the_end(news: PairNews) -> str:
    """The next command for a pair that is over: ask both partners, then save their answers."""
    if not news.written:
        return "wvls letters"
    by = f" --by {news.to_come[0]}" if len(news.to_come) == 1 else ""
    return f"wvls evaluate {news.pair_id}{by}"


def just_ended(facts: PairFacts, day: date) -> bool:
    """Whether the term ended by itself and an evaluation is still open, but not late (C4, C10).

    Nobody ends such a pair by hand, so nothing else would say that it is over.
    """
    if facts.ended_on is not None or day < concluded_on(facts):
        return False
    return bool(to_evaluate(facts, day))


def to_evaluate(facts: PairFacts, day: date) -> dict[str, int]:
    """The partners whose evaluation is open, but not late: mentor or mentee, and their id."""
    return {
        o.who: person
        for o in obligations(facts, day)
        if o.kind == "evaluation" and o.open and not o.late_on(day)
        for person in o.owed_by
    }


def _years_without_rate(book: PolicyBook, day: date) -> list[int]:
    """This year, and from 15 December on the next, where no mileage rate holds on its last day."""
    years = [day.year]
    if (day.month, day.day) >= _NEXT_RATE:
        years.append(day.year + 1)
    return [y for y in years if book.rate_on("mileage", date(y, 12, 31)) is None]
