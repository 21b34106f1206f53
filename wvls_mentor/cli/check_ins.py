"""``wvls check-in``: the coordinator's call."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    On,
    Written,
    ask,
    ask_until,
    at_terminal,
    check_format,
    database,
    on,
    pick_pair,
    show,
    tell,
)
from wvls_mentor.cli.options import Pair as APair
from wvls_mentor.cli.readers import one_of
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.meetings import read_method, read_place

if TYPE_CHECKING:
    from wvls_mentor.services.check_ins import Call
    from wvls_mentor.services.meetings import Report

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("check-in", epilog="Example: wvls check-in 3 --with both --going well")
def check_in(
    ctx: typer.Context,
    pair: APair,
    day: On = None,
    partner: Annotated[
        str | None, typer.Option("--with", metavar="WHO", help="mentor, mentee or both.")
    ] = None,
    going: Annotated[
        str | None, typer.Option("--going", metavar="HOW", help="well, mixed or badly.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note.")] = "",
    no_answer: Annotated[
        bool, typer.Option("--no-answer", help="No one was reached; it does not count as contact.")
    ] = False,
    form: Written = None,
) -> None:
    """Record your check-in call to a pair (C9).

    With only the pair, at a terminal, it guides you through the whole call.
    """
    check_format(form, writes=True)
    when, today = on(day), clock.today()
    who = None if partner is None else _partner(partner)
    how = None if going is None else _going(going)
    if no_answer and how is not None:
        raise UsageProblem("A call that reached nobody says nothing.", "Leave out --going.")

    from wvls_mentor.services import check_ins
    from wvls_mentor.views import milestones as views

    pair_id = pick_pair(ctx, pair, today).pair_id
    call = check_ins.Call(on=when, partner=who, going=how, note=note, answered=not no_answer)
    if at_terminal() and who is None and how is None and not note and not no_answer:
        call = _guided(ctx, pair_id, when)
    found = check_ins.save(database(ctx), pair_id, call, today=today)
    show(views.checked_in(found, call, today), form, writes=True)


def _partner(text: str) -> str:
    partner: str = one_of("mentor", "mentee", "both", what="a partner")(text)
    return partner


def _going(text: str) -> str:
    answer: str = one_of("well", "mixed", "badly", what="an answer")(text)
    return answer


def _guided(ctx: typer.Context, pair_id: int, when: date) -> "Call":
    """The story in eight lines, then question by question; nothing is written yet."""
    from wvls_mentor.services import timeline
    from wvls_mentor.services.check_ins import Call
    from wvls_mentor.views import timeline as views

    found = timeline.tell(database(ctx), pair_id, when)
    for text in views.in_short(found):
        typer.echo(text, err=True)
    reports = list(_contacts(found.facts.last_contact or found.facts.matched_on))
    if (visit := _next_visit()) is not None:
        reports.append(visit)
    return Call(
        on=when,
        reports=tuple(reports),
        goals=tuple(_goals()),
        partner=ask_until("Whom did you reach (mentor, mentee, both)", "--with", _partner),
        going=ask_until("How is it going (well, mixed, badly)", "--going", _going),
        note=ask("A remark (Enter for none)", "--note", default=""),
    )


def _contacts(since: date) -> "list[Report]":
    from wvls_mentor.services.meetings import Report

    found = []
    question = f"A contact since {since}, day and way, such as: Nov 12 2026 phone (Enter for none)"
    while (answer := _maybe(question, _contact)) is not None:
        day, (method, place) = answer
        found.append(Report(day=day, method=method, place=place))
        question = "Another one (Enter for none)"
    return found


def _contact(text: str) -> tuple[date, tuple[str, str | None]]:
    day, _, method = text.strip().rpartition(" ")
    read = read_method(method)
    if read[0] == "in-person" and read[1] is None:
        raise UsageProblem("A visit has hours and a place.", "Log it afterwards: wvls log-meeting.")
    return parse_day(day, today=clock.today()), read


def _next_visit() -> "Report | None":
    from wvls_mentor.services.meetings import Report

    day = _maybe(
        "The next visit, if planned: its day (Enter for none)",
        lambda text: parse_day(text, today=clock.today(), ahead=True),
    )
    if day is None:
        return None
    where = ask_until("Where (mentor-library, mentee-library, elsewhere)", "--at", read_place)
    return Report(day=day, method="in-person", place=where, state="planned")


def _goals() -> "list[tuple[str, str]]":
    found = []
    while text := ask("A goal that they share now (Enter for none)", "TEXT", default="").strip():
        term = ask_until("Is it short or long", "--term", one_of("short", "long", what="a term"))
        found.append((term, text))
    return found


def _maybe(question: str, read):  # type: ignore[no-untyped-def]
    """An answer that may be left out."""
    while True:
        text = ask(question, "an answer", default="").strip()
        if not text:
            return None
        try:
            return read(text)
        except UsageProblem as problem:
            tell(f"{problem.message} {problem.hint or ''}".rstrip())
