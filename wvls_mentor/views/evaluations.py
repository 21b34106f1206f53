"""Evaluations, one by one and summarized (C10)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.rules.choices import GOALS_MET, WOULD_REPEAT
from wvls_mentor.rules.evaluations import FEWEST, EvaluationLine, summary
from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, as_csv, as_json, plain, sentence
from wvls_mentor.views.deadlines import still_open
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import headline, next_steps, partners, say

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.evaluations import HandedIn

COLUMNS: tuple[Column[EvaluationLine], ...] = (
    *plain("evaluation_id", "pair_id", "mentor", "mentee", "by", "on", "answers.rating"),
    *plain("answers.goals_met", "answers.support", "answers.again", "answers.note"),
    *plain("interim"),
)


def evaluated(found: "HandedIn", today: date) -> CommandResult:
    """An evaluation as recorded, and whose is still open."""
    pair_id = found.facts.pair_id
    return sentence(
        today,
        {"evaluation": {"evaluation_id": found.evaluation_id, "pair_id": pair_id}},
        f"Evaluation {found.evaluation_id} recorded: {partners(found.facts)}.",
        "wvls evaluations",
        f"wvls status {pair_id}",
        more=still_open(found.still_open, today),
    )


def evaluations(found: Sequence[EvaluationLine], day: date, *, detail: bool) -> CommandResult:
    """What the evaluations say together; with *detail* who said it."""
    return CommandResult(
        day,
        lambda: _body(found, detail),
        lambda console: _screen(console, found, detail),
        lambda: as_csv(COLUMNS, found) if detail else _answers(found),
    )


def _body(found: Sequence[EvaluationLine], detail: bool) -> dict[str, Any]:
    body: dict[str, Any] = {"summary": summary(found)}
    return body | {"evaluations": [as_json(COLUMNS, e) for e in found]} if detail else body


def _answers(found: Sequence[EvaluationLine]) -> tuple[Sequence[str], Iterable[Row]]:
    """The summary as (question, answer): figures first, then how often each word was said."""
    sums = summary(found)
    words = {k: v for k, v in sums.items() if isinstance(v, dict)}
    figures = [(k, v) for k, v in sums.items() if k not in words]
    said = [(f"{k} {word}", n) for k, counted in words.items() for word, n in counted.items()]
    return ("question", "answer"), [*figures, *said]


def _screen(console: "Console", found: Sequence[EvaluationLine], detail: bool) -> None:
    sums = summary(found)
    if not found:
        headline(console, "No evaluations yet.")
        next_steps(console, "wvls upcoming --days 60", "wvls evaluate")
        return
    pairs = count(sums["pairs"], "pair")
    headline(console, f"{count(sums['evaluations'], 'evaluation')} of {pairs}: {_means(sums)}.")
    for name, words in (("goals_met", "Goals met"), ("again", "Would take part again")):
        if sums[name]:
            said = ", ".join(f"{n} {word}" for word, n in _in_order(sums[name]))
            say(console, f"{words}: {said}.")
    if not detail:
        say(
            console,
            f"Questions with fewer than {FEWEST} answers are left out: people could tell who said what.",
        )
        next_steps(console, "wvls evaluations --detail")
        return
    for e in found:
        a = e.answers
        said = _said(e)
        who = e.mentor if e.by == "mentor" else e.mentee
        say(
            console,
            f" {e.evaluation_id} {who} ({e.by}, pair {e.pair_id}), {e.on}{', interim' if e.interim else ''}: {said}",
        )
        if a.note:
            say(console, *(f"    {part}" for part in a.note.splitlines()))
    next_steps(console, "wvls evaluations -f csv --detail")


def _said(e: EvaluationLine) -> str:
    a = e.answers
    given = (
        ("rating", a.rating), ("goals", a.goals_met), ("support", a.support), ("again", a.again),
    )  # fmt: skip
    return ", ".join(f"{name} {said}" for name, said in given if said) or "no answers"


def in_words(e: EvaluationLine) -> str:
    """An evaluation as a question about it names it: whose, of which pair and day, its answers."""
    who = e.mentor if e.by == "mentor" else e.mentee
    note = "; with a note" if e.answers.note else ""
    return (
        f"evaluation {e.evaluation_id} of {who}, the {e.by} of pair {e.pair_id}, "
        f"of {e.on} ({_said(e)}{note})"
    )


def _in_order(counted: dict[str, int]) -> list[tuple[str, int]]:
    """How often each word was said, the best answer first."""
    order = (*GOALS_MET, *WOULD_REPEAT)
    return sorted(counted.items(), key=lambda said: order.index(said[0]))


def _means(sums: dict[str, Any]) -> str:
    parts = [
        f"{words} {sums[f'{name}_mean']:.1f} of 5"
        for name, words in (("rating", "rating"), ("support", "support"))
        if sums[f"{name}_mean"] is not None
    ]
    return ", ".join(parts) or "too few to average"
