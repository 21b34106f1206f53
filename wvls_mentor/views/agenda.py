"""The agenda of a pair's next meeting (C7)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import Column, as_csv, as_objects, plain
from wvls_mentor.views.goals import COLUMNS as GOALS
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, partners, print_details, say

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.agenda import Agenda, Earlier, QuestionLine, Topics

_QUESTIONS: "tuple[Column[QuestionLine], ...]" = plain("number", "question", "asked_on")
# (kind, number, the item in a sheet, the item on the screen) of all three kinds together.
_Item = tuple[str, int | None, str, str]
_ITEMS: tuple[Column[_Item], ...] = (
    Column("kind", lambda item: item[0]),
    Column("number", lambda item: item[1]),
    Column("item", lambda item: item[2]),
)


def topics_body(found: "Topics") -> dict[str, Any]:
    """Which topics came up, and which needs did not."""
    return {
        "covered": [{"topic": slug, "on": on} for slug, on in found.covered],
        "uncovered": [{"topic": slug, "priority": p} for slug, _, p in found.uncovered],
    }


def agenda(found: "Agenda") -> CommandResult:
    """The next meeting's agenda, to be read or pasted into a mail."""
    items = _items(found)
    return CommandResult(
        found.day,
        lambda: {
            "pair_id": found.facts.pair_id,
            "planned": found.planned,
            "topics": topics_body(found.topics),
            "goals": as_objects(GOALS, found.goals),
            "questions": as_objects(_QUESTIONS, found.questions),
            "earlier": [_earlier(e) for e in found.earlier],
        },
        lambda console: _screen(console, found, items),
        lambda: as_csv(_ITEMS, items),
    )


def _earlier(found: "Earlier") -> dict[str, Any]:
    return {
        "pair_id": found.facts.pair_id,
        "mentor": found.facts.mentor,
        "covered": [{"topic": slug, "on": on} for slug, on in found.covered],
        "goals": as_objects(GOALS, found.goals),
        "questions": as_objects(_QUESTIONS, found.questions),
    }


def _say_earlier(console: "Console", found: "Earlier") -> None:
    """What the mentee did with the mentor of before, so that nothing is lost by a new match."""
    topics = listed(slug for slug, _ in found.covered) or "no topics"
    say(console, f"With {found.facts.mentor} (pair {found.facts.pair_id}) they covered {topics}.")
    left = [*(g.goal for g in found.goals), *(q.question for q in found.questions)]
    if left:
        say(console, f"Left open there: {'; '.join(left)}.")


def _items(found: "Agenda") -> list[_Item]:
    needs = [f"{title} ({priority})" for _, title, priority in found.topics.uncovered]
    return [
        *(("need", None, need, f"{need}, not covered yet") for need in needs),
        *(("goal", g.goal_id, g.goal, f"{g.goal} ({g.term}-term, {g.state})") for g in found.goals),
        *(("question", q.number, q.question, q.question) for q in found.questions),
    ]


def _screen(console: "Console", found: "Agenda", items: Sequence[_Item]) -> None:
    pair = found.facts.pair_id
    meeting = f" of {found.planned}" if found.planned else ""
    lead = f"Agenda for the next meeting{meeting}, {partners(found.facts)}"
    headline(console, f"{lead}: {count(len(items), 'item')}.")
    print_details(console, ((f"{kind} {n or ''}".rstrip(), text) for kind, n, _, text in items))
    if found.topics.covered:
        covered = ", ".join(f"{slug} ({on})" for slug, on in found.topics.covered)
        say(console, f"Covered so far: {covered}.")
    for earlier in found.earlier:
        _say_earlier(console, earlier)
    steps = f'wvls agenda {pair} --add "QUESTION"', f"wvls log-meeting {pair} --topic TOPIC"
    next_steps(console, *steps)
