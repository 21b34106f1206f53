"""Goals of a pair as a list and one by one (C8)."""

from datetime import date
from typing import TYPE_CHECKING

from wvls_mentor.rules.topics import in_sentence
from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import Column, as_json, listing, plain, sentence
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import partners
from wvls_mentor.views.theme import Line, as_typed, parted, strong

if TYPE_CHECKING:
    from wvls_mentor.services.goals import GoalLine, PairGoals


def _with_topic(line: "GoalLine") -> Line:
    return as_typed(line.goal + (f" ({in_sentence(line.topic_title)})" if line.topic_title else ""))


def _since(line: "GoalLine") -> str:
    day = line.dropped_on or line.done_on or line.shared_on
    return f"{line.state} {day}" if day else line.state


COLUMNS: tuple[Column["GoalLine"], ...] = (
    Column("goal_id", lambda line: line.goal_id, "id", right=True),
    *plain("pair_id"),
    Column("term", lambda line: line.term, "term"),
    Column("goal", lambda line: line.goal, "goal", cell=_with_topic, wrap=True),
    *plain("topic", "shared_on", "done_on", "dropped_on"),
    Column("state", lambda line: line.state, "state", cell=_since),
)


def goal(found: "PairGoals", today: date, what: str) -> CommandResult:
    """One goal after *what* was done to it: ``Goal 3 added``.

    Named by its number alone, it is said whose it is: a slip in that closed another pair's goal.
    """
    line = found.goals[0]
    days = {"shared": line.shared_on, "done": line.done_on, "dropped": line.dropped_on}
    on = f" on {days[what]}" if days.get(what) else ""
    whose = "" if what == "added" else f", {partners(found.facts)}"
    lead = f"Goal {line.goal_id} {what}{on}{whose}: {line.goal} ({line.term}-term)."
    body = {"goal": as_json(COLUMNS, line)}
    met = _met(found) if what in ("added", "shared") else []
    return sentence(today, body, lead, *_steps(found), more=met or _open(found, today))


def _open(found: "PairGoals", day: date) -> list[str]:
    """What is not shared yet, with its command, and what is missing on *day* (C8).

    One that was just entered is not missing: "still open: a short-term goal" denied it.
    """
    missing = {term for o in found.still_open for term in o.missing}
    shown = {g.goal_id for g in found.goals}
    waiting = [g for g in found.unshared if g.goal_id in shown or _term(g) in missing]
    lines = [_not_shared([g.goal_id for g in waiting])] if waiting else []
    for o in found.still_open:
        terms = [term for term in o.missing if term not in {_term(g) for g in waiting}]
        past = o.due < day
        if terms:
            named = " and ".join(f"a {term} goal" for term in terms)
            lines.append(f"Still missing: {named}, due {'since ' if past else ''}{o.due} (C8).")
        else:
            lines.append(f"Both goals {'were' if past else 'are'} due {o.due} (C8).")
    return lines


def _term(goal: "GoalLine") -> str:
    return f"{goal.term}-term"


def _not_shared(numbers: list[int]) -> str:
    which, it = f"Goal {numbers[0]} has", "it"
    if len(numbers) > 1:
        which, it = f"Goals {listed(map(str, numbers))} have", "one"
    return f"{which} not been shared with you yet. When {it} is: wvls goal share {numbers[0]}"


def _met(found: "PairGoals") -> list[str]:
    """Says that this goal was the last one that the pair had to share (C8)."""
    both = (found.facts.goals_short, found.facts.goals_long)
    day = found.goals[0].shared_on
    if None in both or day is None or day != max(filter(None, both)):
        return []
    return ["Both goals are shared with you now, the short-term and the long-term one (C8)."]


def unchanged(found: "PairGoals", today: date) -> CommandResult:
    """A goal that was not changed."""
    lead = f"Nothing changed: {described(found)}."
    return sentence(today, {"goal": as_json(COLUMNS, found.goals[0])}, lead, *_steps(found))


def described(found: "PairGoals") -> str:
    """A goal in a question: which one, of which pair."""
    line = found.goals[0]
    return f'goal {line.goal_id} of {found.facts.mentor} and {found.facts.mentee}: "{line.goal}"'


def goals(found: "PairGoals", day: date) -> CommandResult:
    """``goal list``."""
    whose = strong(f"pair {found.facts.pair_id} {partners(found.facts)}")
    return listing(
        "goals",
        found.goals,
        COLUMNS,
        day,
        lead=parted(whose, count(len(found.goals), "goal") if found.goals else "no goals yet"),
        below=_open(found, day),
        steps=[
            f"wvls goal add {found.facts.pair_id}",
            f"wvls agenda {found.facts.pair_id}",
            f"wvls status {found.facts.pair_id}",
        ],
    )


def _steps(found: "PairGoals") -> list[str]:
    """The commands that follow; a goal that is to be shared comes first."""
    pair = found.facts.pair_id
    share = [f"wvls goal share {g.goal_id}" for g in found.goals if g.state == "not shared"][:1]
    after = [] if share else [f"wvls agenda {pair}"]
    return [*share, f"wvls goal list {pair}", *after, f"wvls status {pair}"]
