"""The questions of forms whose export imports with no map."""

from dataclasses import dataclass, replace
from functools import cache

from wvls_mentor.sheets.fields import plain


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form: what to ask, how it is answered, what it becomes."""

    text: str
    field: str
    answer: str  # short text, paragraph, choice, checkboxes, date, number
    options: tuple[str, ...] = ()
    required: bool = False
    help: str = ""


TOPICS = ("(every topic)",)  # stands for the program's own list
WAYS = (
    "In person, at the mentor's library",
    "In person, at the mentee's library",
    "In person, elsewhere",
    "Phone",
    "Video",
    "E-mail",
    "Text message",
    "Carpool",
    "Other",
)
_NAME = Question("Your name", "name", "short text", required=True)
_PHONE = Question("Phone number", "phone", "short text")
_INTERESTS = Question("Your interests", "interests", "short text", help="Commas between them.")
_COMMUNITY = Question(
    "How would you describe your community?", "culture", "short text",
    help="Commas between the words, such as: lakes, tourism, farming.",
)  # fmt: skip
_PARTNER = Question(
    "Who is your mentor or mentee?", "partner", "short text",
    help="Needed from a mentor of several mentees.",
)  # fmt: skip
_ELSE = Question("Anything else?", "note", "paragraph")

QUESTIONS: dict[str, tuple[Question, ...]] = {
    "mentors": (
        _NAME,
        Question("Library", "library", "short text", required=True, help="Its name or town."),
        _PHONE,
        Question(
            "How many years of experience do you have?", "years", "number", required=True,
            help="As a director or administrator; 6.5 will do.",
        ),
        Question(
            "Which topics could you help a new director with?", "expertise", "checkboxes", TOPICS
        ),
        _INTERESTS,
        _COMMUNITY,
        Question("How many mentees could you take on?", "capacity", "number"),
        Question(
            "How far would you drive, in miles?", "max_miles", "number", help="One way, at most."
        ),
        _ELSE,
    ),
    "mentees": (
        _NAME,
        Question("Library", "library", "short text", required=True, help="Its name or town."),
        _PHONE,
        Question(
            "When did you start as director?", "administrator_since", "date", required=True,
            help="The first time that you were the administrator of any library.",
        ),
        Question("Which topics do you need help with most?", "needs:high", "checkboxes", TOPICS),
        Question("Which other topics would help you?", "needs", "checkboxes", TOPICS),
        _INTERESTS,
        _COMMUNITY,
        _ELSE,
    ),
    "meetings": (
        _PARTNER,
        Question("When did you meet?", "on", "date", required=True),
        Question("How did you meet?", "method", "choice", WAYS, required=True),
        Question(
            "How many hours did you meet?", "hours", "number",
            help="For a visit to a library; 6.5 or 6:30 will do.",
        ),
        Question("What did you talk about?", "topics", "checkboxes", TOPICS),
        Question("Who travelled?", "traveler", "choice", ("Mentor", "Mentee")),
        Question("Miles driven, there and back", "miles", "number"),
        Question("Other travel expenses, in dollars", "expense", "number"),
        _ELSE,
    ),
    "goals": (
        _PARTNER,
        Question(
            "Is it a short-term or a long-term goal?", "term", "choice",
            ("Short-term goal", "Long-term goal"), required=True,
        ),
        Question("What is the goal?", "goal", "paragraph", required=True, help="One in an answer."),
        Question("Which topic is it about?", "topic", "choice", TOPICS),
    ),
    "evaluations": (
        _PARTNER,
        Question(
            "How would you rate the mentorship?", "rating", "choice", ("1", "2", "3", "4", "5"),
            help="5 is best.",
        ),
        Question(
            "Were its goals met?", "goals_met", "choice", ("Yes", "Mostly", "Partly", "No")
        ),
        Question(
            "How would you rate the coordinator's support?", "support", "choice",
            ("1", "2", "3", "4", "5"), help="5 is best.",
        ),
        Question(
            "Would you take part again?", "again", "choice", ("Yes", "Maybe", "No")
        ),
        _ELSE,
    ),
}  # fmt: skip
KINDS = tuple(QUESTIONS)


@cache
def _targets(kind: str) -> dict[str, str]:
    return {plain(q.text): q.field for q in QUESTIONS.get(kind, ())}


def asked(kind: str, header: str) -> str | None:
    """What the question of our own form becomes, by its plain words; None for another header."""
    return _targets(kind).get(header)


def questions(kind: str, topics: tuple[str, ...]) -> tuple[Question, ...]:
    """The questions of a form, with the program's own topics as options."""
    return tuple(replace(q, options=topics) if q.options is TOPICS else q for q in QUESTIONS[kind])
