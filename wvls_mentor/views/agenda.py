"""The agenda of a pair's next meeting (C7)."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from wvls_mentor.rules.topics import listed_topics
from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, as_csv, as_objects, plain
from wvls_mentor.views.goals import COLUMNS as GOALS
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import heading, headline, next_steps, partners, print_details, say
from wvls_mentor.views.theme import Line, parted, quiet, strong

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.agenda import Agenda, Earlier, QuestionLine, Topics

_QUESTIONS: "tuple[Column[QuestionLine], ...]" = plain("number", "question", "asked_on")
# (kind, number, the item in a sheet, the item on the screen, an earlier mentor who left it open) of
# all three kinds together.
_Item = tuple[str, int | None, str, str, str]
_ITEMS: tuple[Column[_Item], ...] = (
    Column("kind", lambda item: item[0]),
    Column("number", lambda item: item[1]),
    Column("item", lambda item: item[2]),
    Column("left_open_with", lambda item: item[4]),
)


def topics_body(found: "Topics") -> dict[str, Any]:
    """Which topics came up, and which needs did not."""
    return {
        "covered": [{"topic": slug, "on": on} for slug, on in found.covered],
        "uncovered": [{"topic": slug, "priority": p} for slug, _, p in found.uncovered],
    }


def agenda(found: "Agenda", *, saved: bool = False) -> CommandResult:
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
            "earlier": [_earlier_body(before) for before in found.earlier],
        },
        lambda console: _screen(console, found, items, saved),
        lambda: as_csv(_ITEMS, items),
    )


def _earlier_body(before: "Earlier") -> dict[str, Any]:
    return {
        "pair_id": before.facts.pair_id,
        "mentor_id": before.facts.mentor_id,
        "mentor": before.facts.mentor,
        "covered": [{"topic": slug, "on": on} for slug, on in before.covered],
        "goals": as_objects(GOALS, before.goals),
        "questions": as_objects(_QUESTIONS, before.questions),
    }


def _items(found: "Agenda") -> list[_Item]:
    needs = [f"{title} ({priority})" for _, title, priority in found.topics.uncovered]
    return [
        *(("need", None, need, need, "") for need in needs),
        *_goals_and_questions(found),
        *(i for e in found.earlier for i in _goals_and_questions(e, e.facts.mentor)),
    ]


def _goals_and_questions(found: "Agenda | Earlier", mentor: str = "") -> Iterator[_Item]:
    """A pair's open goals and questions; what was left open with an earlier *mentor* says so."""
    with_whom = f"; left open with {mentor}" if mentor else ""
    for g in found.goals:
        shown = f"{g.goal} ({g.term}-term, {g.state}{with_whom})"
        yield "goal", g.goal_id, g.goal, shown, mentor
    for q in found.questions:
        shown = f"{q.question} ({with_whom[2:]})" if mentor else q.question
        yield "question", q.number, q.question, shown, mentor


_HEADINGS = {"need": "Needs not covered yet", "goal": "Goals", "question": "Questions"}


def _screen(console: "Console", found: "Agenda", items: Sequence[_Item], saved: bool) -> None:
    pair, titles = found.facts.pair_id, found.topics.titles
    meeting: Line = ("for ", found.planned) if found.planned else "for the next meeting"
    headline(
        console,
        parted(
            (strong("Agenda "), meeting),
            partners(found.facts),
            count(len(items), "item") if items else "nothing on it yet",
        ),
    )
    for kind, name in _HEADINGS.items():
        chosen = [(n or "-", text) for which, n, _, text, _ in items if which == kind]
        if chosen:
            heading(console, name)
            print_details(console, ((quiet(n), text) for n, text in chosen))
    if found.topics.covered:
        heading(console, "Covered so far")
        print_details(console, ((on, titles[slug]) for slug, on in found.topics.covered))
    for before in found.earlier:
        topics = listed_topics(titles[slug] for slug, _ in before.covered) or "no topics"
        whose = f"{before.facts.mentor} (pair {before.facts.pair_id})"
        say(console, "", f"With {whose} they covered {topics}.")
    paper = [(f"wvls agenda {pair} --save agenda.html", "one page to print")]
    next_steps(console, *([] if saved else paper), f"wvls log-meeting {pair}")
