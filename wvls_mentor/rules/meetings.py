"""What a meeting is: methods, places, hours as people write them (C5, C6, C11)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import just_the_number
from wvls_mentor.rules.choices import LIBRARIES, METHODS, PARTNERS, PLACES, choice
from wvls_mentor.rules.expenses import Expense

PLANNED_WITHIN = timedelta(days=60)  # typed without a year, a later day is more likely a slip
_ELSEWHERE = ("coffee", "lunch")
_OTHER_NAMES = {"visit": "in-person", "call": "phone", "phone-call": "phone"}
_VIDEO = ("skype", "hangouts", "facetime", "zoom", "teams")

_DECIMAL = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2}))? ?(?:h|hrs?|hours?)?")
_QUARTERS = re.compile(r"\b([0-9]{1,2}) ?(?: (1/2|1/4|3/4)|([½¼¾]))")
_CENTS = {"1/2": "50", "½": "50", "1/4": "25", "¼": "25", "3/4": "75", "¾": "75"}
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_UNITS = re.compile(
    r"([0-9]{1,2}) ?(?:h|hrs?|hours?)[ ,]*(?:and )?([0-5]?[0-9]) ?(?:m|mins?|minutes?)?"
)
_AND_A_PART = re.compile(
    r"\b([0-9]{1,2}|an?)(?: hours?)? and (a half|half|a quarter|three quarters)"
)
_SPOKEN_PARTS = {"a half": "1/2", "half": "1/2", "a quarter": "1/4", "three quarters": "3/4"}


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting as stored; minutes, if it has hours."""

    id: int
    pair_id: int
    day: date
    state: str
    method: str
    place: str | None
    minutes: int | None
    note: str


@dataclass(frozen=True, slots=True)
class TravelClaim:
    """One partner's travel as it was claimed: tenths of a mile, cents."""

    id: int
    traveler: str
    miles_tenths: int
    expense_cents: int  # the sum of the expenses
    expenses: tuple[Expense, ...] = ()
    route: str = ""


def reported_by(partners: Collection[str]) -> str:
    """Who says that a meeting took place: ``both``, ``mentor``, ``mentee`` or ``coordinator``.

    Of the *partners* who reported it by a form; without one the coordinator wrote it down.
    """
    return "both" if len(partners) > 1 else next(iter(partners), "coordinator")


def reported_in(forms: str | None) -> str:
    """The same of partners that are listed with commas, as queries gather them."""
    return reported_by(forms.split(",") if forms else ())


def reporters(word: str) -> frozenset[str]:
    """The partners of one of these words."""
    return frozenset(PARTNERS) if word == "both" else frozenset({word} & set(PARTNERS))


def read_method(text: str) -> tuple[str, str | None]:
    """(method, place): coffee and lunch are in person elsewhere, the video services are video.

    A visit is in person, at a place that it does not say; a call is by phone.

    Raises UsageProblem for any other word.
    """
    word = choice(text, (*METHODS, *_ELSEWHERE, *_VIDEO, *_OTHER_NAMES))
    if word in _OTHER_NAMES:
        return _OTHER_NAMES[word], None
    if word in _ELSEWHERE:
        return "in-person", "elsewhere"
    if word in _VIDEO:
        return "video", None
    if word is not None:
        return word, None
    raise UsageProblem(
        f"{text.strip()[:40]!r} is not a way to meet.",
        f"Use {', '.join(METHODS)}; coffee, lunch; {', '.join(_VIDEO)}.",
    )


def read_answer(text: str) -> tuple[str, str | None]:
    """(method, place) of what a form offers, such as ``In person, at the mentee's library``.

    Also what ``read_method`` takes. Raises UsageProblem for anything else.
    """
    words = re.findall(r"[a-z]+", text.lower().replace("e-mail", "email"))
    if words[:2] == ["in", "person"]:
        partner = next((w for w in words if w in PARTNERS), None)
        if partner is not None:
            return "in-person", f"{partner}-library"
        return "in-person", "elsewhere" if len(words) > 2 else None
    for word in words[:1]:
        if word in (*METHODS, *_ELSEWHERE, *_VIDEO):
            return read_method(word)
    return read_method(text)


