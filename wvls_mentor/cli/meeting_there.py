"""A meeting's current values, as the questions of confirm, edit and claim show them."""

from typing import TYPE_CHECKING

from wvls_mentor import services, views
from wvls_mentor.cli.answer_words import as_words, partners
from wvls_mentor.cli.questions import Asking
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.expenses import as_text
from wvls_mentor.rules.meetings import read_method
from wvls_mentor.text import miles_text, shortened

if TYPE_CHECKING:
    from wvls_mentor.rules.meetings import TravelClaim
    from wvls_mentor.rules.terms import PairFacts
    from wvls_mentor.services.meeting_changes import MeetingLine


def line(asking: Asking) -> "MeetingLine":
    """The meeting that is meant."""
    number = asking.call.meeting(asking.given["meeting"])
    found: MeetingLine = services.meeting_changes.one(asking.call.db, number)
    return found


def visit(asking: Asking) -> bool:
    """Whether it was, or will be, a meeting in person."""
    typed = asking.given.get("method")
    method = read_method(typed)[0] if typed else line(asking).meeting.method
    return method == "in-person"


def place(asking: Asking) -> str | None:
    """Where it was, as answered or as it stands there."""
    answered: str | None = asking.given.get("at")
    return answered or line(asking).meeting.place


def facts(asking: Asking) -> "PairFacts":
    """The pair that met."""
    call = asking.call
    found: PairFacts = services.meeting_changes.pair_of(call.db, line(asking), call.today)
    return found


def names(asking: Asking) -> dict[str, str]:
    """The name of each partner."""
    return partners(facts(asking))


def claim(asking: Asking) -> "TravelClaim | None":
    """The claim that is meant: that of the traveler who was named, or the only one."""
    who = asking.given["traveler"]
    found = [c for c in line(asking).claims if who in (None, c.traveler)]
    return found[0] if len(found) == 1 else None


def usual(asking: Asking) -> str | None:
    """Who most likely drove; None where that is not clear."""
    try:
        return str(services.meeting_changes.usual_traveler(line(asking)))
    except UsageProblem:
        return None


def place_now(asking: Asking) -> str:
    """Where it was, as people say it, empty where there is none."""
    return as_words(line(asking).meeting.place or "")


def hours_now(asking: Asking) -> str:
    """Its hours, empty where there is none."""
    minutes = line(asking).meeting.minutes
    return "" if minutes is None else f"{views.meetings.hours(minutes):g}"


def miles_now(asking: Asking) -> str:
    """The miles that are claimed, empty where there is none."""
    found = claim(asking)
    return miles_text(found.miles_tenths) if found else ""


def spent_now(asking: Asking) -> str:
    """The expenses that are claimed, empty where there is none."""
    found = claim(asking)
    return as_text(found.expenses) if found else ""


def route_now(asking: Asking) -> str:
    """The route that is claimed, empty where there is none."""
    found = claim(asking)
    return shortened(found.route or "", 40) if found else ""


def drove_now(asking: Asking) -> str:
    """Who claims travel, empty where there is none."""
    found = claim(asking)
    return found.traveler if found else ""
