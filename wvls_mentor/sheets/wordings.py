"""Phrases in foreign headers that likely mean a field: no synonyms, so the match is asked about.

"Mode" shares no word with "method", nor "What do you do for fun?" with "interests"; and "Max
mentees" shares one with the wrong field.
"""

import re
from functools import cache

from wvls_mentor.sheets.fields import names_of, plain

_NOTHING = ""  # what only looks like a field: never guessed at
# Words without which a header says the same: "What is your phone?" asks for the phone.
_POLITE = frozenset((
    "a", "an", "and", "any", "are", "did", "do", "does", "enter", "i", "if", "is", "it", "list",
    "my", "of", "our", "please", "s", "the", "they", "this", "was", "we", "were", "you", "your",
))  # fmt: skip
_PERSON = {
    "email": ("contact email", "best email to reach you"),
    "phone": (
        "cell", "mobile", "cell or home phone", "best number to reach you", "contact number",
        "number to call", "mobile number", "tel", "daytime number", "how can we call you",
    ),
    "address": (
        "where should we mail your check", "where should we send your check", "home address",
        "street address", "where do we send mail", "mail to",
    ),
    "dear": (
        "nickname or preferred name", "what do you go by", "nickname", "preferred name",
        "what should we call you", "goes by", "name you go by", "what do you like to be called",
        "preferred first name",
    ),
    "vendor": ("supplier", "supplier number", "supplier id", "vendor code"),
    "payable_to": (
        "check should be made out to", "pay to", "name on the check", "check payable to",
        "who should the check be made out to", "make check out to",
    ),
    "letters": ("send letters", "wants letters", "gets letters"),
    "w9_on": ("w9 date", "w9 received", "w9 received on", "date of w9"),
    "library": (
        "where do you work", "workplace", "place of work", "branch", "library branch", "employer",
        "home library", "which library are you with", "organization", "institution",
        "where you work", "current employer",
    ),
    "years": (
        "how many years have you been director", "how many years have you been library director",
        "how long have you been in your position", "years in current position", "years in position",
        "years in libraries", "how long have you worked in libraries", "years as director",
        "how many years have you worked in libraries", "number of years as director",
        "years as library director", "career length", "tenure", "how long have you been director",
        "how long have you been library director", "years of service", "years in the field",
        "length of service", "yrs experience", "experience in years",
        "how long have you been in libraries",
    ),
    "interests": (
        "what do you do for fun", "what do you like to do for fun", "free time", "pastimes",
        "what do you do in your free time", "how do you spend your free time",
        "what do you enjoy outside of work", "what do you like to do outside of work",
        "what do you do outside of work", "what do you do when you are not at work",
    ),
    "culture": (
        "community type", "describe your town", "type of community you serve",
        "what is your community like", "what is your town like", "rural or urban",
        "what makes your community unique",
    ),
    "note": (
        "additional info", "additional comments", "other comments", "questions or comments",
        "comment", "anything we should know", "what else should we know", "additional information",
        "other information", "is there anything else you would like to share",
        "is there anything else you would like us to know",
    ),
    "timestamp": ("submitted", "submitted on", "date of response", "application date"),
}  # fmt: skip
_WHO = {
    "mentor_email": ("email of mentor", "mentor address", "mentor email address"),
    "mentee_email": ("email of mentee", "mentee address", "mentee email address"),
}
_NOTE = (
    "summary", "additional comments", "other comments", "comment", "details", "feedback",
    "suggestions", "suggestions for improvement", "what else should we know",
)  # fmt: skip
_WORDINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "mentors": _PERSON | {
        _NOTHING: ("mentee", "mentees", "mentee name", "current mentee", "months as director"),
        "name": ("mentor name", "name of mentor", "mentor"),
        "experience_since": (
            "when did you start in libraries", "when did you start working as director",
            "date of first directorship", "working in libraries since", "in libraries since",
            "start date in libraries", "when did you begin working in libraries",
            "when did you start working in libraries", "director start date", "librarian since",
        ),
        "expertise": (
            "what areas could you mentor in", "what areas can you mentor in",
            "what topics are you comfortable mentoring on", "which areas do you feel confident in",
            "which topics could you mentor on", "skills", "subjects you can mentor in",
            "topics you feel comfortable mentoring", "areas in which you could mentor",
            "knowledge areas", "what could you teach", "areas of strength", "what are you good at",
            "i can help with", "topics", "specialties", "what topics can you mentor on",
            "mentoring topics", "what can you help with", "what could you help with",
            "subject areas",
        ),
        "capacity": (
            "how many new directors are you willing to mentor",
            "how many mentees are you willing to mentor", "how many mentees at a time",
            "how many people could you mentor", "how many directors could you mentor",
            "how many new directors could you mentor", "how many can you mentor",
            "how many people can you mentor", "how many new directors can you take", "mentee limit",
            "mentees at once", "how many mentees", "how many mentees can you take",
            "how many mentees would you like", "mentees you can take", "how many mentees at most",
        ),
        "max_miles": (
            "max drive", "driving distance", "max distance", "travel radius", "travel distance",
            "miles willing to travel", "miles willing to drive", "how far can you travel",
            "distance you are willing to drive", "how far are you willing to drive",
            "how far are you willing to travel", "how far can you drive",
            "distance you are willing to travel", "max miles one way",
            "how many miles are you willing to drive",
        ),
    },
    "mentees": _PERSON | {
        _NOTHING: ("mentor", "mentor name", "current mentor", "months as director"),
        "name": ("mentee name", "name of mentee", "mentee"),
        "administrator_since": (
            "date appointed", "hired on", "hired", "hire date", "date hired", "when were you hired",
            "first day on the job", "appointed on", "appointment date",
            "when did you become director", "when appointed", "when did you become a director",
            "started as director", "director start date", "in position since", "when did you start",
            "when did you start your job", "started on", "date you started",
            "first day as director",
        ),
        "needs": (
            "areas of need", "areas of interest for mentoring",
            "what topics are most important to you", "which areas do you need help in",
            "what keeps you up at night", "help wanted", "areas for growth", "support needed",
            "areas where you need support", "assistance needed", "learning goals", "top priority",
            "most urgent need", "where do you need help", "topics", "what do you want to learn",
            "what would you like help with", "what do you hope to learn", "training needs",
            "what would you like to work on with a mentor", "help needed", "i need help with",
        ),
    },
    "meetings": _WHO | {
        "on": (
            "date of visit", "meeting date", "day of visit", "date met", "date we met", "when",
            "contact date", "when was the meeting", "when was the visit", "visited on", "met on",
        ),
        "method": (
            "in person or virtual", "mode of contact", "in person or remote", "mode", "format",
            "contact type", "kind of meeting", "meeting type", "type of visit", "method of contact",
            "in person or online", "medium", "how was it held", "how was the meeting held", "type",
        ),
        "at": (
            "where was the meeting held", "where did the visit take place",
            "where did the meeting take place", "where", "location", "meeting location",
            "visit location", "venue", "where was the visit", "where was the meeting",
            "where was it held",
        ),
        "hours": (
            "how long", "length", "duration", "length of visit", "hours spent", "time spent",
            "total hours", "number of hours", "how long did you meet", "length of meeting",
            "how long did it last", "how long was the visit", "visit hours",
        ),
        "miles": (
            "total round trip mileage", "total round trip miles", "mileage", "round trip miles",
            "roundtrip miles", "total miles", "miles traveled", "round trip mileage",
            "roundtrip mileage", "how many miles", "distance driven",
            "how many miles did you drive", "how far did you drive", "total mileage",
        ),
        "traveler": (
            "who did the traveling", "driver", "traveled by", "who did the driving", "driven by",
            "person traveling", "who made the trip", "who visited",
        ),
        "expenses": (
            "other costs", "other travel costs", "costs", "travel costs", "travel expenses",
            "expenses claimed", "trip expenses",
        ),
        "topics": (
            "what did you discuss", "topics discussed", "subjects", "discussion topics",
            "subjects discussed", "what was discussed", "what did you cover", "areas discussed",
            "what did you work on", "what was covered", "topic",
        ),
        "note": (
            "summary of meeting", "brief summary", "summary of visit", *_NOTE, "description",
            "meeting notes", "notes from the meeting",
        ),
    },
    "pairs": _WHO | {
        "matched_on": (
            "pair start", "began on", "date paired", "started", "started on", "matched",
            "match date", "date matched", "start", "start date", "paired on", "pairing date",
            "begin", "began", "since",
        ),
        "ends_on": (
            "end date", "term end date", "expected end", "scheduled end date", "planned end date",
            "end", "expected end date", "until", "term ends", "end of term", "planned end",
            "scheduled end", "due to end",
        ),
        "ended_on": (
            "actual end date", "date closed", "ended early", "ended early on", "date ended",
            "actual end", "closed", "closed on", "stopped on",
        ),
        "waived": ("eligibility waiver", "waiver", "waiver reason", "reason for waiver"),
        "score": ("match score",),
    },
    "goals": _WHO | {
        "term": (
            "goal term", "term of goal", "type", "type of goal", "kind of goal", "horizon",
            "time frame", "timeframe", "short or long", "short or long term",
        ),
        "goal": (
            "goal text", "description", "goal description", "objective", "what to achieve",
            "what do you want to achieve", "what would you like to accomplish",
            "what do you want to accomplish",
        ),
        "topic": ("area", "subject", "topic area", "related topic", "goal area"),
        "shared_on": ("shared", "date set", "set on", "date", "when was it shared", "agreed on"),
        "done_on": (
            "date achieved", "completion date", "met on", "date met", "done", "completed",
            "completed on", "date completed", "achieved", "achieved on", "reached on", "finished",
            "finished on", "when was it reached",
        ),
        "dropped_on": ("dropped", "abandoned", "given up", "given up on", "date dropped"),
    },
    "check-ins": _WHO | {
        "on": (
            "date of call", "contact date", "date contacted", "when", "check in date", "called on",
            "checkin date", "date of contact", "contacted on",
        ),
        "with": (
            "spoke with", "talked to", "talked with", "spoke to", "who did you talk to",
            "who did you speak with", "who did you talk with", "who did you speak to",
            "person contacted", "who", "partner",
        ),
        "going": (
            "how is it going", "how are things", "how are things going", "progress",
            "how are they doing", "how is the pair doing", "how is the mentorship going",
        ),
        "answered": (
            "did they respond", "did anybody answer", "reached", "did they answer", "answer",
            "picked up", "got an answer", "replied", "did you reach them", "responded",
        ),
        "note": (
            "what was discussed", "follow up", "notes from call", *_NOTE, "what was said",
            "what did they say",
        ),
    },
    "evaluations": _WHO | {
        "by": (
            "your role in the program", "role in the program", "role", "completed by", "i am a",
            "i am the", "mentor or mentee", "are you a mentor or a mentee", "who are you",
            "filled in by", "filled out by", "submitted by", "evaluator", "respondent",
            "who filled this in", "who filled this out", "from",
        ),
        "on": ("date completed", "evaluation date", "completed on", "date of evaluation", "when"),
        "rating": (
            "score", "stars", "satisfaction", "how would you rate the program", "overall",
            "overall satisfaction", "how satisfied are you", "program rating", "mentorship rating",
            "how satisfied are you with the mentorship", "how satisfied are you with the program",
        ),
        "goals_met": (
            "did you meet your goals", "goals reached", "did you achieve your goals",
            "were your goals met", "goals achieved", "did you reach the goals",
        ),
        "support": (
            "coordinator support", "support from the coordinator", "coordinator rating",
            "how was the coordinator", "how helpful was the coordinator",
        ),
        "again": (
            "would you do it again", "do it again", "would you participate again",
            "take part again", "would you do this again", "participate again",
        ),
        "note": (*_NOTE, "other feedback", "what could we improve", "what could be better"),
    },
    "excuses": _WHO | {
        "since": ("date", "excused since", "leave starts"),
        "until": ("excused until", "excused to", "leave ends"),
        "reason": ("note", "notes", "comments", "comment", "explanation"),
        "kind": ("which deadline", "what is excused", "excused what"),
    },
    "keep-apart": _WHO | {
        "reason": ("why apart", "why", "note", "notes", "comments", "comment", "explanation"),
    },
    "libraries": {
        "population": ("pop", "residents", "people served", "how many people do you serve"),
        "city": ("municipality", "village or city"),
        "member": ("system member", "member library"),
    },
}  # fmt: skip


