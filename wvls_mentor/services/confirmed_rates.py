"""Mileage rates that came with a new database and that nobody has confirmed yet (C12)."""

from collections.abc import Iterable
from datetime import date

from wvls_mentor.rules.confirmed_rates import lacks, said
from wvls_mentor.rules.payments import Owed, SheetLine
from wvls_mentor.rules.policy import DatedRate
from wvls_mentor.store import queries, rate_entries
from wvls_mentor.store.queries import Source


def found(source: Source) -> set[tuple[str, date]]:
    """(kind, first day) of each rate that somebody has set, or set again with the same amount.

    The rates of a new database come with the program: nobody has looked at them yet.
    """
    undone: set[int] = set()
    for entry, was in rate_entries.undoings(source):
        if entry not in undone:
            undone.add(was)
    entries = rate_entries.rate_entries(source)
    return {(kind, since) for kind, since, entry in entries if entry not in undone}


def missing(source: Source, days: Iterable[date]) -> list[DatedRate]:
    """The mileage rates in force on these *days* that nobody has confirmed, the oldest first."""
    book, confirmed = queries.policy_book(source), found(source)
    used = {book.dated_rate("mileage", day) for day in days}
    unconfirmed = [r for r in used if r is not None and lacks(r, confirmed)]
    return sorted(unconfirmed, key=lambda r: r.since)


def missing_for(source: Source, lines: Iterable[Owed | SheetLine]) -> list[tuple[str, str]]:
    """A sentence for each rate that these *lines* use and nobody has confirmed (C12)."""
    days = {x.on for x in lines if x.kind == "travel" and x.miles_tenths and x.rate is not None}
    return [said(rate) for rate in missing(source, days)] if days else []
