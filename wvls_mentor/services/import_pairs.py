"""Pairs and meetings from a sheet: history, so the rules warn where they would have refused."""

from datetime import date

from sqlmodel import Session, func, select

from wvls_mentor.dates import months_after, parse_day
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_cents, parse_miles
from wvls_mentor.rules import deadlines, eligibility
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.rules.meetings import read_hours, read_method, read_place, traveler_to
from wvls_mentor.services import meetings
from wvls_mentor.services.import_people import topics_in
from wvls_mentor.services.importing import Problem, Tally, cell, refuse
from wvls_mentor.services.ledger import refuse_paid
from wvls_mentor.store import people, queries
from wvls_mentor.store.models import Claim, Extension, Meeting, MeetingTopic, Pair
from wvls_mentor.words import line, note


class _History:
    """What pairs and meetings share."""

    def __init__(self, session: Session, today: date, tally: Tally) -> None:
        self.session, self.today, self.tally = session, today, tally
        self.book = queries.policy_book(session)
        self.people = {p.email.casefold(): p for p in people.known(session, today).values()}
        self.lines: dict[tuple[object, ...], int] = {}

    def day(self, row: dict[str, str], name: str) -> date | None:
        """A day that is not in the future."""
        found = cell(row, name, lambda t: parse_day(t, today=self.today))
        if found is not None and found > self.today:
            raise refuse(name, f"{found} is in the future.")
        return found

    def person(self, row: dict[str, str], name: str, role: str) -> people.Known:
        """The person of an address."""
        address = row.get(name, "").strip()
        found = self.people.get(address.casefold())
        if found is None or getattr(found, role) is None:
            raise refuse(
                name, f"There is no {role} {address[:60]!r}.", f"Import the {role}s first."
            )
        return found

    def once(self, key: tuple[object, ...], number: int) -> None:
        """Refuse a second row of the same key."""
        if key in self.lines:
            raise refuse(None, f"Line {self.lines[key]} is about the same.", "Leave one.")
        self.lines[key] = number

    def warn(self, number: int, message: str) -> None:
        """Note what the rules would have refused."""
        self.tally.warnings.append(Problem(number, None, message))


class Pairs(_History):
    """Rows of pairs; the key is both addresses and the day of the match."""

    def __call__(self, number: int, row: dict[str, str]) -> None:
        """Bring in one row. Raises FieldProblem."""
        mentor = self.person(row, "mentor_email", "mentor")
        mentee = self.person(row, "mentee_email", "mentee")
        matched_on = self.day(row, "matched_on")
        if matched_on is None:
            raise refuse("matched_on", "There is no day of the match.")
        if mentor.id == mentee.id:
            raise refuse("mentee_email", "Mentor and mentee are the same person.")
        self.once((mentor.id, mentee.id, matched_on), number)
        pair = self.session.exec(
            select(Pair)
            .where(Pair.mentor_id == mentor.id, Pair.mentee_id == mentee.id)
            .where(Pair.matched_on == matched_on)
        ).first()
        new = pair is None
        if pair is None:
            pair = Pair(mentor_id=mentor.id, mentee_id=mentee.id, matched_on=matched_on)
        differences = self._apply(row, pair, matched_on)
        self.session.add(pair)
        self.session.flush()
        differences += self._extend(row, pair, matched_on)
        self._check(number, pair, mentor, mentee, new=new)
        self.tally.count(new, differences, f"{mentor.name} > {mentee.name}", number)

    def _apply(self, row: dict[str, str], pair: Pair, matched_on: date) -> list[str]:
        ended_on = self.day(row, "ended_on")
        if ended_on is not None and ended_on < matched_on:
            raise refuse("ended_on", f"It ended on {ended_on}, before the match on {matched_on}.")
        wanted = {
            "ended_on": ended_on,
            "end_reason": cell(row, "end_reason", lambda t: line(t, "reason", longest=500)),
            "waived": cell(row, "waived", lambda t: line(t, "reason", longest=500)),
        }
        differences = []
        for name, value in wanted.items():
            if value is not None and getattr(pair, name) != value:
                differences.append(f"{name}: {getattr(pair, name) or 'nothing'} -> {value}")
                setattr(pair, name, value)
        return differences

    def _extend(self, row: dict[str, str], pair: Pair, matched_on: date) -> list[str]:
        """A term that is longer than the policy's counts as extended at the match."""
        ends_on = cell(row, "ends_on", lambda t: parse_day(t, today=self.today))
        if ends_on is None:
            return []
        term = months_after(matched_on, self.book.on(matched_on).term_months)
        now = deadlines.ends_on(self._facts(pair))
        if ends_on < term:
            raise refuse("ends_on", f"The term of this pair lasts until {term} at least (C4).")
        if ends_on == now:
            return []
        assert pair.id is not None
        newest = select(func.max(Extension.decided_on)).where(Extension.pair_id == pair.id)
        decided_on = self.session.exec(newest).one() or matched_on
        extension = Extension(pair_id=pair.id, decided_on=decided_on, until=ends_on)
        self.session.add(extension)
        self.session.flush()
        return [f"ends_on: {now} -> {ends_on}"]

    def _facts(self, pair: Pair) -> PairFacts:
        return queries.pair_facts(self.session, self.book, self.today, pair_id=pair.id)[0]

    def _check(
        self, number: int, pair: Pair, mentor: people.Known, mentee: people.Known, *, new: bool
    ) -> None:
        """Two pairs of one mentee at once are an error; what the rules would refuse, a warning."""
        everyone = queries.pair_facts(self.session, self.book, self.today)
        mine = next(f for f in everyone if f.pair_id == pair.id)
        for other in everyone:
            if other.mentee_id == mine.mentee_id and other.pair_id != mine.pair_id:
                ends = deadlines.concluded_on(mine), deadlines.concluded_on(other)
                if mine.matched_on < ends[1] and other.matched_on < ends[0]:
                    raise refuse(
                        "matched_on",
                        f"{mentee.name} has another pair at the time: pair {other.pair_id}.",
                    )
        if not new or pair.waived:
            return
        policy, day = self.book.on(pair.matched_on), pair.matched_on
        if mentor.mentor and not eligibility.mentor_eligible(mentor.mentor[0], policy, day):
            self.warn(number, f"{mentor.name} had not the experience yet on {day} (C1).")
        if mentee.mentee and not eligibility.mentee_eligible(mentee.mentee[0], policy, day):
            self.warn(number, f"{mentee.name} was not eligible any more on {day} (C2).")
        active = sum(
            f.mentor_id == pair.mentor_id and f.matched_on <= day < deadlines.concluded_on(f)
            for f in everyone
        )
        if mentor.mentor and active > mentor.mentor[1]:
            self.warn(number, f"{mentor.name} had {active} mentees, over the capacity.")


