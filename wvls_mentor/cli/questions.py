"""What a command asks for at a terminal: each question is declared beside the value it fills.

A module of its own: options declare questions, and the runner of all commands puts them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wvls_mentor import invocation
from wvls_mentor.cli import prompts
from wvls_mentor.cli.answer_words import listed_words, named_word, spoken, word_of
from wvls_mentor.cli.call import Call
from wvls_mentor.errors import SEE_ALL, NotFound, Refused, UsageProblem
from wvls_mentor.rules.choices import bare, says_nothing
from wvls_mentor.text import count

MOST_LISTED = 40
SKIP = "Enter to skip"
NOTHING = ("none", "no", "n", "noone", "nobody", "nothing")  # what people type instead of Enter


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question may look at: the call, and every value so far by the parameter's name."""

    call: Call
    given: dict[str, Any]

    def lacks(self, *names: str) -> bool:
        """Whether none of these values was given."""
        return all(self.given.get(name) in (None, False, [], ()) for name in names)


# (what to type, what it means) of each record to choose from; a heading has nothing to type.
Records = Callable[[Asking], Sequence[tuple[object, str]]]


@dataclass(frozen=True, slots=True)
class Question:
    """How a missing value is asked for.

    *words* are numbered, and some have *names* too, as partners do; *records* show their ids, and an id, a name or a part of one is typed.
    *read* makes a value of the text (else the option's own reader does), *check* looks at it or
    replaces it; both refuse with a sentence. Enter takes the *default*; an *optional* one is asked
    for only where no option was given at all, or where it is *needed* all the same, and Enter skips
    it, or does what *skip* says; so does each word of *skips*. Where *when* says no, there is
    nothing to ask, and without a terminal the command itself says what is missing. What says
    nothing ("none", "-", "n/a") skips too, and so does each of *skips*; they come to *none* where
    that is not None.
    *reworded* gives another text, *spared* an optional question, *assumed* another default, after
    what was answered before; *kept* is what stands there now, which Enter keeps; *none* is
    offered only where something does.
    """

    text: str
    words: Sequence[str] = ()
    names: Callable[[Asking], Mapping[str, str]] | None = None
    records: Records | None = None
    empty: tuple[str, str] | None = None  # the refusal where there are no records
    read: Callable[[str], Any] | None = None
    check: Callable[[Asking, Any], Any] | None = None
    default: str | None = None
    optional: bool = False
    needed: Callable[[Asking], bool] | None = None
    reworded: Callable[[Asking], str] | None = None
    spared: Callable[[Asking], bool] | None = None
    assumed: Callable[[Asking], str | None] | None = None
    kept: Callable[[Asking], str] | None = None
    explained: Callable[[Asking], str] | None = None  # said for a ?, else the option's help
    when: Callable[[Asking], bool] | None = None
    brief: bool = False  # a long list, shown only when ? asks for it
    whole: bool = False  # a list that does not grow is never cut
    many: bool = False  # entries with ; or , between them
    skip: str = SKIP
    skips: Sequence[str] = ()
    none: Any = None
    repeat: bool = False  # asked again until Enter
    unanswered: str = prompts.NO_ANSWER  # said for Enter where an answer is needed

    def for_now(self, asking: Asking) -> "Question":
        """The question after what was answered before it."""
        there = self.kept(asking) if self.kept else ""
        none = None if self.kept and not there else self.none
        keeps = f"Enter to keep {there}" + ("" if none is None else ', "none" for none')
        return replace(
            self,
            skip=keeps if there else self.skip,
            skips=self.skips if there or self.none is None else NOTHING,
            none=none,
            text=self.reworded(asking) if self.reworded else self.text,
            default=self.assumed(asking) if self.assumed else self.default,
            optional=self.optional or (self.spared is not None and self.spared(asking)),
        )

    def emptied_by(self, text: str) -> bool:
        """Whether an answer takes away what stands there."""
        return says_nothing(text) or bare(text) in self.skips

    def skipped_by(self, text: str) -> bool:
        """Whether an answer in words does what Enter does: not where Enter takes something."""
        leaves = self.default is None and (self.skips or SKIP in self.skip)
        return bare(text) in self.skips or (bool(leaves) and says_nothing(text))


@dataclass(frozen=True, slots=True)
class Missing:
    """A parameter that may have to be asked for; *what* names it in a usage error."""

    name: str
    what: str
    question: Question
    read: Callable[[str], Any] | None
    default: object = None  # what stands there where nothing was given
    help: str = ""


def complete(
    call: Call, given: dict[str, Any], parameters: Sequence[Missing], *, alone: bool
) -> dict[str, Any]:
    """*given* with every missing value asked for; *alone*: no option was given at all.

    Raises UsageProblem for a value that is missing where nobody can answer.
    """
    asking, asks, looked_up = Asking(call, dict(given)), prompts.at_terminal(), False
    for one in parameters:
        if asking.given[one.name] not in (None, one.default):
            continue
        if not asks and (
            one.question.when is not None
            or one.question.optional
            or (one.question.spared is not None and one.question.spared(asking))
        ):
            continue
        if not asks:
            path = call.ctx.command_path
            raise UsageProblem(f"Missing {one.what}.", f"See an example: {path} --help")
        if not looked_up:  # before any question is worded after what is named
            _look_up(asking, parameters)
            looked_up = True
        if not _to_ask(one.question, asking, alone=alone):
            continue
        answer = put(one.question, asking, one.read, what=one.what, help=one.help)
        if answer is not None:
            asking.given[one.name] = answer
    return asking.given


def _to_ask(question: Question, asking: Asking, *, alone: bool) -> bool:
    """Whether somebody at a terminal is asked this; *alone*: no option was given at all."""
    if question.when is not None and not question.when(asking):
        return False
    if alone or (question.needed is not None and question.needed(asking)):
        return True
    return not question.for_now(asking).optional


