"""What a reminder says of each thing it asks for: which case it is, and by when; not in what words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.letter_facts import LEAST, LetterFacts, PairLetter

NEAR = timedelta(days=2)  # a due day that is nearer than this is not named

Asked = tuple[Obligation, PairLetter]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a reminder asks for; *case* is one of its kind, each with words of its own."""

    kind: str
    case: str
    pair: PairLetter
    by: date | None  # the day that is named, "this week" without one
    passed: bool  # its due day
    told: bool  # something above has the partner's whole name
    merged: bool = False  # a first visit that would be the first contact, too
    helped: bool = False  # a planned visit is a good time to talk about it

    @property
    def what(self) -> str:
        """What is asked for, of a kind that has no words of its own."""
        return OF_NAME[self.kind].reminded

    @property
    def in_time(self) -> bool:
        """Whether the visit itself is asked for by its day; once that has passed, an answer is."""
        return self.by is not None and not self.passed


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """The decisions that a reminder's template asks for."""

    letter: LetterFacts

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of what it is about."""
        return tuple(o.kind for o, _ in self.letter.items)

    @property
    def over(self) -> bool:
        """Whether nothing but thoughts about the program is asked for."""
        return set(self.kinds) == {"evaluation"}

    @property
    def in_person(self) -> bool:
        """Whether it asks to be in touch, by whatever means."""
        return any(OF_NAME[kind].met_by_meeting for kind in self.kinds)

    @property
    def behind(self) -> bool:
        """Whether somebody is late with that: a contact has days of grace in which nobody is."""
        late = (o.kind for o, _ in self.letter.items if o.late_on(self.letter.day))
        return any(OF_NAME[kind].met_by_meeting for kind in late)

    @property
    def opening(self) -> str:
        """How it begins: ``ahead``, ``goal``, ``goals``, ``one``, ``done``, ``some`` or ``dates``."""
        if self._ahead:
            return "ahead"
        if self.kinds == ("goals",):
            return "goal" if self.one_goal else "goals"
        dated = all(OF_NAME[kind].met_by_meeting for kind in self.kinds)
        if self.count == 1:
            return "one" if dated else "done"
        return "dates" if dated else "some"

    @property
    def one_goal(self) -> bool:
        """Whether it asks for the second of somebody's two goals, and for nothing else."""
        return self.kinds == ("goals",) and _goals(self.letter.items[0][1]) != "none"

    @property
    def _ahead(self) -> bool:
        """Whether only the next contact comes and nothing is missing yet: a word, no question."""
        return set(self.kinds) == {"contact"} and all(
            o.due >= self.letter.day and p.facts.last_contact for o, p in self.letter.items
        )

    @property
    def count(self) -> int:
        """How many things it asks for."""
        return len(self.letter.items) - len(self._merged)

    @property
    def _merged(self) -> set[int]:
        """The pairs whose first visit and first contact are one thing to do."""
        visits = {o.pair_id for o, _ in self.letter.items if o.kind == "first-visit"}
        return {
            o.pair_id
            for o, p in self.letter.items
            if o.kind == "contact" and o.pair_id in visits and p.unconfirmed is None
        }

    @property
    def by(self) -> date | None:
        """The day that is named for the first of them."""
        return self._named(self.letter.items[0][0].due)

    @property
    def things(self) -> Iterator[Thing]:
        """What it asks for, in turn; a contact that is one with a first visit is said with that."""
        merged, told, noted = self._merged, set[str](), []
        for o, p in self.letter.items:
            if o.kind == "contact" and o.pair_id in merged:
                continue
            above = p.partner.name in told
            told.add(p.partner.name)
            passed, by = o.due < self.letter.day, self._named(o.due)
            if o.kind == "first-visit":
                both = o.pair_id in merged
                yield Thing(o.kind, _first_visit(p, passed), p, by, passed, above, both)
                noted.append(p.unconfirmed_first)
            elif o.kind == "contact":
                said = p.unconfirmed is not None and p.unconfirmed in noted
                yield Thing(o.kind, "said" if said else _contact(p, passed), p, by, passed, above)
            elif o.kind == "goals":
                by = self._talk(p, by, passed)
                helped = p.planned_visit is not None and p.planned_visit <= (by or o.due)
                yield Thing(o.kind, _goals(p), p, by, passed, above, helped=helped)
            else:
                yield Thing(o.kind, "", p, by, passed, above)

    def _named(self, due: date) -> date | None:
        """The day that is named: the due day itself, a week once that has passed.

        Whoever keeps a later one than the intro named is late on every screen. None where it is
        too near to be asked for by name.
        """
        if due < self.letter.day:
            return self.letter.day + LEAST
        return due if due - self.letter.day >= NEAR else None

    def _talk(self, p: PairLetter, by: date | None, passed: bool) -> date | None:
        """The day for goals: a visit of the next days at which they are talked about, else *by*."""
        visit = p.planned_visit
        comes = passed and visit is not None and by is not None
        return visit if comes and by < visit <= self.letter.answer_by else by  # type: ignore[operator]


def _first_visit(p: PairLetter, passed: bool) -> str:
    if p.unconfirmed_first is not None:
        return "confirm"
    if p.last_visit or p.planned_visit:  # they met, or will, but at neither library
        return "elsewhere"
    return "passed" if passed else "ahead"


def _contact(p: PairLetter, passed: bool) -> str:
    last, tried = p.facts.last_contact, p.facts.last_attempt
    if p.unconfirmed is not None:
        return "confirm"
    if tried is not None and (last is None or tried > last):
        return "tried"
    return "next" if last and not passed else "due"


def _goals(p: PairLetter) -> str:
    """Which of the two is known."""
    return "short" if p.facts.goals_short else "long" if p.facts.goals_long else "none"
