"""Pairs: the question before one is made, and the result."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wvls_mentor.rules.matching_facts import Candidate
from wvls_mentor.rules.policy import Policy
from wvls_mentor.text import count, percent
from wvls_mentor.views.columns import Column, as_json, as_objects, plain, print_table
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import (
    headline,
    next_steps,
    pair_cell,
    print_details,
    say,
)
from wvls_mentor.views.theme import as_typed, done, quiet, strong

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.matching import Matched

PAIRS = plain(
    "pair_id", "mentor_id", "mentor", "mentee_id", "mentee", "matched_on", "ends_on", "score",
    "waived",
)  # fmt: skip


_MATCHED: "tuple[Column[Matched], ...]" = (
    Column(None, lambda p: p.pair_id, "", lambda p: strong(p.pair_id or "")),
    Column(None, lambda p: None, "pair", pair_cell, wrap=True),
    Column(None, lambda p: None, "score", lambda p: f"{percent(p.score)}%", right=True),
    Column(None, lambda p: p.matched_on, "from", lambda p: p.matched_on),
    Column(None, lambda p: p.ends_on, "until", lambda p: (p.ends_on, quiet(" C4"))),
)


def matched(pair: "Matched", today: date, terms: Policy) -> CommandResult:
    """One pair, made or (without an id) as it would be."""
    return CommandResult(
        today,
        lambda: {"pair": as_json(PAIRS, pair)},
        lambda console: _matched_screen(console, [pair], terms),
    )


def accepted(pairs: "Sequence[Matched]", today: date, terms: Policy) -> CommandResult:
    """The pairs of an accepted proposal."""
    return CommandResult(
        today,
        lambda: {"pairs": as_objects(PAIRS, pairs)},
        lambda console: _matched_screen(console, pairs, terms),
    )


def question(pair: "Matched", better: Candidate | None) -> str:
    """The question whether to make this pair; it names a better one."""
    said = (
        f"Match {pair.mentee} with {pair.mentor} ({percent(pair.score)}%) "
        f"from {pair.matched_on} to {pair.ends_on}?"
    )
    if better is None:
        return said
    best = f"{better.mentor.name} would be the best match, {percent(better.score)}%."
    return f"{best} {said}"


def _matched_screen(console: "Console", pairs: "Sequence[Matched]", terms: Policy) -> None:
    written = [p for p in pairs if p.pair_id is not None]
    if not pairs:
        headline(console, "Nobody could be matched. Nothing was saved.")
        return
    if written:
        headline(console, done(f"{count(len(written), 'pair')} made."))
    else:
        headline(console, "This pair would be made. Nothing is saved yet.")
    print_table(console, _MATCHED, pairs)
    for p in pairs:
        if p.waived:
            say(console, (f"Waived for {p.mentor} and {p.mentee}: ", as_typed(p.waived)))
    day = pairs[0].matched_on
    visit, goals = (day + timedelta(days=n) for n in (terms.first_visit_days, terms.goals_days))
    lines = (("First visit at either library by", (visit, quiet(" C5"))),
             ("Goals shared by", (goals, quiet(" C8"))))  # fmt: skip
    say(console, "")
    print_details(console, lines)
    if written:
        next_steps(console, "wvls letters intro", "wvls upcoming")
