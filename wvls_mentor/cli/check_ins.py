"""``wvls check-in``: the coordinator's call."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import contact_words, options, prompts, questions
from wvls_mentor.cli.answer_words import partners
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.questions import NOTHING, Asking, Question
from wvls_mentor.cli.readers import (
    day_for,
    not_to_come,
    one_of,
    read_day_ahead,
    read_past_day,
    read_term,
)
from wvls_mentor.cli.visit_questions import ASK_PLACE_TO_COME, sure_of_year
from wvls_mentor.dates import example_day, spoken
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.rules.choices import CHECK_IN_WITH, GOING, TERMS, bare, choice
from wvls_mentor.rules.going import read_going
from wvls_mentor.rules.meetings import CALLED
from wvls_mentor.text import LONGEST_TEXT, fold, line, listed, note
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.rules.terms import PairFacts
    from wvls_mentor.services.meetings import Report

app = alone()

_read_partner = one_of(*CHECK_IN_WITH, what="a partner")
_read_going = one_of(*GOING, what="one of the choices")

With = Annotated[
    str | None,
    option("--with", metavar="WHO", text="mentor, mentee or both.", read=_read_partner),
]
Going = Annotated[
    str | None, option("--going", metavar="HOW", text="well, mixed or badly.", read=_read_going)
]
Note = Annotated[str, option("--note", metavar="TEXT", text="A note.", read=note)]
NoAnswer = Annotated[
    bool, option("--no-answer", text="No one was reached; it does not count as contact.")
]


def _read_day(text: str) -> str:
    not_to_come(day_for(text))
    return text  # its check looks whether it has a year


def _check_day(asking: Asking, text: str) -> date:
    """The day. Raises Refused for one outside of the pair's term, before the other questions."""
    day = read_past_day(text)
    services.validation.inside(asking.call.pair(asking.given["pair"]), day)
    return sure_of_year(text, day)


@command(
    app,
    "check-in",
    example="wvls check-in 3 --with both --going well",
    writes=True,
    asks={
        "on": Question(
            "Day of the call",
            default="today",
            optional=True,
            read=_read_day,
            check=_check_day,
        )
    },
)
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


NO_ONE = "no one"


def _read_reached(text: str) -> str:
    """Who was reached; "nobody" has many spellings. Raises UsageProblem."""
    if bare(text) in (*NOTHING, "noanswer", "voicemail"):
        return NO_ONE
    reached = choice(text, REACHED.words)
    if reached is None:
        raise UsageProblem(f"Type {listed(REACHED.words, 'or')}.")
    return reached


REACHED = Question(
    "Who did you reach",
    words=(*CHECK_IN_WITH, NO_ONE),
    names=lambda asking: partners(asking.given["facts"]),
    read=_read_reached,
)


HOW_IT_GOES = Question("How is it going", words=GOING, read=read_going)


def _guided(call: Call, pair_id: int, day: date) -> "services.check_ins.Call":
    """Show the pair's story in eight lines, then ask each question. Nothing is saved yet."""
    found = services.timeline.tell(call.db, pair_id, day)
    views.result.show_first(partial(views.timeline.print_short, found=found))
    asking = Asking(call, {"facts": found.facts})
    services.validation.inside(found.facts, day)
    partner = questions.put(REACHED, asking)
    if partner == NO_ONE:
        said = questions.put(options.ASK_NOTE, asking) or ""
        return services.check_ins.Call(on=day, note=said, answered=False)
    going = questions.put(HOW_IT_GOES, asking)
    reports = _contacts(asking)
    if (visit := _next_visit(asking)) is not None:
        reports.append(visit)
    return services.check_ins.Call(
        on=day,
        partner=partner,
        going=going,
        reports=tuple(reports),
        goals=tuple(_goals(asking)),
        note=questions.put(options.ASK_NOTE, asking) or "",
    )


