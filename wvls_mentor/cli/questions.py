"""Asks for missing values at a terminal, reads the answers and checks them.

Options declare the questions; the runner of all commands calls ``complete``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wvls_mentor import invocation
from wvls_mentor.cli import back, prompts, question_shown
from wvls_mentor.cli.answer_words import named_word, word_of
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.question import NOTHING as NOTHING
from wvls_mentor.cli.question import Asking as Asking
from wvls_mentor.cli.question import Before
from wvls_mentor.cli.question import Question as Question
from wvls_mentor.errors import NotFound, Refused, UsageProblem, missing
from wvls_mentor.rules.choices import knows_nothing, says_nothing
from wvls_mentor.text import listed, shortened


@dataclass(frozen=True, slots=True)
class Missing:
    """A parameter that may have to be asked for; *what* names it in a usage error."""

    name: str
    what: str
    question: Question
    read: Callable[[str], Any] | None
    default: object = None  # its value if nothing was given
    help: str = ""


def complete(
    call: Call, given: dict[str, Any], parameters: Sequence[Missing], *, alone: bool
) -> dict[str, Any]:
    """*given* with every missing value asked for; *alone*: no option was given at all.

    Raises UsageProblem for a value that is missing where nobody can answer.
    """
    asking, asks, looked_up = Asking(call, dict(given)), prompts.at_terminal(), False
    asked: list[tuple[int, Before]] = []  # its place and what was known before it
    place = 0
    while place < len(parameters):
        one = parameters[place]
        place += 1
        if asking.given[one.name] not in (None, one.default):
            continue
        if not asks:
            _refuse_missing(one, asking)
            continue
        if not looked_up:  # before any question is worded after what is named
            _look_up(asking, parameters)
            looked_up = True
        if not _to_ask(one.question, asking, alone=alone):
            continue
        before = Before(asking)
        try:
            with back.possible(first=not asked):
                answer = put(one.question, asking, one.read, what=one.what, help=one.help)
        except back.Back:
            before.restore()
            place -= 1
            if asked:
                place, earlier = asked.pop()
                earlier.restore()
            else:
                prompts.tell("This is the first question.")
            continue
        asked.append((place - 1, before))
        if answer is not None:
            asking.given[one.name] = answer
    return asking.given


def _refuse_missing(one: Missing, asking: Asking) -> None:
    """Where nobody can answer. Raises UsageProblem unless it can be left out."""
    question = one.question
    if (
        question.when is None
        and not question.optional
        and not (question.spared is not None and question.spared(asking))
    ):
        path = asking.call.ctx.command_path
        raise missing(one.what, f"See an example: {path} --help")


def _to_ask(question: Question, asking: Asking, *, alone: bool) -> bool:
    """Whether somebody at a terminal is asked this; *alone*: no option was given at all."""
    if question.when is not None and not question.when(asking):
        return False
    if alone or (question.needed is not None and question.needed(asking)):
        return True
    return not question.for_now(asking).optional


def _look_up(asking: Asking, parameters: Sequence[Missing]) -> None:
    """Find what was named before anything is asked about it. Raises NotFound, Ambiguous.

    Otherwise an unknown pair is noticed only when its day is asked for, and no day would be right.
    """
    for one in parameters:
        value = asking.given[one.name]
        if one.question.records and one.question.check and value not in (None, one.default):
            many = value if isinstance(value, list) else [value]
            for text in many:
                one.question.check(asking, text)


def put(
    question: Question,
    asking: Asking,
    read: Callable[[str], Any] | None = None,
    *,
    what: str = "",
    help: str = "",
) -> Any:
    """Ask until the answer can be read; None where an optional answer is skipped.

    The history shows it as the option or argument *what*, or with its question.
    A wrong answer says why and is asked for again: nothing answered before it is lost. A ``?`` is
    answered with the list, or with *help*.
    """
    text, question = question.text, question.for_now(asking)
    only = question_shown.show_choices(question, asking)
    if only is not None and not (question.optional or question.default):
        question = replace(question, default=only)  # one line to choose from: Enter takes it
    reader = question.read or read
    if not question.repeat:
        return _answer(question, asking, reader, what, help)
    found: list[Any] = []
    first, before = question, Before(asking)
    while True:
        try:
            value = _answer(question, asking, reader, what, help)
        except back.Back:
            if not found:
                raise
            before.restore()
            found, question = [], first
            continue
        if value is None:
            return found or None
        if value is question.none:
            return value
        found.append(value)
        question = replace(question, text=text, skip="Enter if no more", none=None)


def _answer(
    question: Question, asking: Asking, reader: Callable[[str], Any] | None, what: str, help: str
) -> Any:
    while True:
        text = prompts.ask_line(question_shown.line_of(question), default=question.default)
        before = Before(asking)
        if prompts.asks_what(text):
            question_shown.explain(question, asking, reader, help)
            continue
        try:
            if question.none is not None and question.emptied_by(text):
                _remember(question, "none", _typed(question.none), what)
                return question.none
            if question.optional and (not text or question.skipped_by(text)):
                return None
            if text:
                value = _noted_value(question, asking, text, reader)
                if value is not None:  # otherwise its check has put the answer elsewhere
                    _remember(question, text, value, what)
                return value
            raise UsageProblem(question.unanswered)
        except (UsageProblem, NotFound, Refused) as problem:
            question_shown.complain(question, problem, text)
        except back.Back:  # at a question about this answer: this one is the question before it
            before.restore()


def _noted_value(
    question: Question, asking: Asking, text: str, reader: Callable[[str], Any] | None
) -> Any:
    """The value. A guess in it is shown at once, while it can still be corrected."""
    try:
        return _value(question, asking, text, reader)
    finally:
        for sentence in invocation.notes():
            prompts.tell(sentence)


def _typed(none: Any) -> str:
    """The value that empties a fact, as its option takes it."""
    return str(none[0] if isinstance(none, list) else none)


def _remember(question: Question, text: str, value: object, what: str) -> None:
    """Note the meaning in the history, such as an id, or a day that is still right next week."""
    meant = isinstance(value, str | date)
    said = str(value) if meant else word_of(text, question.words)
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        said = ", ".join(value)  # without the entries that were not kept
    if what.startswith("-"):
        invocation.answered(what, said)
    else:
        invocation.answered(said if what else f"{question.text}: {said}")


def _value(
    question: Question, asking: Asking, text: str, reader: Callable[[str], Any] | None
) -> Any:
    def one(part: str) -> Any:
        clean = word_of(part, question.words)
        if question.names is not None and clean not in question.words:
            clean = named_word(clean, question.names(asking))
        value = clean if reader is None else reader(clean)
        if question.keeps(value) and knows_nothing(clean):
            raise UsageProblem(question.unanswered)
        return value if question.check is None else question.check(asking, value)

    return _each(question, asking, text, one) if question.many else one(text)


def _each(question: Question, asking: Asking, text: str, read: Callable[[str], Any]) -> list[Any]:
    """The value of each entry; where some cannot be read, only those are asked for again.

    Otherwise the good ones are lost too: people who then press Enter leave all of them out.
    """
    found: list[Any] = []
    while True:
        wrong: dict[str, question_shown.Problem] = {}
        for part in filter(None, map(str.strip, re.split("[;,]", text))):
            try:
                found.append(read(part))
            except (UsageProblem, NotFound, Refused) as refused:
                wrong[part] = refused
        found = [value for n, value in enumerate(found) if value not in found[:n]]
        if not wrong:
            return found
        if not found:
            raise question_shown.together(list(wrong.values()))
        question_shown.complain(question, question_shown.together(list(wrong.values())), text)
        prompts.tell(f"Kept: {listed(map(str, found))}.")
        text = _instead(question, asking, list(wrong))
        if not text or says_nothing(text) or knows_nothing(text):
            return found


def _instead(question: Question, asking: Asking, wrong: Sequence[str]) -> str:
    """What is typed instead of the entries that could not be read."""
    named = listed([shortened(part, 20) for part in wrong], "or")
    while prompts.asks_what(text := prompts.ask_line(f"Instead of {named} (Enter to leave out)")):
        question_shown.explain(question, asking, None, "")
    return text


def in_order(parameters: Mapping[str, Missing], first: Sequence[str]) -> list[Missing]:
    """The parameters in the order of asking: those of *first* at the end, in their own order."""
    rest = [one for name, one in parameters.items() if name not in first]
    return [*rest, *(parameters[name] for name in first)]
