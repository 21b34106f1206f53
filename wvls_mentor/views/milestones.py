"""Goals, check-ins and evaluations, for people and for programs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.text import count, listed
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import add, headline, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.check_ins import Call
    from wvls_mentor.services.milestones import EvaluationLine, GoalLine, Recorded

_WORDS = ("goal_id", "pair_id", "term", "goal", "topic", "shared_on", "done_on", "dropped_on")
# Fewer answers than this and a mean would tell who said what.
FEWEST = 3


def goal_body(line: "GoalLine") -> dict[str, Any]:
    """A goal as JSON."""
    return asdict(line) | {"state": line.state}


def goal(found: "Recorded", today: date) -> CommandResult:
    """One goal after it was added, done or dropped."""
    line = found.goals[0]

    def screen(console: "Console") -> None:
        headline(console, f"Goal {line.goal_id} is {line.state}: {line.goal} ({line.term}-term).")
        _still(console, found)

    return CommandResult(today, lambda: {"goal": goal_body(line)}, screen)


def goals(found: "Recorded", day: date) -> CommandResult:
    """A pair's goals."""
    return CommandResult(
        day,
        lambda: {"goals": [goal_body(line) for line in found.goals]},
        lambda console: _goals_screen(console, found),
        lambda: ((*_WORDS, "state"), [list(goal_body(line).values()) for line in found.goals]),
    )


def _goals_screen(console: "Console", found: "Recorded") -> None:
    pair = f"{found.facts.mentor} > {found.facts.mentee}"
    headline(console, f"{count(len(found.goals), 'goal')} of pair {found.facts.pair_id}, {pair}.")
    if found.goals:
        made = table("id", "term", "goal", "state", right=(0,), wrap=(2,))
        for line in found.goals:
            day = line.dropped_on or line.done_on or line.shared_on
            topic = f" ({line.topic})" if line.topic else ""
            add(
                made,
                line.goal_id,
                line.term,
                line.goal + topic,
                f"{line.state} {day or ''}".strip(),
            )
        console.print(made)
    _still(console, found)


def _still(console: "Console", found: "Recorded") -> None:
    pair = found.facts.pair_id
    for item in found.open_items:
        say(console, f"Still open: {item.note}, due {item.due} ({item.clause}).")
    next_steps(console, f"wvls goal list {pair}", f"wvls agenda {pair}", f"wvls status {pair}")


def checked_in(found: "Recorded", call: "Call", today: date) -> CommandResult:
    """A check-in as recorded, and when the next one is due."""
    body = {
        "check_in": {
            "check_in_id": found.check_in_id,
            "pair_id": found.facts.pair_id,
            "on": call.on,
            "with": call.partner,
            "going": call.going,
            "answered": call.answered,
            "note": call.note,
        },
        "next_check_in_due": found.next_due,
    }

    def screen(console: "Console") -> None:
        pair = f"{found.facts.mentor} > {found.facts.mentee}"
        what = "Check-in" if call.answered else "Call that reached nobody"
        going = f", going {call.going}" if call.going else ""
        headline(console, f"{what} recorded: {pair}, {call.on}{going}.")
        if call.reports or call.goals:
            saved = [count(len(call.reports), "meeting"), count(len(call.goals), "goal")]
            say(console, f"Saved with it: {listed(saved)}.")
        due = f"The next check-in is due by {found.next_due} (C9)."
        say(console, due if found.next_due else "No further check-in is due (C9).")
        next_steps(console, f"wvls status {found.facts.pair_id}", "wvls overdue")

    return CommandResult(today, lambda: body, screen)


def evaluated(found: "Recorded", today: date) -> CommandResult:
    """An evaluation as recorded, and whose is still open."""
    body = {"evaluation": {"evaluation_id": found.evaluation_id, "pair_id": found.facts.pair_id}}

    def screen(console: "Console") -> None:
        pair = f"{found.facts.mentor} > {found.facts.mentee}"
        headline(console, f"Evaluation {found.evaluation_id} recorded: {pair}.")
        for item in found.open_items:
            say(console, f"Still open: {item.note}, due {item.due} ({item.clause}).")
        next_steps(console, "wvls evaluations", f"wvls status {found.facts.pair_id}")

    return CommandResult(today, lambda: body, screen)


