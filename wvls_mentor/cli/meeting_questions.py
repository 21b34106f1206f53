"""What ``wvls meeting confirm``, ``edit`` and ``claim`` ask; edit shows the current values."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from wvls_mentor import services
from wvls_mentor.cli import meeting_there, no_answer, options, prompts
from wvls_mentor.cli.answer_words import as_words
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import read_day_ahead, read_past_day
from wvls_mentor.cli.travel import (
    ask_expenses,
    ask_miles,
    ask_route,
    ask_traveler,
    check_drove,
    check_miles,
    claimed_miles,
    miles_needed,
    miles_question,
    read_who_drove,
)
from wvls_mentor.cli.visit_questions import (
    ASK_HOURS,
    ASK_HOURS_OR_NONE,
    NO_HOURS,
    NO_HOURS_SAID,
    ask_hours,
    ask_note,
    explained_day,
    place_of,
    say_where,
    sure_of_year,
)
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.rules.choices import METHODS, PARTNERS, PLACES
from wvls_mentor.rules.meetings import read_method
from wvls_mentor.text import shortened


def _read_way(text: str) -> str:
    read_method(text)
    return text


def _check_way(asking: Asking, way: str) -> str:
    """The new method. Raises Refused if travel is claimed and nobody would travel."""
    line = meeting_there.line(asking)
    if line.claims and read_method(way)[0] != "in-person":
        raise services.meeting_changes.travel_claimed(line.meeting.id)
    return way


def _lacks_hours(asking: Asking) -> bool:
    """Whether a planned visit has no hours yet: without them it earns nothing, wherever it was."""
    there = meeting_there.line(asking).meeting
    return there.state == "planned" and there.method == "in-person" and there.minutes is None


def _has_come(asking: Asking) -> bool:
    """Whether the planned day has come, so that Enter means that it was held then."""
    return meeting_there.line(asking).meeting.day <= asking.call.today


def _check_held(asking: Asking, text: str) -> str:
    """The day that it was held, in ISO. Raises Refused for one to come, or outside of the term."""
    there = meeting_there.line(asking).meeting
    if there.state == "planned" and no_answer.did_not_happen(text):
        raise UsageProblem(f"If it did not happen: wvls meeting cancel {there.id} (Ctrl-C first).")
    day = read_past_day(text)
    services.validation.inside(meeting_there.facts(asking), day)
    services.meeting_changes.refuse_second(
        asking.call.db, meeting_there.line(asking).meeting.id, day
    )
    return str(sure_of_year(text, day))


def _check_moved(asking: Asking, text: str) -> str:
    """The new day in ISO: in the future for a planned meeting, otherwise not.

    Raises Refused here: at the end every other answer is lost.
    """
    there = meeting_there.line(asking).meeting
    if there.state != "planned":
        return _check_held(asking, text)
    day = read_day_ahead(text)
    if day < asking.call.today:
        raise Refused(f"{day} is past.", f"If it was held: wvls meeting confirm {there.id}")
    services.validation.inside(meeting_there.facts(asking), day)
    return str(day)


def _check_place(asking: Asking, text: str) -> str:
    return say_where(place_of(asking, text, meeting_there.facts(asking)))


def _drove(asking: Asking) -> bool:
    return meeting_there.visit(asking) and not asking.lacks("traveler")


def _check_miles(asking: Asking, miles_tenths: int) -> int:
    return check_miles(
        asking, miles_tenths, meeting_there.facts(asking), meeting_there.place(asking)
    )


def _check_claimed(asking: Asking, miles_tenths: int) -> int | None:
    return claimed_miles(
        asking, miles_tenths, meeting_there.facts(asking), meeting_there.place(asking)
    )


def _check_claim(asking: Asking, miles_tenths: int) -> int | None:
    """The miles of a claim; 0 takes an existing claim back, or claims nothing."""
    check = _check_claimed if meeting_there.claim(asking) is None else _check_miles
    return check(asking, miles_tenths)


def _claims(asking: Asking) -> bool:
    return asking.lacks("take_back", "expense", "route")


def _was_visit(asking: Asking) -> bool:
    """Whether travel can be claimed: it was held in person."""
    return meeting_there.visit(asking) and meeting_there.line(asking).meeting.state == "held"


def _edits_claim(asking: Asking) -> bool:
    known = len(meeting_there.line(asking).claims) == 1 or not asking.lacks("traveler")
    return _was_visit(asking) and known


def _check_other(asking: Asking, who: str) -> str:
    """Who drove; says that a claim of the other partner stays, since both may claim (C12)."""
    line = meeting_there.line(asking)
    if who not in [c.traveler for c in line.claims]:
        check_drove(who, meeting_there.place(asking))
    if [c.traveler for c in line.claims if c.traveler != who] and len(line.claims) == 1:
        other = line.claims[0].traveler
        prompts.tell(
            f"The {other}'s claim stays, and the {who}'s is added. To remove the {other}'s: "
            f"wvls meeting claim {line.meeting.id} --remove --traveler {other}"
        )
    return who


def _known(asking: Asking) -> bool:
    return (
        not asking.lacks("miles", "expense", "route", "take_back")
        and meeting_there.usual(asking) is not None
    )


def _kept(text: str, now: Callable[[Asking], str], **more: Any) -> Question:
    """A question that shows the current value; Enter keeps it."""
    return Question(text, optional=True, kept=now, **more)


def _spares_hours(asking: Asking) -> bool:
    """Whether hours may be left out: of a visit elsewhere, and of one that was not held."""
    there = meeting_there.line(asking).meeting
    elsewhere = meeting_there.place(asking) == "elsewhere"
    return there.minutes is not None or there.state != "held" or elsewhere


def _ask_hours(asking: Asking) -> str:
    there = meeting_there.line(asking).meeting
    lacks = there.state == "held" and there.minutes is None and _spares_hours(asking)
    return ASK_HOURS_OR_NONE if lacks else ASK_HOURS


def _ask_miles(asking: Asking) -> str:
    return miles_question(asking, meeting_there.facts(asking), meeting_there.place(asking))


def _ask_miles_again(asking: Asking) -> str:
    none = "" if meeting_there.miles_now(asking) else "0 for none"  # else Enter keeps them
    return miles_question(asking, meeting_there.facts(asking), meeting_there.place(asking), none)


def _miles_needed(asking: Asking) -> str:
    return miles_needed(asking, meeting_there.facts(asking), meeting_there.place(asking))


def _drove_elsewhere(asking: Asking) -> bool:
    return (
        meeting_there.place(asking) == "elsewhere"
        and _drove(asking)
        and bool(asking.given["miles"])
    )


# Told "Enter to skip", people typed again what they had noted when it was planned.
TOPICS = replace(
    options.ASK_TOPICS,
    text="Topics, with commas between (? lists them)",
    skip="Enter to skip",
    kept=lambda q: ", ".join(meeting_there.line(q).topics),
)
NOTE = replace(
    ask_note(meeting_there.place),
    kept=lambda q: shortened(meeting_there.line(q).meeting.note, 40),
)
CONFIRM = {
    # People who confirm a future visit are told so before anything else is asked.
    "on": Question(
        "What day",
        read=str,
        check=_check_held,
        when=lambda _: True,
        spared=_has_come,
        skip="Enter if as planned",
        explained=lambda asking: explained_day(asking.call.today, ahead=False),
    ),
    # Planned weeks before, perhaps while nobody knew.
    "at": _kept(
        "Where was it",
        meeting_there.place_now,
        words=PLACES,
        read=str,
        check=_check_place,
        when=meeting_there.visit,
    ),
    "hours": ask_hours(
        when=_lacks_hours,
        spared=lambda asking: meeting_there.place(asking) == "elsewhere",
        skip=NO_HOURS,
        skips=NO_HOURS_SAID,
    ),
    "traveler": ask_traveler(meeting_there.visit, meeting_there.place, meeting_there.facts),
    "miles": ask_miles(
        reworded=_ask_miles,
        when=lambda asking: _drove(asking) and asking.lacks("expense"),
        check=_check_claimed,
        unanswered_now=_miles_needed,
    ),
    "route": ask_route(_drove_elsewhere),
    "expense": ask_expenses(_drove),
    "topic": TOPICS,
    "note": NOTE,
}
EDIT = {
    "on": _kept(
        "New day",
        lambda q: str(meeting_there.line(q).meeting.day),
        read=str,
        check=_check_moved,
        explained=lambda asking: explained_day(
            asking.call.today, ahead=meeting_there.line(asking).meeting.state == "planned"
        ),
    ),
    "method": _kept(
        "How they met",
        lambda q: as_words(meeting_there.line(q).meeting.method),
        words=METHODS,
        read=_read_way,
        check=_check_way,
    ),
    # What a visit must have is not skipped: all answers after it would be lost at the end.
    "at": Question(
        "Place",
        words=PLACES,
        read=str,
        check=_check_place,
        kept=meeting_there.place_now,
        spared=lambda q: bool(meeting_there.place_now(q)),
        when=meeting_there.visit,
    ),
    "hours": ask_hours(
        kept=meeting_there.hours_now,
        spared=_spares_hours,
        when=meeting_there.visit,
        reworded=_ask_hours,
    ),
    "traveler": _kept(
        "Who drove",
        meeting_there.drove_now,
        words=PARTNERS,
        names=meeting_there.names,
        read=read_who_drove,
        when=_was_visit,
        check=_check_other,
        skip="Enter to leave travel out",
    ),
    "miles": ask_miles(
        kept=meeting_there.miles_now,
        spared=lambda q: bool(meeting_there.miles_now(q)),
        when=_edits_claim,
        check=_check_claim,
        reworded=_ask_miles_again,
        unanswered_now=_miles_needed,
        none=0,
    ),
    "expense": replace(ask_expenses(_edits_claim), kept=meeting_there.spent_now, none=["0"]),
    "route": replace(
        ask_route(_edits_claim),
        text="Route, if not straight there and back",
        skip="Enter to skip",
        kept=meeting_there.route_now,
        none="",
    ),
    "topic": replace(TOPICS, none=[""]),
    "note": replace(NOTE, none=""),
}


def _check_claimant(asking: Asking, who: str) -> str:
    number = asking.call.meeting(asking.given["meeting"], ("held",))
    services.meeting_changes.refuse_paid_claim(asking.call.db, number, who)
    return who


def _check_who(asking: Asking, who: str) -> str:
    _check_claimant(asking, who)
    there = who in [c.traveler for c in meeting_there.line(asking).claims]
    return who if there else check_drove(who, meeting_there.line(asking).meeting.place)


def _open_claimant(asking: Asking) -> str | None:
    """Who most likely drove; None if that trip is paid, since each Enter would be refused."""
    who = meeting_there.usual(asking)
    try:
        return None if who is None else _check_claimant(asking, who)
    except Refused:
        return None


CLAIM = {
    # Where the claim is named by what it has, nothing is asked: its traveler is known.
    "traveler": Question(
        "Who drove",
        words=PARTNERS,
        names=meeting_there.names,
        read=read_who_drove,
        assumed=_open_claimant,
        spared=_known,
        check=_check_who,
    ),
    "miles": ask_miles(
        reworded=_ask_miles,
        when=_claims,
        check=_check_claim,
        assumed=lambda asking: meeting_there.miles_now(asking) or None,
        unanswered_now=_miles_needed,
    ),
    "expense": replace(ask_expenses(_claims), kept=meeting_there.spent_now, none=["0"]),
}
