"""``wvls check-in``: the coordinator's call."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from wvls_mentor import services, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.command import Call, alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import one_of, read_day, read_day_ahead
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.choices import CHECK_IN_WITH, GOING, PLACES, TERMS
from wvls_mentor.rules.meetings import read_method, read_place
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.services.meetings import Report

T = TypeVar("T")
app = alone()

_read_partner = one_of(*CHECK_IN_WITH, what="a partner")
_read_going = one_of(*GOING, what="an answer")

With = Annotated[
    str | None,
    option("--with", metavar="WHO", text="mentor, mentee or both.", read=_read_partner),
]
Going = Annotated[
    str | None, option("--going", metavar="HOW", text="well, mixed or badly.", read=_read_going)
]
Note = Annotated[str, option("--note", metavar="TEXT", text="A note.")]
NoAnswer = Annotated[
    bool, option("--no-answer", text="No one was reached; it does not count as contact.")
]


@command(app, "check-in", example="wvls check-in 3 --with both --going well", writes=True)
def check_in(
    call: Call,
    pair: options.Pair,
    on: options.On = None,
    partner: With = None,
    going: Going = None,
    note: Note = "",
    no_answer: NoAnswer = False,
) -> CommandResult:
    """Record your check-in call to a pair (C9).

    With only the pair, at a terminal, it guides you through the whole call.
    """
    if no_answer and going is not None:
        raise UsageProblem("A call that reached nobody says nothing.", "Leave out --going.")
    day, pair_id = on or call.today, call.pair(pair).pair_id
    alone_with_pair = partner is None and going is None and not note and not no_answer
    if prompts.at_terminal() and alone_with_pair:
        made = _guided(call, pair_id, day)
    else:
        made = services.check_ins.Call(
            on=day, partner=partner, going=going, note=note, answered=not no_answer
        )
    found = services.check_ins.save(call.db, pair_id, made, today=call.today)
    return views.check_ins.checked_in(found, made, call.today)


def _guided(call: Call, pair_id: int, day: date) -> "services.check_ins.Call":
    """The story in eight lines, then question by question; nothing is written yet."""
    found = services.timeline.tell(call.db, pair_id, day)
    for text in views.timeline.in_short(found):
        typer.echo(text, err=True)
    reports = list(_contacts(found.facts.last_contact or found.facts.matched_on))
    if (visit := _next_visit()) is not None:
        reports.append(visit)
    ask = prompts.ask_until
    return services.check_ins.Call(
        on=day,
        reports=tuple(reports),
        goals=tuple(_goals()),
        partner=ask("Who did you reach (mentor, mentee, both)", "--with", _read_partner),
        going=ask("How is it going (well, mixed, badly)", "--going", _read_going),
        note=prompts.ask("A note (Enter for none)", "--note", default=""),
    )


def _contacts(since: date) -> "list[Report]":
    found = []
    question = f"A contact since {since}, day and way, such as: Nov 12 2026 phone (Enter for none)"
    while (answer := _maybe(question, _contact)) is not None:
        day, (method, place) = answer
        found.append(services.meetings.Report(day=day, method=method, place=place))
        question = "Another one (Enter for none)"
    return found


def _contact(text: str) -> tuple[date, tuple[str, str | None]]:
    day, _, method = text.strip().rpartition(" ")
    read = read_method(method)
    if read[0] == "in-person" and read[1] is None:
        raise UsageProblem("A visit has hours and a place.", "Log it afterwards: wvls log-meeting.")
    return read_day(day), read


def _next_visit() -> "Report | None":
    question = "The next visit, if planned: its day (Enter for none)"
    day = _maybe(question, read_day_ahead)
    if day is None:
        return None
    words = f"Where ({', '.join(PLACES)})"
    place = prompts.ask_until(words, "--at", read_place)
    return services.meetings.Report(day=day, method="in-person", place=place, state="planned")


def _goals() -> list[tuple[str, str]]:
    found = []
    question = "A goal that they share now (Enter for none)"
    while text := prompts.ask(question, "TEXT", default="").strip():
        read = one_of(*TERMS, what="a term")
        found.append((prompts.ask_until("Is it short or long", "--term", read), text))
    return found


def _maybe(question: str, read: Callable[[str], T]) -> T | None:
    """An answer that may be left out."""
    while True:
        text = prompts.ask(question, "an answer", default="").strip()
        if not text:
            return None
        try:
            return read(text)
        except UsageProblem as problem:
            prompts.tell(f"{problem.message} {problem.hint or ''}".rstrip())
