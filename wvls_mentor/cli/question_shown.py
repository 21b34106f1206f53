"""What a question shows: its line, its choices, what is expected, and what was wrong."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from wvls_mentor.cli import back, prompts
from wvls_mentor.cli.answer_words import as_words, listed_words
from wvls_mentor.cli.question import Asking, Question
from wvls_mentor.errors import SEE_ALL, NotFound, Refused, UsageProblem
from wvls_mentor.text import count

MOST_LISTED = 40
Problem = UsageProblem | NotFound | Refused


def line_of(question: Question) -> str:
    """The question with what Enter does."""
    skip = question.optional and question.default is None
    if not skip:
        return question.text
    if question.text.endswith(")"):
        return f"{question.text[:-1]}; {question.skip})"
    return f"{question.text} ({question.skip})"


def show_choices(question: Question, asking: Asking) -> str | None:
    """Show what can be chosen; what to type for it where that is one record alone."""
    if question.words:
        line = listed_words(question.words)
        if len(line) < 80:
            prompts.tell(line)
        else:  # if it wrapped, a number could be at the end of a line and its word on the next
            prompts.show_choices(enumerate(map(as_words, question.words), 1))
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


def explain(
    question: Question, asking: Asking, reader: Callable[[str], Any] | None, help: str
) -> None:
    """What can be answered: the list, or else what is wanted and how to write it."""
    if question.records is not None and question.brief:
        prompts.show_all(question.records(asking))
        _tell_back()
    elif question.words or question.records is not None:
        show_choices(question, asking)
        _tell_back()
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


def _tell_back() -> None:
    if said := back.hint():
        prompts.tell(said)


def complain(question: Question, problem: Problem, text: str) -> None:
    """Say what is wrong with an answer, and what can be typed at this question."""
    hint = problem.hint or ""
    if question.words and hint and isinstance(problem, UsageProblem) and text:
        # The words of an option, such as mentee-library, are not those of the list above.
        hint = f"Type one from the list, or its number from 1 to {len(question.words)}."
    if question.records is not None and hint.startswith((SEE_ALL, "See them: wvls")):
        hint = "Type ? to see them all."  # a command cannot be typed at a question
    prompts.tell(f"{problem.message} {hint}".rstrip())


def together(problems: Sequence[Problem]) -> Problem:
    """What is wrong with several entries, as one problem; a hint that all share is said once."""
    first, hints = problems[0], {p.hint or "" for p in problems}
    if len(hints) == 1:
        return type(first)(" ".join(p.message for p in problems), first.hint)
    own = ("" if (p.hint or "").startswith(SEE_ALL) else p.hint or "" for p in problems)
    return type(first)(
        " ".join(f"{p.message} {o}".rstrip() for p, o in zip(problems, own, strict=True))
    )
