"""Trips and hours that may have been entered twice: warned of, never refused (C12)."""

from collections.abc import Iterable
from datetime import date

from wvls_mentor.rules import trips as rules
from wvls_mentor.rules.payments import Owed, SheetLine
from wvls_mentor.rules.trips import TripFinding
from wvls_mentor.store import trips as store
from wvls_mentor.store.queries import Source


def everything(source: Source) -> list[TripFinding]:
    """Every such finding in the records."""
    return rules.trip_findings(*store.trips(source))


def of_meeting(
    source: Source, meeting_id: int, on: date, partners: tuple[int, int]
) -> list[TripFinding]:
    """What one meeting of these *partners* is part of."""
    found = rules.trip_findings(*store.trips(source, on=on, partners=partners))
    return [f for f in found if meeting_id in f.meetings]


def of_lines(source: Source, lines: Iterable[Owed | SheetLine]) -> list[TripFinding]:
    """What money that is owed or claimed is part of, even if the other trip was paid before."""
    every = list(lines)
    claims = {o.item_id for o in every if o.kind == "travel"}
    meetings = {o.meeting_id for o in every}
    return [
        f
        for f in everything(source)
        if claims.intersection(f.claims) or (not f.claims and meetings.intersection(f.meetings))
    ]