def evaluations(found: Sequence["EvaluationLine"], day: date, *, detail: bool) -> CommandResult:
    """What the evaluations say together; with *detail* who said it."""
    return CommandResult(
        day,
        lambda: _evaluations_body(found, detail),
        lambda console: _evaluations_screen(console, found, detail),
        lambda: _evaluations_rows(found, detail),
    )


def summary(found: Sequence["EvaluationLine"]) -> dict[str, Any]:
    """Counts and means across pairs, naming nobody; a mean of fewer than three is left out."""
    made: dict[str, Any] = {"evaluations": len(found), "pairs": len({e.pair_id for e in found})}
    for name in ("rating", "support"):
        given = [getattr(e.answers, name) for e in found if getattr(e.answers, name) is not None]
        made[f"{name}_answers"] = len(given)
        made[f"{name}_mean"] = round(sum(given) / len(given), 2) if len(given) >= FEWEST else None
    for name in ("goals_met", "again"):
        counted = Counter(getattr(e.answers, name) for e in found if getattr(e.answers, name))
        enough = sum(counted.values()) >= FEWEST
        made[name] = dict(sorted(counted.items())) if enough else None
    return made


def _detail(e: "EvaluationLine") -> dict[str, Any]:
    head = {"evaluation_id": e.evaluation_id, "pair_id": e.pair_id, "mentor": e.mentor,
            "mentee": e.mentee, "by": e.by, "on": e.on}  # fmt: skip
    return head | asdict(e.answers)


def _evaluations_body(found: Sequence["EvaluationLine"], detail: bool) -> dict[str, Any]:
    body: dict[str, Any] = {"summary": summary(found)}
    return body | {"evaluations": [_detail(e) for e in found]} if detail else body


def _evaluations_rows(
    found: Sequence["EvaluationLine"], detail: bool
) -> tuple[Sequence[str], Iterable[Row]]:
    if detail:
        header = ("evaluation_id", "pair_id", "mentor", "mentee", "by", "on", "rating",
                  "goals_met", "support", "again", "note")  # fmt: skip
        return header, [list(_detail(e).values()) for e in found]
    flat = [(k, v) for k, v in summary(found).items() if not isinstance(v, dict)]
    nested = [
        (f"{k} {word}", n)
        for k, v in summary(found).items()
        if isinstance(v, dict)
        for word, n in v.items()
    ]
    return ("question", "answer"), [*flat, *nested]


def _evaluations_screen(
    console: "Console", found: Sequence["EvaluationLine"], detail: bool
) -> None:
    sums = summary(found)
    if not found:
        headline(console, "No evaluation has been handed in yet.")
        next_steps(console, "wvls upcoming --days 60", "wvls evaluate --help")
        return
    pairs = count(sums["pairs"], "pair")
    headline(console, f"{count(len(found), 'evaluation')} of {pairs}: {_means(sums)}.")
    for name, words in (("goals_met", "Goals met"), ("again", "Would take part again")):
        if sums[name]:
            said = ", ".join(f"{n} {word}" for word, n in sums[name].items())
            say(console, f"{words}: {said}.")
    if not detail:
        say(console, f"Fewer than {FEWEST} answers are not shown: they would tell who said what.")
        next_steps(console, "wvls evaluations --detail   (names who said what)")
        return
    for e in found:
        a = e.answers
        said = f"rating {a.rating or '-'}, goals {a.goals_met or '-'}, support {a.support or '-'}, again {a.again or '-'}"
        who = e.mentor if e.by == "mentor" else e.mentee
        say(console, f" {e.evaluation_id} {who} ({e.by}, pair {e.pair_id}), {e.on}: {said}")
        if a.note:
            say(console, *(f"    {part}" for part in a.note.splitlines()))
    next_steps(console, "wvls evaluations -f csv --detail")


def _means(sums: dict[str, Any]) -> str:
    parts = [
        f"{words} {sums[f'{name}_mean']:.1f} of 5"
        for name, words in (("rating", "rating"), ("support", "support"))
        if sums[f"{name}_mean"] is not None
    ]
    return ", ".join(parts) or "too few for a mean"
