"""What ``edit`` asks if no change was given: which fact to change, and to what.

Used for people and for libraries.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from wvls_mentor import invocation
from wvls_mentor.cli import prompts, questions
from wvls_mentor.cli.answer_words import word_of
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.errors import UsageProblem
from wvls_mentor.text import listed, shortened


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that may be changed: the parameter that takes it, its name, what it is now.

    Where *clears* is not None, the word "none" comes to it. *typed* gives the words of a command
    that set a value, where they are not the parameter's option and the value itself.
    """

    parameter: str
    name: str
    now: str
    question: Question
    clears: Any = None
    typed: Callable[[Any], Sequence[str]] | None = None

    def words(self, value: Any) -> list[str]:
        """What is typed to set *value*, once for each entry of a list."""
        if self.typed is not None:
            return list(self.typed(value))
        option = f"--{self.parameter.replace('_', '-')}"
        every = value if isinstance(value, list) else [value]
        return [word for one in every for word in (option, str(one))]


def options_of(*kinds: Any) -> list[str]:
    """The options of an ``edit``, as they are typed."""
    return [f"--{f.name.replace('_', '-')}" for kind in kinds for f in fields(kind)]


def refuse_nothing(options: Sequence[str]) -> None:
    """Say what could be changed, where nobody can be asked. Raises UsageProblem."""
    if not prompts.at_terminal():
        raise UsageProblem("What is to be changed?", f"Give {listed(options, 'or')}.")


def ask(call: Call, facts: Sequence[Fact]) -> dict[str, Any]:
    """The new values by parameter: a numbered list, then one fact after the other until Enter."""
    names = [fact.name for fact in facts]
    asking = Asking(call, {})
    which = Question(
        "What to change, by number or name",
        records=lambda _: [
            (n, f"{fact.name}\t{shortened(fact.now, 60)}") for n, fact in enumerate(facts, 1)
        ],
        read=lambda text: _one_of(names, text),
        optional=True,
        skip="Enter to end",
    )
    found: dict[str, Any] = {}
    typed: dict[str, list[str]] = {}
    with invocation.unsaid():
        while (name := questions.put(which, asking)) is not None:
            fact = facts[names.index(name)]
            value = questions.put(_asked(fact), asking)
            if value is not None:
                found[fact.parameter] = value
                typed[fact.parameter] = fact.words(value)
            which = replace(which, records=None)
    # The history has the command that does the same again, not the questions.
    invocation.answered(*(word for words in typed.values() for word in words))
    return found


def _asked(fact: Fact) -> Question:
    skip = "Enter to keep it" if fact.clears is None else 'Enter to keep it, "none" for none'
    question = fact.question
    now = f"Now: {shortened(fact.now, 60)}." if fact.now else "Nothing is there now."
    return replace(
        question,
        optional=True,
        skip=skip,
        none=fact.clears,
        explained=question.explained or (lambda _: f"Type the new {fact.name}. {now}"),
    )


def _one_of(names: Sequence[str], text: str) -> str:
    word = word_of(text, names)
    if word not in names:
        raise UsageProblem(f"{text[:40]!r} is not in this list.", "Type the number of a line.")
    return word
