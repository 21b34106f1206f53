"""``wvls match``: propose for all, explain for one, pair two."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import completion, options, prompts, questions
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking
from wvls_mentor.errors import NeedsWaiver, NotFound, Refused, UsageProblem
from wvls_mentor.rules.matching_facts import WAIVABLE
from wvls_mentor.text import listed, to_copy
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.services.matching import MatchingRequest

app = alone()


def _read_percent(text: str) -> int:
    """Hundredths of a percent. Raises UsageProblem."""
    found = re.fullmatch(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?%?", text.strip())
    hundredths = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else -1
    if not 0 <= hundredths <= 10_000:
        raise UsageProblem(
            f"{text[:40]!r} is not a percentage.", "Use 0 to 100, such as 40 or 62.5."
        )
    return hundredths


OneMentee = Annotated[
    str | None,
    argument("[MENTEE]", "Compare every mentor for this mentee.", complete=completion.mentees),
]
OneMentor = Annotated[
    str | None,
    argument("[MENTOR]", "Pair this mentor with the mentee.", complete=completion.mentors),
]
_WAIVABLE = listed(WAIVABLE, "or")
Waive = Annotated[
    str | None,
    option("--waive", metavar="REASON", text=f"Waive {_WAIVABLE} for this one pair."),
]
EveryMentor = Annotated[
    bool, option("--all", text="With a mentee: show every mentor, not only the best that fit.")
]
WHY_WAIVE = f"Why {_WAIVABLE} is waived. It is saved with the pair and shown."


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEverybody:
    """Options that go only with the proposal for everybody."""

    accept: Annotated[bool, option("--accept", text="Make the proposed pairs.")] = False
    fair: Annotated[bool, option("--fair", text="Make the weakest pair as strong as possible.")] = (
        False
    )
    min_score: Annotated[
        int | None,
        option(
            "--min-score",
            metavar="PERCENT",
            text="Leave out weaker pairs, 0 to 100.",
            read=_read_percent,
        ),
    ] = None
    fix: Annotated[
        list[str] | None,
        option("--fix", metavar="MENTEE=MENTOR", text="Take this pairing as given. Repeatable."),
    ] = None
    without: Annotated[
        list[str] | None,
        option("--without", metavar="MENTEE=MENTOR", text="Rule this pairing out. Repeatable."),
    ] = None


@command(app, "match", example='wvls match   wvls match "Mentee Six"   wvls match 7 3 --yes')
def match(
    call: Call,
    given: ForEverybody,
    mentee: OneMentee = None,
    mentor: OneMentor = None,
    waive: Waive = None,
    on: options.On = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    everything: EveryMentor = False,
) -> CommandResult:
    """Propose, explain and make pairs (C3).

    By itself it proposes the best pairs for everyone who is waiting. With a mentee it compares
    every mentor; with a mentee and a mentor it makes that pair.
    """
    if mentee is not None:
        for f in fields(given):
            if getattr(given, f.name) != f.default:
                name = f"--{f.name.replace('_', '-')}"
                pair = (
                    f"To make one pair: wvls match {to_copy(mentee)} {to_copy(mentor or 'MENTOR')}"
                )
                raise UsageProblem(
                    f"{name} goes with 'wvls match' for everybody.",
                    pair if f.name == "accept" else "Leave it out.",
                )
    if waive is not None and mentor is None:
        raise UsageProblem("--waive goes with one pair.", "wvls match MENTEE MENTOR --waive REASON")
    if mentee is None:
        return _everybody(call, given, on, yes=yes, dry_run=dry_run)
    day = on or call.today
    if mentor is not None:
        return _pair(call, mentee, mentor, day, waive, yes=yes, dry_run=dry_run)
    mentee_id = call.person(mentee, "mentee")
    found = services.matching.explain(call.db, mentee_id, day, today=call.today)
    titles = services.topics.titles(call.db)
    return views.matching.explanation(found, day, titles, everything=everything)


def _everybody(
    call: Call, given: ForEverybody, on: date | None, *, yes: bool, dry_run: bool
) -> CommandResult:
    """The pairs for everybody who waits, proposed or made."""
    day, question = on or call.today, _question(call, given)
    if given.accept and not dry_run:
        call.writes()
    found = services.matching.propose(call.db, day, question, today=call.today)
    titles = services.topics.titles(call.db)
    if not given.accept or dry_run:
        return views.matching.proposal(found, day, titles, quote=_quoted(given, on))
    if not found.pairings:
        # Why nobody could be matched says more than that nobody was.
        proposal = views.matching.proposal(found, day, titles, quote=_quoted(given, on))
        return replace(proposal, body=lambda: {"pairs": []}, rows=None)
    call.preview(views.matching.proposal(found, day, titles, made=True), yes=yes)
    many = "this pair" if len(found.pairings) == 1 else f"these {len(found.pairings)} pairs"
    prompts.confirm(f"Make {many}, matched on {day}?", yes=yes)
    made = services.matching.accept(call.db, day, question, found, today=call.today)
    terms = services.policy.show(call.db, day).policy
    return views.pairing.accepted(made, call.today, terms)


def _question(call: Call, given: ForEverybody) -> "MatchingRequest":
    return services.matching.MatchingRequest(
        fair=given.fair,
        min_score=given.min_score or 0,
        fixed=tuple(_couple(call, text, "--fix") for text in given.fix or ()),
        forbidden=tuple(_couple(call, text, "--without") for text in given.without or ()),
    )


def _couple(call: Call, text: str, option: str) -> tuple[int, int]:
    mentee, equals, mentor = text.partition("=")
    if not equals or not mentee.strip() or not mentor.strip():
        raise UsageProblem(
            f"{text[:60]!r} names no pairing.", f'Write {option} "MENTEE=MENTOR", by name or id.'
        )
    return call.person(mentee, "mentee"), call.person(mentor, "mentor")


def _quoted(given: ForEverybody, on: date | None) -> str:
    """The options of this question, to be repeated with --accept."""
    parts = ["--fair"] if given.fair else []
    if given.min_score is not None:
        parts.append(f"--min-score {given.min_score / 100:g}")
    if on is not None:
        parts.append(f"--on {on}")
    parts += [f"--fix {to_copy(text)}" for text in given.fix or ()]
    parts += [f"--without {to_copy(text)}" for text in given.without or ()]
    return "".join(f" {part}" for part in parts)


def _waived(call: Call, refused: NeedsWaiver) -> str:
    """The reason for a waiver, asked for at a terminal. Raises *refused* where none is given."""
    if not prompts.at_terminal():
        raise refused
    prompts.tell(refused.message)
    # Asked apart: a "y" to both in one question became the reason that is kept and shown.
    if not prompts.yes_or_no(
        "Make an exception for just this pair?",
        explained="y makes the pair anyway; you are asked for the reason. n makes no pair.",
    ):
        raise Refused("Canceled. Nothing was saved.")
    return str(questions.put(options.ASK_REASON, Asking(call, {}), what="--waive", help=WHY_WAIVE))


def couple(call: Call, mentee: str, mentor: str, command: str) -> tuple[int, int]:
    """The ids of a mentee and a mentor. Raises NotFound, and where they are swapped says so."""
    try:
        return call.person(mentee, "mentee"), call.person(mentor, "mentor")
    except NotFound:
        swapped = services.find.swapped(call.db, mentee, mentor)
        if swapped is None:
            raise
        mentee_id, mentor_id, name = swapped
        raise NotFound(
            f"{name} is a mentor.", f"Put the mentee first: {command} {mentee_id} {mentor_id}"
        ) from None


def _pair(
    call: Call, mentee: str, mentor: str, day: date, waive: str | None, *, yes: bool, dry_run: bool
) -> CommandResult:
    """Make one pair, or show it as it would be."""
    call.writes()
    ids = couple(call, mentee, mentor, "wvls match")
    try:
        pair = services.matching.preview(call.db, *ids, day, today=call.today, waive=waive)
    except NeedsWaiver as refused:
        waive = _waived(call, refused)
        pair = services.matching.preview(call.db, *ids, day, today=call.today, waive=waive)
    if not dry_run:
        better = services.matching.better(call.db, pair, day, today=call.today)
        prompts.confirm(views.pairing.question(pair, better), yes=yes)
        pair = services.matching.make(call.db, *ids, day, today=call.today, waive=waive)
    return views.pairing.matched(pair, call.today, services.policy.show(call.db, day).policy)
