"""The expenses of a trip, as options say them and as they are asked for (C12)."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from wvls_mentor import invocation, services
from wvls_mentor.cli import prompts
from wvls_mentor.cli.answer_words import listed_words, partners, word_of
from wvls_mentor.cli.questions import NOTHING, Asking, Question
from wvls_mentor.cli.readers import read_traveler
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import dollars, money, parse_miles
from wvls_mentor.rules import expenses as spent
from wvls_mentor.rules.choices import EXPENSES, LIBRARIES, PARTNERS, bare
from wvls_mentor.rules.trips import doubtful
from wvls_mentor.text import listed, miles_text

if TYPE_CHECKING:
    from wvls_mentor.rules.terms import PairFacts


def expenses(given: list[str] | None) -> tuple[spent.Expense, ...] | None:
    """What ``--expense`` says, None where it was not given. Raises UsageProblem."""
    return None if not given else spent.read_expenses(given)


def _check_expense(_: Asking, typed: str) -> str:
    """The expense; asks for its kind if none was typed: 54 miles were saved as $54.00.

    Raises UsageProblem for one that was not meant.
    """
    read = spent.read_expense(typed)
    if re.search("[a-z]", typed, re.IGNORECASE) or not read.amount_cents:
        return typed
    prompts.tell(listed_words(EXPENSES))
    amount = money(read.amount_cents)
    what_for = f'What was the {amount} for ("none" to leave it out)'
    kind = prompts.ask_until(
        what_for,
        "a kind",
        partial(_read_kind, amount_cents=read.amount_cents),
        default="other",
        explained=f"Type {listed(EXPENSES, 'or')}.",
    )
    if not kind:
        raise UsageProblem(f"Left out: {amount}.")
    return f"{dollars(read.amount_cents)} {kind}"


def _read_kind(text: str, amount_cents: int) -> str:
    """A kind of expense, empty for none; the amount may stand with it again. Raises UsageProblem."""
    if bare(text) in (*NOTHING, "0"):
        return ""
    if re.search(r"[0-9].*[a-z]|[a-z].*[0-9]", text, re.IGNORECASE):
        with suppress(UsageProblem):
            again = spent.read_expense(text)
            if again.amount_cents == amount_cents:
                return again.kind
        raise UsageProblem(f"Just tell me what it was for: {listed(EXPENSES, 'or')}.")
    kind = word_of(text.strip(), EXPENSES)
    try:
        return spent.read_expense(f"1 {kind}").kind
    except UsageProblem as problem:
        raise UsageProblem(problem.message, f"Type {listed(EXPENSES, 'or')}.") from None


def ask_expenses(when: Callable[[Asking], bool]) -> Question:
    """The expenses of a trip, one after the other."""
    first, *others = EXPENSES
    return Question(
        f"Expense, such as 12.50 {first} (or {', '.join(others)})",
        check=_check_expense,
        when=when,
        optional=True,
        repeat=True,
        skip="Enter if none",
        skips=(*NOTHING, "0", "0.00"),
        explained=lambda _: (
            f"Type one amount and what it was for, such as 12.50 {first}. You can add more than one."
        ),
    )


def read_who_drove(text: str) -> str:
    """The partner who drove; for both it takes two claims. Raises UsageProblem."""
    if bare(text) in ("both", "bothofthem"):
        raise UsageProblem(
            "Type mentor or mentee. Add the other one's trip afterwards: wvls meeting claim"
        )
    return read_traveler(text)


def check_drove(who: str, place: str | None) -> str:
    """The partner who drove; asks about a trip to their own library.

    Raises UsageProblem if it is not meant.
    """
    if place == f"{who}-library" and not prompts.yes_or_no(
        f"They met at the {who}'s own library. Did the {who} drive?",
        explained=f"y claims the trip for the {who}. n asks again who drove.",
    ):
        raise UsageProblem("Then who drove?")
    return who


def ask_traveler(
    when: Callable[[Asking], bool],
    place: Callable[[Asking], str | None],
    facts: Callable[[Asking], "PairFacts"],
) -> Question:
    """Who claims travel: asked before the miles and the expenses; *place* is where they met."""

    return Question(
        "Who drove",
        words=PARTNERS,
        names=lambda asking: partners(facts(asking)),
        read=read_who_drove,
        when=when,
        check=lambda asking, who: check_drove(who, place(asking)),
        optional=True,
        skip="Enter if nobody claims travel",
        skips=NOTHING,
    )


def check_route(_: Asking, text: str) -> str:
    """The route; asks about one that reads as an expense. Raises UsageProblem if it is one.

    Tolls of 4.50 were printed on the claim sheet as the way they drove, and never paid.
    """
    if spent.looks_like_one(text) and not prompts.yes_or_no(
        f"{text.strip()[:40]!r} looks like an expense. Is it the route?",
        explained="y saves it as the route. n asks for the route again.",
    ):
        raise UsageProblem("Please enter the route again. Expenses have their own question.")
    return text


def ask_route(when: Callable[[Asking], bool]) -> Question:
    """Ask for the route to a place elsewhere, which the claim must show."""
    return Question(
        "The route, such as: Thorp to Wausau, RT",
        when=when,
        optional=True,
        check=check_route,
        skip="Enter to leave it blank on the claim sheet",
        skips=NOTHING,
        explained=lambda _: "Type the towns in the order they drove, such as: Thorp to Wausau, RT.",
    )


MILES = "Miles, there and back"


def ask_miles(**more: Any) -> Question:
    """The miles of the whole trip."""
    question = Question(
        MILES, read=read_miles, explained=lambda _: "Type the miles of the whole trip, such as 54."
    )
    return replace(question, **more)


def miles_question(
    asking: Asking, facts: "PairFacts", place: str | None, none: str = "0 for none"
) -> str:
    """The question for the miles, with the estimate there and back; *none*: what 0 does.

    People typed the miles one way instead of the whole trip.
    """
    unpaid = asking.given["traveler"] == "mentee" and facts.policy.travel_for != "both"
    parts = ("not paid to a mentee" if unpaid else "", _about(asking, facts, place), none)
    said = [part for part in parts if part]
    return f"{MILES} ({'; '.join(said)})" if said else MILES


def miles_needed(asking: Asking, facts: "PairFacts", place: str | None) -> str:
    """What Enter at that question says: taken as 0, it lost the money of whoever was just named."""
    about = _about(asking, facts, place)
    shown = f" ({about})" if about else ""
    return f"Type the miles there and back{shown}, or 0 to claim none."


def _about(asking: Asking, facts: "PairFacts", place: str | None) -> str:
    """The estimate there and back; to one's own library and elsewhere there is none."""
    if place not in LIBRARIES or place == f"{asking.given['traveler']}-library":
        return ""
    estimate = services.meetings.estimate(asking.call.db, facts)
    return f"about {estimate:.0f}" if estimate else ""


