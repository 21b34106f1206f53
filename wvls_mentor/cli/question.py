"""``Question``: how a command declares that a missing value is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wvls_mentor.cli import prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.rules.choices import bare, says_nothing

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
    *read* makes a value of the text (by default, the option's reader), *check* looks at it or
    replaces it; both refuse with a sentence. Enter takes the *default*; an *optional* one is asked
    for only where no option was given at all, or where it is *needed* all the same, and Enter skips
    it, or does what *skip* says. So does each word of *skips*, and what says nothing ("none", "-",
    "n/a"); where *none* is not None, they come to that. Where *when* says no, there is nothing to
    ask, and without a terminal the command itself says what is missing.
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
    explained: Callable[[Asking], str] | None = None  # said for a ?; the option's help by default
    when: Callable[[Asking], bool] | None = None
    brief: bool = False  # a long list, shown only when ? asks for it
    whole: bool = False  # a list that does not grow is never cut
    many: bool = False  # entries with ; or , between them
    skip: str = SKIP
    skips: Sequence[str] = ()
    none: Any = None
    repeat: bool = False  # asked again until Enter
    unanswered: str = prompts.NO_ANSWER  # said for Enter where an answer is needed
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
        return skips and self.default is None and says_nothing(text)
