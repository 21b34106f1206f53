"""Calls that reached nobody and meetings that never were: how people say so in an answer."""

import re
from contextlib import suppress
from typing import Any

from wvls_mentor import invocation
from wvls_mentor.cli import prompts, questions
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.choices import METHODS, bare
from wvls_mentor.rules.meetings import read_method

NO_ANSWER = "no-answer"
WAYS = (*METHODS, NO_ANSWER)
_NOBODY = r"(no ?one|nobody|neither|he|she|they|mentor|mentee)"
_NOT = r"(did ?n.?t|did not|never|would ?n.?t)"
_SAYS_SO = re.compile(
    r"\b(no (answer|reply|response|pick ?up)"
    r"|(no ?one|nobody) (\w+ )?(answered|reached|picked up|replied|there|home)"
    rf"|{_NOT} (answer|reply|respond|reach|pick up)|{_NOBODY} not (reached|there)"
    r"|could ?n.?t reach|could not reach|(left|leave) (\w+ ){0,3}(message|voice ?mail|vm)"
    r"|(to )?voice ?mail|unanswered)\b",
    re.IGNORECASE,
)
_CALLED = {"called": "phone", "rang": "phone", "phoned": "phone", "emailed": "email"}
_REACHED = (
    "y: they reached each other, and it counts as contact. n: no one was reached. It is saved, "
    "but does not count as contact."
)


def may_be(asking: Asking) -> bool:
    """Whether "no answer" is an answer: it has been, and nobody has said yet that it was tried."""
    return not (asking.given["planned"] or asking.given["attempt"])


def ways(asking: Asking) -> tuple[str, ...]:
    """The answers to how they met."""
    return WAYS if may_be(asking) else METHODS


def way_tried(asking: Asking, text: str) -> str | None:
    """How somebody tried who reached nobody, asked for where *text* does not say it.

    None where *text* says something else.
    """
    found = _SAYS_SO.search(text)
    if bare(text) != bare(NO_ANSWER) and found is None:
        return None
    rest = text if found is None else f"{text[: found.start()]} {text[found.end() :]}"
    way: Any = _said_way(rest)
    if way is None:
        way = questions.put(_HOW, asking, what="--method")
    else:
        invocation.answered("--method", way)
    asking.given["attempt"] = True
    invocation.answered("--attempt")
    return str(way)


def _read_way(text: str) -> str:
    """How somebody tried; a voicemail is a call. Raises UsageProblem."""
    with suppress(UsageProblem):
        read_method(text)
        return text
    if way := _said_way(text):
        return way
    if _SAYS_SO.search(text) or bare(text) == "vm":
        return "phone"
    raise UsageProblem("Type phone, e-mail or another one from the list, or its number.")


_HOW = Question("How did they try", words=METHODS, default="phone", read=_read_way)


def _said_way(text: str) -> str | None:
    for word in re.findall(r"[a-z-]+", text.lower()):
        with suppress(UsageProblem):
            return read_method(_CALLED.get(word, word))[0]
    return None


def noted(way: str, note: str) -> bool:
    """Whether a *note* of a call says that nobody was reached, and whoever is asked says so too.

    Logged as a call with "left a message", it counted as contact, and cleared a late pair.
    """
    if way not in ("phone", "video") or not _SAYS_SO.search(note) or not prompts.at_terminal():
        return False
    if prompts.yes_or_no("Did they reach each other?", explained=_REACHED):
        return False
    invocation.answered("--attempt")
    return True


_DID_NOT = re.compile(
    r"n|no|none|nope|never|cancel(l?ed)?|(it |they |we )?(was |were )?"
    r"(cancel(l?ed)?|did ?n.?t|did not|never|not|no[- ]?show|called off)( .*)?"
)


def did_not_happen(text: str) -> bool:
    """Whether an answer to the day of a planned meeting says that it was not held."""
    return _DID_NOT.fullmatch(text.strip().lower().rstrip(".!")) is not None
