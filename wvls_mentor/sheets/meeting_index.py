"""An index of the meetings during an import: those on record and those that its rows added.

A query for each row took longer than the row itself.
"""

from collections import defaultdict
from datetime import date

from wvls_mentor.rules.meetings import MeetingFacts
from wvls_mentor.store import meetings
from wvls_mentor.store.session import Session


class MeetingIndex:
    """Meetings by pair and day, read from the file when a pair is first asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pairs: dict[int, defaultdict[date, list[MeetingFacts]]] = {}
        self._reporters: dict[int, frozenset[str]] | None = None

    def on(self, pair_id: int, day: date) -> list[MeetingFacts]:
        """The meetings of a pair on a day, by number."""
        if pair_id not in self._pairs:
            days = self._pairs[pair_id] = defaultdict(list)
            for meeting in meetings.facts_of(self._session, pair_id):
                days[meeting.day].append(meeting)
        return self._pairs[pair_id].get(day, [])

    def put(self, meeting: MeetingFacts) -> None:
        """Put a new or changed meeting into the index."""
        found = [m for m in self.on(meeting.pair_id, meeting.day) if m.id != meeting.id]
        self._pairs[meeting.pair_id][meeting.day] = sorted([*found, meeting], key=lambda m: m.id)

    def reporters(self, meeting_id: int) -> frozenset[str]:
        """The partners who reported a meeting by a form."""
        if self._reporters is None:
            self._reporters = meetings.reporters(self._session)
        return self._reporters.get(meeting_id, frozenset())

    def put_reporters(self, meeting_id: int, partners: frozenset[str]) -> None:
        """Note which partners reported a meeting."""
        self._reporters = (self._reporters or {}) | {meeting_id: partners}

    def forget(self) -> None:
        """Empty the index."""
        self._pairs.clear()
        self._reporters = None
