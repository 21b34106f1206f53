"""Meetings from a sheet."""

from dataclasses import replace

from sqlmodel import select

from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_cents, parse_miles
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.rules.meetings import read_hours, read_method, read_place, traveler_to
from wvls_mentor.services import meetings
from wvls_mentor.services.guard import inside
from wvls_mentor.services.import_history import OfPair
from wvls_mentor.services.import_people import topics_in, whole
from wvls_mentor.services.import_rows import cell, refuse
from wvls_mentor.services.ledger import refuse_paid
from wvls_mentor.store.models import Claim, Meeting, MeetingTopic
from wvls_mentor.words import note


class Meetings(OfPair):
    """Rows of meetings; the key is the pair, the day and the method."""

    def __call__(self, number: int, row: dict[str, str]) -> None:
        """Bring in one row. Raises FieldProblem."""
        report = self._report(row)
        facts = self.pair(row, report.day)
        nth = cell(row, "nth", lambda t: whole(t, 99)) or 1
        self.once((facts.pair_id, report.day, report.method, nth), number)
        same = self.session.exec(
            select(Meeting)
            .where(Meeting.pair_id == facts.pair_id, Meeting.day == report.day)
            .where(Meeting.method == report.method)
            .order_by(Meeting.id)  # type: ignore[arg-type]
        ).all()
        there = same[nth - 1] if len(same) >= nth else None
        self._check(report, facts, there)
        before = self._snapshot(there)
        meeting = there or Meeting(
            pair_id=facts.pair_id, day=report.day, state=report.state, method=report.method
        )
        plain = replace(report, miles_tenths=None, expense_cents=None, traveler=None)
        meetings.record(self.session, meeting, plain, list(report.topics))
        self._claims(row, report, meeting)
        after = self._snapshot(meeting)
        differences = [
            f"{k}: {before.get(k) or 'nothing'} -> {v or 'nothing'}"
            for k, v in after.items()
            if there is not None and before.get(k) != v
        ]
        if differences and there is not None and there.id is not None:
            refuse_paid(self.session, there.id)
        who = f"{facts.mentor} > {facts.mentee} {report.day}"
        self.tally.count(there is None, differences, who, number)

    def _check(self, report: meetings.Report, facts: PairFacts, there: Meeting | None) -> None:
        """The rules of a new meeting; a plan of the past and one given up are history."""
        if report.state in ("planned", "cancelled"):
            inside(facts, report.day)
            meetings.check_options(report, there)
        else:
            meetings.check(report, facts, there, today=self.today)

    def _claims(self, row: dict[str, str], report: meetings.Report, meeting: Meeting) -> None:
        """The claim of a row, and with ``other_miles`` or ``other_expense`` the other partner's."""
        first = report.traveler or traveler_to(meeting.place or "elsewhere")
        self._claim(meeting, first, report.miles_tenths, report.expense_cents)
        other = "mentee" if first == "mentor" else "mentor"
        miles = cell(row, "other_miles", parse_miles)
        self._claim(meeting, other, miles, cell(row, "other_expense", parse_cents))

    def _claim(self, meeting: Meeting, traveler: str, miles: int | None, cents: int | None) -> None:
        if miles is None and cents is None:
            return
        if meeting.method != "in-person":
            raise refuse("miles", "Travel goes with meetings in person only.")
        there = self.session.exec(
            select(Claim).where(Claim.meeting_id == meeting.id, Claim.traveler == traveler)
        ).first()
        assert meeting.id is not None
        claim = there or Claim(meeting_id=meeting.id, traveler=traveler)
        claim.miles_tenths = claim.miles_tenths if miles is None else miles
        claim.expense_cents = claim.expense_cents if cents is None else cents
        self.session.add(claim)
        self.session.flush()

    def _snapshot(self, meeting: Meeting | None) -> dict[str, object]:
        if meeting is None:
            return {}
        claims = self.session.exec(
            select(Claim.traveler, Claim.miles_tenths, Claim.expense_cents).where(
                Claim.meeting_id == meeting.id
            )
        ).all()
        topics = self.session.exec(
            select(MeetingTopic.topic_id).where(MeetingTopic.meeting_id == meeting.id)
        ).all()
        return {
            "state": meeting.state,
            "at": meeting.place,
            "minutes": meeting.minutes,
            "note": meeting.note,
            "claims": sorted(tuple(c) for c in claims),
            "topics": sorted(topics),
        }

    def _report(self, row: dict[str, str]) -> meetings.Report:
        state = row.get("state", "held").lower()
        if state not in ("held", "planned", "attempted", "cancelled"):
            raise refuse("state", f"{state[:40]!r} is not a state of a meeting.")
        day = cell(row, "on", lambda t: parse_day(t, today=self.today))
        method = cell(row, "method", read_method)
        if day is None or method is None:
            raise refuse("on" if day is None else "method", "A meeting needs a day and a method.")
        place = cell(row, "at", read_place)
        traveler = cell(row, "traveler", _traveler)
        claimed = "miles" in row or "expense" in row
        return meetings.Report(
            day=day,
            method=method[0],
            place=place or method[1],
            minutes=cell(row, "hours", read_hours),
            miles_tenths=cell(row, "miles", parse_miles),
            expense_cents=cell(row, "expense", parse_cents),
            traveler=traveler if claimed else None,
            topics=tuple(cell(row, "topics", lambda t: topics_in(t, self.topics)) or ()),
            note=cell(row, "note", note) or "",
            state=state,
        )


def _traveler(text: str) -> str:
    if text.lower() not in ("mentor", "mentee"):
        raise UsageProblem(f"{text[:40]!r} does not travel.", "Use mentor or mentee.")
    return text.lower()