# 27 each way, 27 miles one-way, 27 x 2, two times 27
_TWICE = re.compile(r"(x|\*|times) ?(2|two)\b|\b(2|two) ?(x|\*|times)|\btwice\b")
_ONE_WAY = re.compile(r"\b(each|one|per|every|a)[ -]?way\b")


def read_miles(text: str) -> int:
    """Miles in tenths; none, in words, are 0. Raises UsageProblem."""
    if bare(text) in NOTHING:
        return 0
    try:
        return parse_miles(text)
    except UsageProblem as problem:
        both = _both_ways(text.lower())
        hint = f"Type the miles there and back, such as {both}." if both else problem.hint
        raise UsageProblem(problem.message, hint) from None


def _both_ways(text: str) -> str:
    """What the miles of one way come to there and back; empty where *text* does not say one way.

    Told to type just the number, a mentor with 27 each way was paid half of the trip.
    """
    once = _TWICE.sub(" each way ", text)
    typed = re.findall(r"[0-9]+(?:\.[0-9]+)?", once)
    if len(typed) != 1 or not _ONE_WAY.search(once):
        return ""
    with suppress(UsageProblem):  # more than any trip has
        return miles_text(parse_miles(miles_text(2 * parse_miles(typed[0]))))
    return ""


def claimed_miles(
    asking: Asking, miles_tenths: int, facts: "PairFacts", place: str | None
) -> int | None:
    """Miles as ``check_miles`` has them; None for 0, where the question says that 0 is for none.

    Otherwise an empty claim would be on every list, with travel of $0.00.
    """
    if not miles_tenths:
        invocation.answered("--miles", "0")
        return None
    return check_miles(asking, miles_tenths, facts, place)


def check_miles(asking: Asking, miles_tenths: int, facts: "PairFacts", place: str | None) -> int:
    """Miles as claimed; asks about miles far from the estimate, which can be typed again.

    Raises UsageProblem where they were not meant.
    """
    estimate = services.meetings.estimate(asking.call.db, facts)
    odd = doubtful(miles_tenths, estimate, place)
    # One way or both is asked alone: a "that is right" would say yes to either.
    if odd and not prompts.yes_or_no(odd if odd.endswith("?") else f"{odd} Is that right?"):
        raise UsageProblem("Please enter the miles again, there and back.")
    return miles_tenths