def read_place(text: str) -> str:
    """One of ``PLACES``. Raises UsageProblem for any other word."""
    word = choice(text, PLACES)
    if word is None:
        raise UsageProblem(
            f"{text.strip()[:40]!r} is not one of the choices.", f"Use {', '.join(PLACES)}."
        )
    return word


def _as_decimal(found: re.Match[str]) -> str:
    return f"{found[1]}.{_CENTS[found[2] or found[3]]}"


def _as_fraction(found: re.Match[str]) -> str:
    whole = "1" if found[1].startswith("a") else found[1]
    return f"{whole} {_SPOKEN_PARTS[found[2]]}"


def read_hours(text: str) -> int:
    """Minutes of ``6``, ``6.5 hours``, ``6 1/2``, ``6 and a half``, ``6:30`` or ``6h30m``; whole.

    Raises UsageProblem outside 0 < hours <= 24 and for any other form.
    """
    said = _AND_A_PART.sub(_as_fraction, text.strip().lower())
    word = _QUARTERS.sub(_as_decimal, said)
    if found := _DECIMAL.fullmatch(word):
        hundredths = int(found.group(1)) * 100 + int((found.group(2) or "0").ljust(2, "0"))
        long, minutes = hundredths > 2400, hundredths * 60 // 100
    elif found := _CLOCK.fullmatch(word) or _UNITS.fullmatch(word):
        minutes = int(found.group(1)) * 60 + int(found.group(2))
        long = minutes > 24 * 60
    elif re.fullmatch("[0-9]{3,6}", word):  # the miles, one question early; or 630 for 6:30
        raise UsageProblem(
            f"{word} hours is more than a day.", "Hours can be up to 24. Use 6, 6.5 or 6:30."
        )
    else:
        raise UsageProblem(
            f"{text.strip()[:40]!r} is not a number of hours.",
            just_the_number(text, "Use 6, 6.5, 6 1/2, 6:30 or 6h30m."),
        )
    if long:
        said = f"{word} hours" if re.fullmatch(r"[0-9.]+", word) else text.strip()
        raise UsageProblem(f"{said} is more than a day.", "Hours can be up to 24.")
    if not minutes:
        raise UsageProblem(f"{text.strip()} is less than a minute.", "Enter how long it lasted.")
    return minutes


def traveler_to(place: str) -> str:
    """Who travels to *place* unless said otherwise (C12)."""
    return "mentee" if place == "mentor-library" else "mentor"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that a meeting lacks, or must not have."""

    field: str
    message: str
    lacks: bool


def misfits(
    *, method: str, state: str, place: str | None, minutes: int | None, claimed: bool
) -> list[Misfit]:
    """Which values of a meeting do not go together: place, hours and travel (C5, C11, C12)."""
    in_person = method == "in-person"
    found: list[Misfit] = []
    if in_person and place is None:
        found.append(Misfit("at", "Where was the meeting?", True))
    if not in_person and place is not None:
        found.append(Misfit("at", "Only a meeting in person has a place.", False))
    if state == "held" and in_person and place != "elsewhere" and minutes is None:
        found.append(Misfit("hours", "How long was the visit?", True))
    if state == "attempted" and minutes is not None:
        found.append(Misfit("hours", "An attempt that reached nobody has no hours.", False))
    if claimed and not in_person:
        found.append(Misfit("miles", "Travel goes with meetings in person only.", False))
    elif claimed and state != "held":
        found.append(Misfit("miles", "Travel is claimed once the meeting was held.", False))
    return found


STATES_SAID = {"attempted": "no answer", "cancelled": "canceled"}  # the others as they are

# A meeting by its method, as people call it: "Meeting 1 was a phone call".
CALLED = {
    "in-person": "a visit",
    "phone": "a phone call",
    "video": "a video call",
    "email": "an e-mail",
    "text": "a text message",
    "carpool": "a carpool",
    "other": "a meeting of another kind",
}


def kind_of(method: str) -> str:
    """What a meeting is by its method: ``e-mail``, ``phone call``."""
    return CALLED[method].partition(" ")[2]


def how_met(method: str, place: str | None) -> str:
    """How they met, as people say it: ``in person at the mentee's library``."""
    if method != "in-person":
        return "e-mail" if method == "email" else method  # the option has no hyphen
    if place not in LIBRARIES:
        return "in person elsewhere"
    return f"in person at the {place.removesuffix('-library')}'s library"