def _contacts(asking: Asking) -> "list[Report]":
    facts: PairFacts = asking.given["facts"]
    since = facts.last_contact or facts.matched_on
    day = contact_words.example(facts, since, asking.call.today)
    like = f"{spoken(day, asking.call.today)} phone"
    text = f"Have they met or talked since {since}? Type the day and how, such as {like}"
    never = f"Not in touch since {since}. Is that right?"
    found: list[Report] = []

    def check(_: Asking, report: "Report | None") -> "Report | None":
        if report is None:
            return None
        there = services.meeting_changes.meetings_of(
            asking.call.db, facts.pair_id, asking.call.today
        )[1]
        held = [(m.meeting.day, m.meeting.method) for m in there if m.meeting.state == "held"]
        if (report.day, report.method) in [*held, *((r.day, r.method) for r in found)]:
            what = CALLED[report.method]
            raise Refused(f"{what[0].upper()}{what[1:]} on {report.day} is already logged.")
        return report

    while True:
        question = Question(
            text,
            read=partial(contact_words.read_contact, facts=facts, like=like, never=never),
            check=check,
            optional=True,
            skips=NOTHING,
            explained=lambda _: (
                "Type one contact between them that they told you about, with its day: "
                f"{like}, or {day.month}/{day.day} coffee. "
                "You can add more. Press Enter when you are done."
            ),
        )
        report = questions.put(question, asking)
        if report is None:
            return found
        found.append(report)
        text, never = "Another one", "No other contact. Is that right?"


def _soon(asking: Asking) -> str:
    """A day to come, as an example: a fixed one is past for half of the year."""
    today = asking.call.today
    return spoken(example_day(today, ahead=True), today)


def _next_visit(asking: Asking) -> "Report | None":
    def check(_: Asking, day: date) -> date:
        if day < asking.call.today:
            raise Refused(f"{day} is past.", "A visit that was held: wvls log-meeting.")
        services.validation.inside(asking.given["facts"], day, today=asking.call.today)
        return day

    question = Question(
        "When is the next visit, if one is planned",
        read=read_day_ahead,
        check=check,
        skips=NOTHING,
        explained=lambda asking: (
            f"Type the day on which they plan to meet in person, such as {_soon(asking)}."
        ),
    )
    day = questions.put(replace(question, optional=True), asking)
    if day is None:
        return None
    there = [p for p in asking.given["facts"].planned if (p.on, p.method) == (day, "in-person")]
    if there:  # refused at the end, it took the whole call with it
        prompts.tell(f"This visit is already planned as meeting {there[0].meeting_id}.")
        return None
    place = questions.put(ASK_PLACE_TO_COME, asking)
    return services.meetings.Report(day=day, method="in-person", place=place, state="planned")


TERM = Question(
    "Is it short or long term",
    words=TERMS,
    read=read_term,
    optional=True,
    skip="Enter to leave the goal out",
)


def _goals(asking: Asking) -> list[tuple[str, str]]:
    pair_id = asking.given["facts"].pair_id
    there = services.goals.goals(asking.call.db, pair_id, asking.call.today).goals
    known = [fold(goal.goal) for goal in there if goal.dropped_on is None]
    found: list[tuple[str, str]] = []

    def check(_: Asking, text: str) -> str:
        clean = line(text, "goal", longest=LONGEST_TEXT)
        if bare(clean) in ("y", "yes"):
            raise UsageProblem("Type the goal in a sentence.")
        if fold(clean) in [*known, *(fold(goal) for _, goal in found)]:
            raise Refused("This pair has that goal already.")
        return clean

    goal = Question(
        "Any new goal",
        check=check,
        optional=True,
        skips=NOTHING,
        explained=lambda _: (
            "Type one new goal in a few words, such as: A balanced budget by June. "
            "Next you will be asked whether it is short or long term."
        ),
    )
    while (text := questions.put(goal, asking)) is not None:
        if (term := questions.put(TERM, asking)) is not None:
            found.append((term, text))
        goal = replace(goal, text="Another goal")
    return found
