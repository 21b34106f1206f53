"""``wvls log-meeting``."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import invocation, services, views
from wvls_mentor.cli import no_answer, options, prompts, travel
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import (
    coming_soon,
    day_for,
    not_to_come,
    read_day_ahead,
    read_past_day,
)
from wvls_mentor.cli.visit_questions import (
    ASK_PLACE_TO_COME,
    NO_HOURS,
    NO_HOURS_SAID,
    ask_hours,
    ask_note,
    explained_day,
    place_of,
    place_to_come,
    say_guessed_year,
    say_where,
    say_year,
)
from wvls_mentor.errors import Canceled, Refused, UsageProblem
from wvls_mentor.rules.choices import LIBRARIES, METHODS, PLACES
from wvls_mentor.rules.meetings import PLANNED_WITHIN, read_method
from wvls_mentor.rules.terms import concluded_on
from wvls_mentor.text import note
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.rules.terms import PairFacts

app = alone()

# It is read later: only a planned meeting may have a day in the future.
OnDay = Annotated[str | None, option("--on", metavar="DATE", text="The day it happened. [today]")]
Note = Annotated[str, option("--note", metavar="TEXT", text="A note.", read=note)]
Planned = Annotated[bool, option("--planned", text="It is still to come.")]
Attempt = Annotated[bool, option("--attempt", text="No one was reached.")]
# None until it is known: the question for the method sets it, so it is not looked up again.
Again = Annotated[
    bool | None, option("--again", text="Log a second meeting of this kind on that day.")
]


def _day(on: str | None, today: date, *, planned: bool) -> date:
    if on is None:
        return today
    return read_day_ahead(on) if planned else read_past_day(on)


def _check_day(asking: Asking, text: str) -> str:
    """The day in ISO. A future day makes it a planned meeting, if that is confirmed.

    Raises Refused for one outside of the pair's time.
    """
    call, given = asking.call, asking.given
    facts = call.pair(given["pair"])
    try:
        # Noted only once it is settled whether it has been or is to come.
        day = day_for(text, ahead=given["planned"])
        day = day if given["planned"] else not_to_come(day)
        services.validation.inside(facts, day, today=call.today)
        coming = None if given["planned"] else coming_soon(text)
        if coming is not None and coming <= concluded_on(facts):
            if _agreed_to_plan(asking, coming):
                return str(coming)
            say_year(day)
            return str(day)
    except Refused as refused:
        if given["planned"]:
            say_guessed_year(text, day_for(text, ahead=True), call.today)
        day = _day_to_come(asking, text, facts, refused)
    say_guessed_year(text, day, call.today)
    return str(day)


def _day_to_come(asking: Asking, text: str, facts: "PairFacts", refused: Refused) -> date:
    """A future day, for a planned meeting. Raises *refused* if that is not meant."""
    day, today = day_for(text, ahead=True), asking.call.today
    guessed = day_for(text) <= today  # 5/1 is more likely a slip than next May
    soon = today < day <= (today + PLANNED_WITHIN if guessed else concluded_on(facts))
    if asking.given["planned"] or not soon or day > concluded_on(facts):
        raise refused
    if not _agreed_to_plan(asking, day):
        if guessed:
            say_year(day_for(text))
        raise refused
    return day


def _agreed_to_plan(asking: Asking, day: date) -> bool:
    """Whether a day to come is meant: then the meeting is a planned one."""
    planned = f"{day} has not come yet. Is this a planned meeting?"
    if not prompts.yes_or_no(planned, default=True):
        return False
    asking.given["planned"] = True
    invocation.answered("--planned")
    return True


def _check_method(asking: Asking, text: str) -> str | None:
    """The method as typed. If one is logged for that day, asks whether this is a second one.

    None for a call that reached nobody: its method is then set.

    Raises Canceled if it is not, before the rest is asked.
    """
    given = asking.given
    if no_answer.may_be(asking) and (way := no_answer.way_tried(asking, text)) is not None:
        given["method"] = way
        return None
    method, planned = read_method(text)[0], _planned(asking)
    if given["again"] is None and not given["attempt"]:
        day = _day(given["on"], asking.call.today, planned=planned)
        given["again"] = _second(asking.call, given["pair"], day, method, planned=planned)
    return text


def _second(call: Call, pair: str, day: date, method: str, *, planned: bool) -> bool:
    """Ask whether this is a second meeting of the same day and method, if there is one already.

    Raises Canceled if it is the same one.
    """
    pair_id, state = call.pair(pair).pair_id, "planned" if planned else "held"
    for there in services.meeting_changes.meetings_of(call.db, pair_id, call.today)[1]:
        seen = there.meeting
        if (seen.day, seen.method, seen.state) == (day, method, state):
            known = "planned" if planned else "logged"
            prompts.tell(f"The {method} meeting of {day} is already {known} as meeting {seen.id}.")
            if not prompts.yes_or_no("Is this a second one?"):
                raise Canceled
            invocation.answered("--again")
            return True
    return False


def _in_person(asking: Asking) -> bool:
    """Whether they met in person and the place is still to be asked: coffee is elsewhere."""
    return read_method(asking.given["method"]) == ("in-person", None)


def _check_place(asking: Asking, text: str) -> str:
    if _planned(asking):
        return place_to_come(asking, text, _facts(asking))
    return say_where(place_of(asking, text, _facts(asking)))


def _held_visit(asking: Asking) -> bool:
    given = asking.given
    return read_method(given["method"])[0] == "in-person" and not (
        given["planned"] or given["attempt"]
    )


def _at_library(asking: Asking) -> bool:
    """Whether to ask for hours: a visit at a library needs them; elsewhere they are optional."""
    return _in_person(asking) and asking.given["at"] in LIBRARIES


def _drove(asking: Asking) -> bool:
    return _held_visit(asking) and not asking.lacks("traveler")


def _place(asking: Asking) -> str | None:
    place: str | None = asking.given["at"]
    return place or read_method(asking.given["method"])[1]


def _drove_elsewhere(asking: Asking) -> bool:
    return _drove(asking) and _place(asking) == "elsewhere" and bool(asking.given["miles"])


def _claims(asking: Asking) -> bool:
    """Whether to ask about travel: somebody may have driven, and no expense was given."""
    return _drove(asking) and asking.lacks("expense")


def _facts(asking: Asking) -> "PairFacts":
    return asking.call.pair(asking.given["pair"])


def _ask_miles(asking: Asking) -> str:
    return travel.miles_question(asking, _facts(asking), _place(asking))


def _miles_needed(asking: Asking) -> str:
    return travel.miles_needed(asking, _facts(asking), _place(asking))


def _check_miles(asking: Asking, miles_tenths: int) -> int | None:
    return travel.claimed_miles(asking, miles_tenths, _facts(asking), _place(asking))


def _planned(asking: Asking) -> bool:
    return bool(asking.given["planned"])


def _how(asking: Asking) -> str:
    if asking.given["attempt"]:
        return "How did they try to meet"
    return f"How {'will' if _planned(asking) else 'did'} they meet"


def _explained_day(asking: Asking) -> str:
    said, ahead = explained_day(asking.call.today, ahead=_planned(asking)), "the day they plan to"
    return said if _planned(asking) else f"{said} If they have not met yet, type {ahead}."


ASKS = {
    "on": Question(
        "What day",
        check=_check_day,
        default="today",
        optional=True,
        needed=_planned,
        explained=_explained_day,
        reworded=lambda asking: "What day is it planned for" if _planned(asking) else "What day",
    ),
    "method": Question(
        "How did they meet",
        words=METHODS,
        words_now=no_answer.ways,
        check=_check_method,
        reworded=_how,
    ),
    "at": Question(
        "Where",
        words=PLACES,
        read=str,
        check=_check_place,
        when=_in_person,
        reworded=lambda asking: ASK_PLACE_TO_COME.text if _planned(asking) else "Where",
        assumed=lambda asking: ASK_PLACE_TO_COME.default if _planned(asking) else None,
    ),
    "hours": ask_hours(
        when=_held_visit,
        skip=NO_HOURS,
        skips=NO_HOURS_SAID,
        spared=lambda asking: not _at_library(asking),
    ),
    "traveler": travel.ask_traveler(_held_visit, _place, _facts),
    "miles": travel.ask_miles(
        when=_claims,
        check=_check_miles,
        reworded=_ask_miles,
        unanswered_now=_miles_needed,
    ),
    "route": travel.ask_route(_drove_elsewhere),
    "expense": travel.ask_expenses(_drove),
    "topic": replace(options.ASK_TOPICS, when=lambda asking: not asking.given["attempt"]),
    "note": ask_note(_place),
}


@command(
    app,
    "log-meeting",
    example="wvls log-meeting   wvls log-meeting 3 --method in-person --at mentee-library --hours 6.5",
    writes=True,
    asks=ASKS,
)
def log_meeting(
    call: Call,
    pair: options.Pair,
    method: options.Method,
    at: options.At = None,
    hours: options.Hours = None,
    on: OnDay = None,
    miles: options.Miles = None,
    expense: options.Expense = None,
    route: options.Route = None,
    traveler: options.Traveler = None,
    topic: options.Covered = None,
    note: Note = "",
    planned: Planned = False,
    attempt: Attempt = False,
    again: Again = None,
) -> CommandResult:
    """Log a meeting that was held, planned or attempted.

    You see at once what it does: contact, first visit, stipend, travel.
    """
    if planned and attempt:
        raise UsageProblem("A meeting is planned or attempted, not both.", "Leave one out.")
    day = _day(on, call.today, planned=planned)
    way, implied = read_method(method)
    if implied is not None and at is not None:
        raise UsageProblem(f"{method} is a meeting elsewhere.", "Leave out --at.")
    facts = call.pair(pair)
    attempt = attempt or (not planned and no_answer.noted(way, note))
    if prompts.at_terminal() and again is None and not attempt:
        # The method was given as an option, so its question did not ask.
        again = _second(call, pair, day, way, planned=planned)
    if prompts.at_terminal() and way == "in-person" and miles is None and not (expense or route):
        traveler = None  # who drove was answered, and then that nothing is claimed
    report = services.meetings.Report(
        day=day,
        method=way,
        place=at or implied,
        minutes=hours,
        miles_tenths=miles,
        expenses=travel.expenses(expense),
        route=route,
        traveler=traveler,
        topics=tuple(topic or ()),
        note=note,
        state="planned" if planned else "attempted" if attempt else "held",
        again=bool(again),
    )
    near = services.meetings.planned_near(facts, report)
    if near and prompts.at_terminal():
        question = f"Is this the visit planned for {near[0].on} (meeting {near[0].meeting_id})?"
        if prompts.yes_or_no(question, default=True):
            return _as_planned(call, near[0].meeting_id, report)
    result = services.meetings.log(call.db, facts.pair_id, report, today=call.today)
    if twin := services.meeting_changes.same_attempt(call.db, result.meeting):
        result = replace(result, warnings=(*result.warnings, twin))
    warnings = call.on_stderr(result.warnings)
    return replace(views.meetings.logged(result, call.today), warnings=warnings)


def _as_planned(call: Call, meeting: int, report: "services.meetings.Report") -> CommandResult:
    """Confirm a planned visit that took place on another day, with what was reported."""
    changes = services.meeting_changes.Changes(
        day=report.day,
        place=report.place,
        minutes=report.minutes,
        miles_tenths=report.miles_tenths,
        expenses=report.expenses,
        route=report.route,
        traveler=report.traveler,
        topics=report.topics or None,
        note=report.note or None,
    )
    invocation.answered(f"This was the planned meeting {meeting}")
    done = services.meeting_changes.confirm(call.db, meeting, changes, today=call.today)
    warnings = call.on_stderr(done.warnings)
    return replace(views.meetings.logged(done, call.today), warnings=warnings)
