"""Who the coordinator calls as of a day, why, and what to type afterward."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules.choices import how_it_goes
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.roster import Listed

CHECK_IN, NOT_IN = "your check-in", "evaluation not in yet"  # why somebody is called
NO_LETTERS = "gets no letters"

Why = tuple[str, date | None]  # and the day on which it was due, where there is one


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody the coordinator calls, why, and the command to type afterward."""

    person: Listed
    pair_id: int | None
    whys: tuple[Why, ...]
    then: str  # the command that keeps what was said

    @property
    def reason(self) -> str:
        """All reasons for the call."""
        return ", ".join(text for text, _ in self.whys)


@dataclass(frozen=True, slots=True)
class CallLine:
    """Who is called about one pair: one line of the list."""

    pair_id: int | None
    calls: tuple[ToCall, ...]

    @property
    def shared(self) -> tuple[Why, ...]:
        """The reasons that all of them share."""
        return tuple(w for w in self.calls[0].whys if all(w in c.whys for c in self.calls))

    def own(self, call: ToCall) -> tuple[Why, ...]:
        """The reasons for *call* that the others do not share."""
        return tuple(w for w in call.whys if w not in self.shared)

    @property
    def then(self) -> tuple[str, ...]:
        """What is typed afterward."""
        return tuple(dict.fromkeys(c.then for c in self.calls))


@dataclass(frozen=True, slots=True)
class CallGroup:
    """The lines with one person among them, a mentor of several pairs: one call settles them all."""

    lines: tuple[CallLine, ...]

    @property
    def then(self) -> tuple[str, ...]:
        """What is typed afterward."""
        return tuple(dict.fromkeys(then for line in self.lines for then in line.then))

    def named_before(self, call: ToCall) -> bool:
        """Whether an earlier line has this person's phone already."""
        first = next(c for line in self.lines for c in line.calls if c.person.id == call.person.id)
        return first is not call


def groups(lines: Iterable[CallLine]) -> tuple[CallGroup, ...]:
    """The lines person by person, in the order of each one's first: nobody is called twice."""
    found: list[list[CallLine]] = []
    for line in lines:
        people = {c.person.id for c in line.calls}
        with_them = (g for g in found if people & {c.person.id for x in g for c in x.calls})
        if (group := next(with_them, None)) is not None:
            group.append(line)
        else:
            found.append([line])
    return tuple(CallGroup(tuple(group)) for group in found)


def lines(calls: Iterable[ToCall]) -> tuple[CallLine, ...]:
    """The calls pair by pair, in their order."""
    found: dict[int | None, list[ToCall]] = {}
    for call in calls:
        found.setdefault(call.pair_id, []).append(call)
    return tuple(CallLine(pair, tuple(group)) for pair, group in found.items())


def to_call(
    week: Iterable[Obligation],
    unwell: Iterable[tuple[int, tuple[int, ...], str]],
    instead: Iterable[tuple[int, int | None, str]],
    open_evaluations: Collection[Obligation],
    gone: Collection[int],
) -> Iterator[tuple[int, int | None, tuple[Why, ...]]]:
    """(person, pair, why) of everybody to be called, who is *gone* left out, the most urgent first.

    That is a pair that goes badly, then what is late, the worst first, then whoever does not answer.

    *week* is late or due this week; *unwell* are pairs that go badly (pair, partners, how);
    *instead* is who is called since a letter would not do (person, pair, why), among them whoever
    owes one of *open_evaluations* of the pairs that are over. An evaluation that a letter can still
    ask for is no call.
    """
    found: dict[tuple[int, int | None], dict[Why, None]] = {}

    def add(person: int, pair: int | None, why: str, due: date | None = None) -> None:
        if person not in gone:
            found.setdefault((person, pair), {})[why, due] = None

    def add_unwell(found: Iterable[tuple[int, tuple[int, ...], str]]) -> None:
        for pair_id, people, how in found:
            for person in people:
                add(person, pair_id, how_it_goes(how))

    every = list(unwell)
    add_unwell(x for x in every if x[2] == "badly")
    for o in week:
        if o.kind == "check-in":
            for person in (o.mentor_id, o.mentee_id):
                add(person, o.pair_id, CHECK_IN, o.due)
    add_unwell(x for x in every if x[2] != "badly")
    silent = list(instead)
    for person, pair, why in silent:
        add(person, pair, why)
    for o in open_evaluations:
        (person,) = o.owed_by
        if any((person, o.pair_id) == (who, pair) for who, pair, _ in silent):
            add(person, o.pair_id, NOT_IN, o.due)
    for (person, pair), whys in found.items():
        yield person, pair, tuple(whys)
