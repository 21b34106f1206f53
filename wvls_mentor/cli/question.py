"""``Question``: how a command declares that a missing value is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wvls_mentor import invocation
from wvls_mentor.cli import prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.rules.choices import bare, knows_nothing, says_nothing

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


class Before:
    """What was known before a question: the answers, which of several was meant, the history."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._given, self._chosen = dict(asking.given), dict(asking.call.chosen)
        self._typed = invocation.current()

    def restore(self) -> None:
        """Forget what was answered since then."""
        self._asking.given.clear()
        self._asking.given.update(self._given)
        self._asking.call.chosen.clear()
        self._asking.call.chosen.update(self._chosen)
        invocation.begin(self._typed)
        invocation.notes()


# (what to type, what it means) of each record to choose from; a heading has nothing to type.
Records = Callable[[Asking], Sequence[tuple[object, str]]]


@dataclass(frozen=True, slots=True)
class Question:
    """How a missing value is asked for.

    Several fields have a twin that looks at what was answered before, and then counts instead.
    """

    text: str
    reworded: Callable[[Asking], str] | None = None  # the text, after what was answered
    when: Callable[[Asking], bool] | None = None  # no: there is nothing to ask
    explained: Callable[[Asking], str] | None = None  # said for a ?; else the option's help

    # What can be answered.
    words: Sequence[str] = ()  # numbered, and taken by number too
    words_now: Callable[[Asking], Sequence[str]] | None = None  # after what was answered
    names: Callable[[Asking], Mapping[str, str]] | None = None  # of the words, as partners have
    records: Records | None = None  # listed with their ids; a name or a part of one is taken too
    empty: tuple[str, str] | None = None  # the refusal where there are no records
    brief: bool = False  # a long list, shown only when ? asks for it
    whole: bool = False  # a list that does not grow is never cut
    many: bool = False  # entries with ; or , between them
    repeat: bool = False  # asked again until Enter

    # What becomes of an answer; both refuse with a sentence.
    read: Callable[[str], Any] | None = None  # a value of the text; else the option's reader
    check: Callable[[Asking, Any], Any] | None = None  # looks at the value, or replaces it

    # What Enter does.
    default: str | None = None  # it takes this
    assumed: Callable[[Asking], str | None] | None = None  # the default, after what was answered
    kept: Callable[[Asking], str] | None = None  # what stands there now: it keeps that
    none: Any = None  # offered to empty what stands there: what "none" comes to
    optional: bool = False  # it skips; asked only where no option at all was given ...
    needed: Callable[[Asking], bool] | None = None  # ... or where this says so
    spared: Callable[[Asking], bool] | None = (
        None  # whether it is optional, after what was answered
    )
    skip: str = SKIP  # what is said that it does
    skips: Sequence[str] = ()  # words that do the same, beside those that say nothing ("-", "n/a")
    unanswered: str = prompts.NO_ANSWER  # said for it where an answer is needed
    unanswered_now: Callable[[Asking], str] | None = None  # the same, after what was answered

    def for_now(self, asking: Asking) -> "Question":
        """The question after what was answered before it."""
        there = self.kept(asking) if self.kept else ""
        none = None if self.kept and not there else self.none
        keeps = f"Enter to keep {there}" + ("" if none is None else ', "none" for none')
        if self.many or self.repeat:
            keeps += f"; what you type {'is added' if none is None else 'replaces that'}"
        return replace(
            self,
            skip=keeps if there else self.skip,
            skips=self.skips if there or self.none is None else NOTHING,
            none=none,
            words=self.words_now(asking) if self.words_now else self.words,
            text=self.reworded(asking) if self.reworded else self.text,
            default=self.assumed(asking) if self.assumed else self.default,
            unanswered=self.unanswered_now(asking) if self.unanswered_now else self.unanswered,
            optional=self.optional or (self.spared is not None and self.spared(asking)),
        )

    def emptied_by(self, text: str) -> bool:
        """Whether an answer takes away what stands there."""
        return says_nothing(text) or bare(text) in self.skips

    def skipped_by(self, text: str) -> bool:
        """Whether an answer in words does what Enter does: not where Enter takes something."""
        if bare(text) in self.skips:
            return True
        skips = bool(self.skips) or self.skip == SKIP
        if self.default is not None:
            return False
        # Elsewhere Enter takes something, such as the planned day.
        left_out = skips or self.skip.startswith("Enter to")
        return (skips and says_nothing(text)) or (
            left_out and not self.words and knows_nothing(text)
        )

    def keeps(self, value: object) -> bool:
        """Whether *value* is kept as it was typed: it is one of no list."""
        return isinstance(value, str) and not self.words and self.records is None
