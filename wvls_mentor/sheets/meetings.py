"""Imports meetings from the coordinator's own sheet, or from a form that both partners answer."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any, ClassVar

from wvls_mentor.errors import Refused
from wvls_mentor.rules.choices import MEETING_STATES
from wvls_mentor.rules.meetings import MeetingFacts, read_answer, reported_by, reporters
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services import meetings
from wvls_mentor.services.payments import refuse_paid
from wvls_mentor.services.validation import inside
from wvls_mentor.sheets import travel
from wvls_mentor.sheets.meeting_index import MeetingIndex
from wvls_mentor.sheets.pair_rows import PairRows
from wvls_mentor.sheets.rows import Context, FieldProblem, Problem, RowResult, differing, refuse
from wvls_mentor.store import meetings as store
from wvls_mentor.store import people
from wvls_mentor.store.ledger import MeetingReport
from wvls_mentor.store.models import Meeting, MeetingTopic
from wvls_mentor.text import listed


class Meetings(PairRows):
    """Rows of meetings; the key is the pair, the day and the method.

    In a form each partner reports for himself, so there the key has the sender too: what the
    second one says fills gaps, and where it differs from what is there, it is only reported.
    """

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "travel of the mentor": travel.FIELDS, "travel of the mentee": travel.FIELDS,
        "email": ("email", "partner"),
    }  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.known = MeetingIndex(self.session)
        self.topic_ids = people.topic_ids(self.session)

    def key(self, row: dict[str, str]) -> str:
        """Pair, day, method, which one of these, and in a form who sent it."""
        report, facts, nth = self._named(row)
        sender = self._sender(row)
        return f"{facts.pair_id} {report.day} {report.method} {nth} {sender}".rstrip()

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """Day, method and which one of these, as they stand now."""
        there = store.facts(self.session, record_id)
        if there is None:
            return None
        same = [m.id for m in self._same(there.pair_id, there, row)]
        nth = same.index(record_id) + 1 if record_id in same else 1
        said, _ = read_answer(row["method"])
        method = there.method if said != there.method else row["method"]
        return {"on": there.day.isoformat(), "method": method} | (
            {"nth": str(nth)} if nth > 1 or "nth" in row else {}
        )

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        report, facts, nth = self._named(row)
        same = self._same(facts.pair_id, report, row)
        there = same[nth - 1] if len(same) >= nth else None
        travels = travel.claimed(row, report.place)
        self._check(row, report, facts, there)
        who = f"{facts.mentor} > {facts.mentee} {report.day}"
        if there is None:
            self._near(facts, report)
            return RowResult(self._add(row, facts, report, travels), True, who)
        self.settle()
        if self._is_second(row, there):
            report, travels = self._second(row, report, facts, there, travels)
        have, reported = self.known.reporters(there.id), self._reporters(row, facts, there.id)
        if have == reported and self._says_nothing_new(report, travels, there):
            return RowResult(there.id, False, who)
        before = self._snapshot(row, there)
        self.touch()
        if have != reported:
            self._note_reporters(there.id, reported)
        meeting = self.session.get_one(Meeting, there.id)
        meetings.record(self.session, meeting, report, list(report.topics))
        travel.write(self.session, there.id, travels)
        now = meetings.kept(meeting)
        if now != there:
            self._learn(now)
        differences = differing(before, self._snapshot(row, now))
        if differences:
            refuse_paid(self.session, there.id)
        return RowResult(there.id, False, who, differences)

    def _add(
        self,
        row: dict[str, str],
        facts: PairFacts,
        report: meetings.Report,
        travels: list[travel.Travel],
    ) -> int:
        """The number of a new meeting, which goes into the batch with its topics and claims."""
        meeting = Meeting(
            pair_id=facts.pair_id, day=report.day, state=report.state, method=report.method
        )
        meetings.set_report(meeting, report)
        self.batch.add(meeting)
        now = meetings.kept(meeting)
        topics = sorted({self.topic_ids[slug] for slug in report.topics})
        self.batch.rows(MeetingTopic, ((now.id, topic) for topic in topics))
        travel.write(self.session, now.id, travels, self.batch)
        reported = self._reporters(row, facts, now.id)
        self.batch.rows(MeetingReport, ((now.id, partner) for partner in sorted(reported)))
        self.known.put_reporters(now.id, reported)
        self._learn(now)
        return now.id

    def _reporters(self, row: dict[str, str], facts: PairFacts, meeting_id: int) -> frozenset[str]:
        """Who reported the meeting, with this row: a form's sender besides those before."""
        said = self.value(row, "reported_by")
        if said is not None:
            return reporters(said)
        partner = self.submitter(row, facts) if self._sender(row) else None
        return self.known.reporters(meeting_id) | ({partner} if partner else set())

    def _note_reporters(self, meeting_id: int, partners: frozenset[str]) -> None:
        """Note who reported it, without a question, even for a paid meeting: no value changes."""
        store.set_reporters(self.session, meeting_id, partners)
        self.known.put_reporters(meeting_id, partners)
        self.learned = True

    def _says_nothing_new(
        self, report: meetings.Report, travels: list[travel.Travel], there: MeetingFacts
    ) -> bool:
        """Whether writing the row would change nothing: next month's sheet has the old rows too."""
        same = Meeting(**asdict(there))
        meetings.set_report(same, report)
        if meetings.kept(same) != there:
            return False
        if not set(report.topics) <= set(store.topics(self.session, there.id)):
            return False
        have = travel.of(self.session, there.id) if travels else {}
        return all(t.traveler in have and t.agrees(have[t.traveler]) for t in travels)

    def _learn(self, meeting: MeetingFacts) -> None:
        self.learned = True
        self.known.put(meeting)

    def reset(self) -> None:
        """The row is not known any more; those before it are in the batch."""
        self.batch.write()
        self.known.forget()

    def _named(self, row: dict[str, str]) -> tuple[meetings.Report, PairFacts, int]:
        report = self._report(row)
        try:
            facts = self.pair(row, report.day)
        except FieldProblem as problem:
            problem.others = self._misfits(row, report, None)
            raise
        return report, facts, self.value(row, "nth") or 1

    def _same(
        self, pair_id: int, of: meetings.Report | MeetingFacts, row: dict[str, str]
    ) -> list[MeetingFacts]:
        """The meetings that a row may be about; a report is about none that never took place."""
        found = [m for m in self.known.on(pair_id, of.day) if m.method == of.method]
        return [m for m in found if not self._sender(row) or m.state in ("held", "planned")]

    def _sender(self, row: dict[str, str]) -> str:
        """The partner who reports; None if the row is the coordinator's own record."""
        both = "mentor_email" in row and "mentee_email" in row
        return "" if both else row.get("email", "").strip().casefold()

    def _is_second(self, row: dict[str, str], there: MeetingFacts) -> bool:
        """Whether somebody else reported, or the coordinator logged, this meeting before."""
        if not self._sender(row):
            return False
        key = self.key(row)
        return self.memory.of(key, row) is None or self.memory.others(there.id, key)

    def _check(
        self,
        row: dict[str, str],
        report: meetings.Report,
        facts: PairFacts,
        there: MeetingFacts | None,
    ) -> None:
        """The rules of a new meeting; a plan of the past and one given up are history."""
        found = self._misfits(row, report, there)
        if report.state in ("held", "attempted") and report.day > self.today:
            hint = "A meeting to come has the state planned."
            found.insert(0, refuse("on", f"{report.day} is in the future.", hint))
        if found:
            found[0].others = found[1:]
            raise found[0]
        inside(facts, report.day, today=self.today)

    def _misfits(
        self, row: dict[str, str], report: meetings.Report, there: MeetingFacts | None
    ) -> list[FieldProblem]:
        """What does not go together, by the columns of a sheet."""
        claimed = any(name in row for name in travel.AMOUNTS)
        return [
            refuse(m.field, m.message, _FILL_IN[m.field] if m.lacks else "Leave it blank.")
            for m in meetings.misfits_of(report, there, claimed=claimed)
        ]

    def _near(self, facts: PairFacts, report: meetings.Report) -> None:
        """A visit the day before or after another is likely one visit, reported twice."""
        if report.method != "in-person" or report.state != "held":
            return
        days = (report.day - timedelta(days=1), report.day + timedelta(days=1))
        near = (m for day in days for m in self.known.on(facts.pair_id, day))
        other = next((m for m in near if (m.method, m.state) == ("in-person", "held")), None)
        if other is not None:
            which = "in this sheet" if other.id in self.tally.made else f"meeting {other.id}"
            self.warn(
                f"{facts.mentor} and {facts.mentee} also met on {other.day} ({which}): "
                "if that is the same visit, wvls meeting remove one of them.",
            )

    def _second(
        self,
        row: dict[str, str],
        report: meetings.Report,
        facts: PairFacts,
        there: MeetingFacts,
        travels: list[travel.Travel],
    ) -> tuple[meetings.Report, list[travel.Travel]]:
        """What a second report adds; if it says something different, both versions are shown."""
        name = facts.mentor if self.submitter(row, facts) == "mentor" else facts.mentee
        said: list[str] = []
        filled: dict[str, Any] = {"state": there.state, "note": there.note}
        for what, says, have in (
            ("place", report.place, there.place),
            ("minutes", report.minutes, there.minutes),
        ):
            if have is not None and says is not None and have != says:
                said.append(f"{_told(says)}, and {_told(have)} stands")
            filled[what] = says if have is None else have
        if report.state == "held" and there.state == "planned":
            filled["state"] = "held"
        if report.note and report.note not in there.note:
            filled["note"] = f"{there.note}\n{name}: {report.note}".strip()
        kept = travel.of(self.session, there.id)
        new = [t for t in travels if t.traveler not in kept]
        for claim in travels:
            have_claim = kept.get(claim.traveler, claim)
            if not claim.agrees(have_claim):
                said.append(f"{claim}, and {have_claim} stands")
        if said:
            self._tell(row, f"{name} reports {'; '.join(said)}", there)
        if self._is_paid(there):  # what was paid stays as it was paid
            return replace(report, topics=(), **_as_it_is(there)), []
        return replace(report, **filled), new

    def _tell(self, row: dict[str, str], difference: str, there: MeetingFacts) -> None:
        """Ask about a difference when it is new; later only mention it."""
        answers = self.memory.of(self.key(row), row)
        if answers is not None and answers.cells == row:
            self.tally.kept.append(Problem(self.line, None, f"meeting {there.id}: {difference}."))
            return
        which = "" if there.id in self.tally.made else f" {there.id}"
        self.warn(f"{difference}. To settle it: wvls meeting edit{which}")

    def _is_paid(self, meeting: MeetingFacts) -> bool:
        try:
            refuse_paid(self.session, meeting.id)
        except Refused:
            return True
        return False

    def _snapshot(self, row: dict[str, str], meeting: MeetingFacts) -> dict[str, object]:
        claims = {who: str(claim) for who, claim in travel.of(self.session, meeting.id).items()}
        found: dict[str, object] = {
            "state": meeting.state,
            "at": meeting.place,
            "hours": None if meeting.minutes is None else _hours(meeting.minutes),
            "note": meeting.note,
            "travel of the mentor": claims.get("mentor"),
            "travel of the mentee": claims.get("mentee"),
            "topics": store.topics(self.session, meeting.id),
        }
        if "reported_by" in row:
            found["reported_by"] = reported_by(self.known.reporters(meeting.id))
        return found

    def _report(self, row: dict[str, str]) -> meetings.Report:
        state = row.get("state", "held").lower()
        if state not in MEETING_STATES:
            raise refuse("state", f"{state[:40]!r} is not a state of a meeting.", _STATES)
        day, method = self.value(row, "on"), self.value(row, "method")
        if day is None or method is None:
            raise refuse("on" if day is None else "method", "A meeting needs a day and a method.")
        return meetings.Report(
            day=day,
            method=method[0],
            place=self.value(row, "at") or method[1],
            minutes=self.value(row, "hours"),
            topics=tuple(self.value(row, "topics") or ()),
            note=self.value(row, "note") or "",
            state=state,
        )


_FILL_IN = {
    "at": "Fill in mentor-library, mentee-library or elsewhere.",
    "hours": "Fill in hours, such as 6.5.",
}
_STATES = f"Use {listed(MEETING_STATES, 'or')}."


def _told(value: object) -> str:
    return _hours(value) if isinstance(value, int) else str(value)


def _as_it_is(meeting: MeetingFacts) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in ("place", "minutes", "note", "state")}


def _hours(minutes: int) -> str:
    return f"{minutes / 60:g} h" if minutes % 3 == 0 else f"{minutes // 60}:{minutes % 60:02d} h"