class Meetings(_History):
    """Rows of meetings; the key is the pair, the day and the method."""

    def __init__(self, session: Session, today: date, tally: Tally) -> None:
        super().__init__(session, today, tally)
        self.topics = people.topic_lines(session)
        self.pairs = queries.pair_facts(session, self.book, today)

    def __call__(self, number: int, row: dict[str, str]) -> None:
        """Bring in one row. Raises FieldProblem."""
        report = self._report(row)
        facts = self._pair(row, report.day)
        self.once((facts.pair_id, report.day, report.method), number)
        there = self.session.exec(
            select(Meeting)
            .where(Meeting.pair_id == facts.pair_id, Meeting.day == report.day)
            .where(Meeting.method == report.method)
            .order_by(Meeting.id)  # type: ignore[arg-type]
        ).first()
        meetings.check(report, facts, there, today=self.today)
        before = self._snapshot(there)
        meeting = there or Meeting(
            pair_id=facts.pair_id, day=report.day, state=report.state, method=report.method
        )
        self._write(meeting, report, new=there is None)
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

    def _write(self, meeting: Meeting, report: meetings.Report, *, new: bool) -> None:
        if not new and report.miles_tenths is None and report.expense_cents is None:
            meetings.record(self.session, meeting, report, list(report.topics))
            return
        if not new:
            traveler = report.traveler or traveler_to(report.place or meeting.place or "elsewhere")
            claim = self.session.exec(
                select(Claim).where(Claim.meeting_id == meeting.id, Claim.traveler == traveler)
            ).first()
            if claim is not None:
                claim.miles_tenths = report.miles_tenths or claim.miles_tenths
                claim.expense_cents = report.expense_cents or claim.expense_cents
                self.session.add(claim)
                from dataclasses import replace

                report = replace(report, miles_tenths=None, expense_cents=None)
        meetings.record(self.session, meeting, report, list(report.topics))

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

    def _pair(self, row: dict[str, str], day: date) -> PairFacts:
        """The pair of both addresses, or the one pair of one address that fits the day."""
        wanted: dict[str, str] = {
            name: row[name].casefold()
            for name in ("mentor_email", "mentee_email", "email")
            if name in row
        }
        if not wanted:
            raise refuse("email", "Whose meeting was it?", "Give mentor_email and mentee_email.")
        for name, address in wanted.items():
            if address not in self.people:
                raise refuse(name, f"There is nobody with the address {address[:60]!r}.")
        ids = {name: self.people[address].id for name, address in wanted.items()}
        fitting = [f for f in self.pairs if self._fits(f, ids)]
        dated = [f for f in fitting if f.matched_on <= day <= deadlines.concluded_on(f)]
        if len(dated) == 1:
            return dated[0]
        if len(dated) > 1:
            raise refuse("email", f"{len(dated)} pairs fit that day.", "Give both addresses.")
        if fitting:
            first = fitting[-1]
            raise refuse(
                "on",
                f"{day} is outside the days of {first.mentor} > {first.mentee}: "
                f"{first.matched_on} to {deadlines.concluded_on(first)}.",
            )
        raise refuse(next(iter(wanted)), "These two are no pair.", "Import the pairs first.")

    def _fits(self, facts: PairFacts, ids: dict[str, int]) -> bool:
        return (
            ids.get("mentor_email", facts.mentor_id) == facts.mentor_id
            and ids.get("mentee_email", facts.mentee_id) == facts.mentee_id
            and ids.get("email", facts.mentor_id) in (facts.mentor_id, facts.mentee_id)
        )


def _traveler(text: str) -> str:
    if text.lower() not in ("mentor", "mentee"):
        raise UsageProblem(f"{text[:40]!r} does not travel.", "Use mentor or mentee.")
    return text.lower()