def _look_up(asking: Asking, parameters: Sequence[Missing]) -> None:
    """Find what was named before anything is asked about it. Raises NotFound, Ambiguous.

    Else an unknown pair shows only once its day is asked for, and no answer to that is right.
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

    The history has it as the option or argument *what*, else with its question.
    A wrong answer says why and is asked for again: nothing answered before it is lost. A ``?`` is
    answered with the list, or with *help*.
    """
    text, question = question.text, question.for_now(asking)
    only = _show_choices(question, asking)
    if only is not None and not (question.optional or question.default):
        question = replace(question, default=only)  # one line to choose from: Enter takes it
    reader = question.read or read
    if not question.repeat:
        return _answer(question, asking, reader, what, help)
    found = []
    while (value := _answer(question, asking, reader, what, help)) is not None:
        if value is question.none:
            return value
        found.append(value)
        question = replace(question, text=text, skip="Enter if no more", none=None)
    return found or None


def _answer(
    question: Question, asking: Asking, reader: Callable[[str], Any] | None, what: str, help: str
) -> Any:
    while True:
        text = prompts.ask_line(_line(question), default=question.default)
        if prompts.asks_what(text):
            _explain(question, asking, reader, help)
            continue
        try:
            if question.none is not None and question.emptied_by(text):
                _remember(question, "none", _typed(question.none), what)
                return question.none
            if question.optional and (not text or question.skipped_by(text)):
                return None
            if text:
                value = _noted_value(question, asking, text, reader)
                if value is not None:  # else its check has put the answer somewhere else
                    _remember(question, text, value, what)
                return value
            raise UsageProblem(question.unanswered)
        except (UsageProblem, NotFound, Refused) as problem:
            hint = problem.hint or ""
            if question.words and hint and isinstance(problem, UsageProblem) and text:
                # The words of an option, such as mentee-library, are not those of the list above.
                hint = f"Type one from the list, or its number from 1 to {len(question.words)}."
            if question.records is not None and hint.startswith((SEE_ALL, "See them: wvls")):
                hint = "Type ? to see them all."  # a command cannot be typed at a question
            prompts.tell(f"{problem.message} {hint}".rstrip())


def _explain(
    question: Question, asking: Asking, reader: Callable[[str], Any] | None, help: str
) -> None:
    """What can be answered: the list, else what is wanted and how it is written."""
    if question.records is not None and question.brief:
        prompts.show_all(question.records(asking))
    elif question.words or question.records is not None:
        _show_choices(question, asking)
    else:
        help = help.replace("Repeatable.", "You can add more than one.")
        said = [re.sub(r" *\[[^]]*\]$", "", help) or f"{question.text}."]
        said = [question.explained(asking)] if question.explained else said
        try:
            if reader is not None:
                reader("?")
        except UsageProblem as problem:
            said.append(problem.hint or "")
        prompts.explain(said, default=question.default, skip=question.skip * question.optional)


def _noted_value(
    question: Question, asking: Asking, text: str, reader: Callable[[str], Any] | None
) -> Any:
    """The value; how a part of it was guessed is said at once, where it can still be corrected."""
    try:
        return _value(question, asking, text, reader)
    finally:
        for sentence in invocation.notes():
            prompts.tell(sentence)


def _typed(none: Any) -> str:
    """The value that empties a fact, as its option takes it."""
    return str(none[0] if isinstance(none, list) else none)


def _remember(question: Question, text: str, value: object, what: str) -> None:
    """What was meant stands in the history: an id, a day that is still right next week."""
    meant = isinstance(value, str | date)
    said = str(value) if meant else word_of(text, question.words)
    if what.startswith("-"):
        invocation.answered(what, said)
    else:
        invocation.answered(said if what else f"{question.text}: {said}")


def _line(question: Question) -> str:
    skip = question.optional and question.default is None
    if not skip:
        return question.text
    if question.text.endswith(")"):
        return f"{question.text[:-1]}; {question.skip})"
    return f"{question.text} ({question.skip})"


def _value(
    question: Question, asking: Asking, text: str, reader: Callable[[str], Any] | None
) -> Any:
    def one(part: str) -> Any:
        clean = word_of(part, question.words)
        if question.names is not None and clean not in question.words:
            clean = named_word(clean, question.names(asking))
        value = clean if reader is None else reader(clean)
        return value if question.check is None else question.check(asking, value)

    if not question.many:
        return one(text)
    return [one(part.strip()) for part in re.split("[;,]", text) if part.strip()]


def _show_choices(question: Question, asking: Asking) -> str | None:
    """Show what can be chosen; what to type for it where that is one record alone."""
    if question.words:
        line = listed_words(question.words)
        if len(line) < 80:
            prompts.tell(line)
        else:  # folded, a number would stand at one end and its word at the other
            prompts.show_choices(enumerate(map(spoken, question.words), 1))
    if question.records is None:
        return None
    found = question.records(asking)
    if not found and question.empty is not None and not question.optional:
        raise NotFound(*question.empty)
    if question.brief:
        return None
    most = len(found) if question.whole else MOST_LISTED
    prompts.show_choices(found[:most])
    if len(found) > most:
        more = count(len(found) - most, "other")
        prompts.tell(f"and {more}: type a part of the name.")
    return str(found[0][0]) if len(found) == 1 else None


def in_order(parameters: Mapping[str, Missing], first: Sequence[str]) -> list[Missing]:
    """The parameters in the order of asking: those of *first* at the end, in their own order."""
    rest = [one for name, one in parameters.items() if name not in first]
    return [*rest, *(parameters[name] for name in first)]
