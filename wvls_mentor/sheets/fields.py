"""What a sheet of each kind may say: its fields, its keys, the names that its columns go by."""

import re

from wvls_mentor.errors import UsageProblem
from wvls_mentor.text import fold

FIELDS: dict[str, tuple[str, ...]] = {
    "mentors": (
        "name", "first_name", "last_name", "email", "phone", "library", "experience_since", "years", "expertise",
        "interests", "culture", "capacity", "max_miles", "note", "status", "status_on",
        "timestamp",
    ),
    "mentees": (
        "name", "first_name", "last_name", "email", "phone", "library", "administrator_since", "years", "needs", "interests",
        "culture", "note", "status", "status_on", "timestamp",
    ),
    "libraries": (
        "name", "city", "county", "latitude", "longitude", "population", "locale", "fscskey",
        "member",
    ),
    "topics": ("slug", "title", "area"),
    "pairs": (
        "mentor_email", "mentee_email", "matched_on", "ends_on", "ended_on", "end_reason", "waived",
        "extensions", "score", "factors",
    ),
    "meetings": (
        "mentor_email", "mentee_email", "email", "partner", "on", "method", "at", "hours", "miles",
        "traveler", "expense", "topics", "note", "state", "nth", "other_miles", "other_expense",
        "timestamp",
    ),
    "goals": (
        "mentor_email", "mentee_email", "email", "partner", "matched_on", "term", "goal", "topic", "shared_on",
        "done_on", "dropped_on", "timestamp",
    ),
    "check-ins": (
        "mentor_email", "mentee_email", "email", "matched_on", "on", "with", "going", "answered",
        "note", "nth",
    ),
    "evaluations": (
        "mentor_email", "mentee_email", "email", "partner", "matched_on", "by", "on", "rating", "goals_met",
        "support", "again", "note", "timestamp",
    ),
}  # fmt: skip
KINDS = tuple(FIELDS)
# A sheet without these is none of its kind; of several names one will do.
KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "mentors": (("email",),),
    "mentees": (("email",),),
    "libraries": (("name",),),
    "topics": (("slug",),),
    "pairs": (("mentor_email",), ("mentee_email",), ("matched_on",)),
    "meetings": (("on",), ("method",)),
    "goals": (("term",), ("goal",)),
    "check-ins": (("on",),),
    "evaluations": (("by", "email"), ("on", "timestamp")),
}
LISTS = ("expertise", "needs", "interests", "culture", "topics")

# What forms and surveys call a field. The same words, marks aside, are sure; likeness is a guess.
NAMES: dict[str, tuple[str, ...]] = {
    "name": ("your name", "full name", "first and last name"),
    "first_name": ("your first name", "given name", "forename"),
    "last_name": ("your last name", "surname", "family name"),
    "email": ("email address", "e-mail", "e-mail address", "your e-mail address", "username"),
    "phone": ("phone number", "your phone number", "telephone"),
    "library": ("your library", "library name", "name of your library", "which library do you work at"),
    "experience_since": ("director since", "when did you become a director"),
    "years": ("years of experience", "how many years of experience do you have"),
    "expertise": (
        "topics you can help with", "which topics can you help a director with", "strengths",
    ),
    "needs": (
        "topics you need help with", "what do you need help with", "what would you like to learn",
    ),
    "interests": (
        "your interests", "hobbies", "what do you like outside of work", "personal interests",
    ),
    "culture": ("community", "community culture", "how would you describe your community"),
    "capacity": ("number of mentees", "how many mentees can you take on"),
    "max_miles": ("how far would you drive", "miles you would drive", "maximum distance in miles"),
    "note": ("notes", "comments", "remarks", "anything else", "anything else we should know"),
    "administrator_since": ("director since", "when did you start as director", "start date"),
    "timestamp": ("completion time", "submission date", "submitted at", "date submitted"),
    "city": ("town",),
    "county": ("cnty",),
    "latitude": ("lat",),
    "longitude": ("longitud", "long", "lng"),
    "population": ("popu_lsa", "population served", "population of legal service area"),
    "partner": (
        "who is your mentor or mentee", "whom did you meet", "who did you meet with",
        "name of your mentor", "name of your mentee", "your mentor", "your mentee",
    ),
    "on": ("date", "day", "date of the meeting", "when did you meet"),
    "method": ("how did you meet", "way of meeting"),
    "at": ("place", "where did you meet"),
    "hours": ("how many hours", "length in hours", "how long was the meeting"),
    "miles": ("miles driven", "how many miles were driven"),
    "expense": ("other travel expenses", "travel expenses in dollars"),
    "traveler": ("who travelled", "who drove"),
    "topics": ("topics covered", "what did you talk about"),
    "goal": ("what is the goal", "your goal"),
    "term": ("short-term or long-term",),
    "rating": ("how would you rate the mentorship", "overall rating"),
    "goals_met": ("were the goals met", "did you reach your goals"),
    "support": ("how would you rate the coordinator's support",),
    "again": ("would you take part again",),
}  # fmt: skip

_OF_LIBRARIES = {"name": ("library", "library name", "libname")}


def plain(text: str) -> str:
    """A header for comparing: words alone, no case, no marks."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text.replace("-", "").replace("_", " "))))


def names_of(kind: str) -> dict[str, list[str]]:
    """Every plain name of each field of *kind*, its own first."""
    names = NAMES | (_OF_LIBRARIES if kind == "libraries" else {})
    return {
        field: [plain(field), *(plain(n) for n in names.get(field, ()))] for field in FIELDS[kind]
    }


def target(text: str, kind: str) -> tuple[str, str] | None:
    """(field, priority) of what a map names, such as ``needs:high``; None for no such field.

    Raises UsageProblem for a priority where there is none.
    """
    name, _, priority = text.strip().partition(":")
    if name not in FIELDS[kind]:
        return None
    if priority and (name != "needs" or priority not in ("high", "medium", "low")):
        raise UsageProblem(
            f"{text.strip()[:40]!r} will not do as a field.", "Only needs: high, medium or low."
        )
    return name, priority
