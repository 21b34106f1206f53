"""What an intro says of the first steps: who does what by when; not in what words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from wvls_mentor.rules.letter_facts import LetterFacts, PairLetter


@dataclass(frozen=True, slots=True)
class Step:
    """A first step; what several mentees need by the same day is one. *case* has words of its own."""

    case: str
    by: date
    pairs: tuple[PairLetter, ...]


@dataclass(frozen=True, slots=True)
class IntroFacts:
    """The decisions that the template of a mentor's intro asks for."""

    letter: LetterFacts

    @property
    def thanks(self) -> str:
        """What the mentor is thanked for: ``first``, ``again``, ``second`` or ``more`` mentees."""
        if not self.letter.earlier:
            return "first"
        if not (self.letter.going_on and self.letter.mentors_now):
            return "again"
        return "second" if len(self.letter.pairs) == len(self.letter.going_on) == 1 else "more"

    @property
    def steps(self) -> Iterator[Step]:
        """The first steps: to say hello, to meet, the visit that is planned, goals."""
        pairs = self.letter.pairs
        to_meet = [p for p in pairs if not (p.facts.first_visit or p.planned_first)]
        yield from self._by(_due, (p for p in to_meet if not p.facts.last_contact), _hello)
        yield from self._by(_due, (p for p in to_meet if p.facts.last_contact), lambda _: "meet")
        for p in pairs:
            planned = p.planned_first and not p.facts.first_visit
            if p not in to_meet and (planned or not p.facts.last_contact):
                yield Step("planned", p.first_visit_due, (p,))
        short = (p for p in pairs if not (p.facts.goals_short and p.facts.goals_long))
        yield from self._by(lambda p: p.goals_due, short, _goals)

    def _by(
        self,
        due: Callable[[PairLetter], date],
        pairs: Iterable[PairLetter],
        case: Callable[[tuple[PairLetter, ...]], str],
    ) -> Iterator[Step]:
        for day, some in groupby(sorted(pairs, key=due), key=due):
            same = tuple(some)
            yield Step(case(same), self.letter.asked_by(day), same)


def _due(p: PairLetter) -> date:
    return p.first_visit_due


def _hello(same: tuple[PairLetter, ...]) -> str:
    return "call" if all(p.partner.phone for p in same) else "write"


def _goals(same: tuple[PairLetter, ...]) -> str:
    """Who gets no letter was never asked for goals: the mentor sends them."""
    return "goals" if all(p.partner.letters for p in same) else "goals from you"