@cache
def worded(kind: str, header: str) -> str | None:
    """The field of *kind* that a *header* words, in any order of its words; None where unknown.

    Blank for what looks like a field and is none, such as the mentee's name in a sheet of mentors.
    What stands in parentheses, such as "(round trip)", need not be part of it.
    """
    known = _fields(kind)
    apart = header.replace("-", " ")  # "Round-trip miles" are round trip miles
    for text in (header, apart, re.sub(r"\([^()]*\)", " ", apart)):
        field = known.get(_words(text))
        if field is not None:
            return field
    return None


def wordings(kind: str) -> dict[str, tuple[str, ...]]:
    """The wordings of each field of *kind*, its name and synonyms aside; "" is no field."""
    return _WORDINGS.get(kind, {})


@cache
def _fields(kind: str) -> dict[frozenset[str], str]:
    """The field of every set of words; where two fields share one the name or synonym has it."""
    found: dict[frozenset[str], str] = {}
    for table in (names_of(kind), wordings(kind)):
        for field, texts in table.items():
            for text in texts:
                found.setdefault(_words(text), field)
    found.pop(frozenset(), None)
    return found


def _words(text: str) -> frozenset[str]:
    """The words that count, each in the singular."""
    words = (word for word in plain(text).split() if word not in _POLITE)
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words)
