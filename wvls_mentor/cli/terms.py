"""``wvls extend``, ``end`` and ``excuse``: how long a pair lasts, and what it is excused from."""

import re
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated

from wvls_mentor import invocation, services, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.answer_words import as_words, word_of
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import number, one_of, read_day, read_day_ahead
from wvls_mentor.errors import Refused, UsageProblem, missing
from wvls_mentor.rules.choices import DEADLINES, LEAVE, choice
from wvls_mentor.rules.terms import ends_on
from wvls_mentor.text import listed
from wvls_mentor.views.result import CommandResult

extend_app = alone()
end_app = alone()
excuse_app = alone()

Months = Annotated[
    int | None,
    option(
        "--months", metavar="NUMBER", text="How many more months, such as 3.", read=number(1, 60)
    ),
]
Until = Annotated[
    date | None, option("--until", metavar="DATE", text="Up to this day.", read=read_day_ahead)
]
MentorStays = Annotated[
    bool | None, option("--mentor-stays/--mentor-leaves", text="Whether the mentor takes others.")
]
MenteeStays = Annotated[
    bool | None,
    option("--mentee-stays/--mentee-leaves", text="Whether the mentee wants another mentor."),
]
_read_kind = one_of(*DEADLINES, "all", what="a kind")


def _read_kinds(text: str) -> str:
    """The kinds with commas between, each by its number or word. Raises UsageProblem."""
    words = (*DEADLINES, "all")
    parts = [part.strip() for part in re.split(r"[,;&]|\band\b", text) if part.strip()]
    return ",".join(dict.fromkeys(_read_kind(word_of(part, words)) for part in parts or [text]))


Kind = Annotated[str | None, argument("[KIND]", ", ".join(DEADLINES) + ", or all for a leave.")]
Since = Annotated[
    date | None, option("--from", metavar="DATE", text="From this day on. [today]", read=read_day)
]
ForGood = Annotated[bool, option("--for-good", text="Without an end.")]
Remove = Annotated[bool, option("--remove", text="End the excuse: back from the day of --on.")]
Longer = Annotated[
    bool, option("--extend", text="Extend the term by the leave; with all and --until.")
]
OfPerson = Annotated[
    str | None,
    option("--person", metavar="PERSON", text="Every active pair of theirs; then no PAIR."),
]


def _read_longer(asking: Asking, text: str) -> int | None:
    """The months to add; a date becomes --until. Raises Refused for one within the term."""
    if months := re.fullmatch("([0-9]{1,3})(?: ?months?)?", text):
        return number(1, 60)(months[1])
    day, end = read_day_ahead(text), ends_on(asking.call.pair(asking.given["pair"]))
    if day <= end:
        raise Refused(f"The term lasts until {end} already.", "Type a later day.")
    asking.given["until"] = day
    invocation.answered("--until", str(day))
    return None


def _read_leave(asking: Asking, text: str) -> date | None:
    """The end of an excuse; ``for good`` becomes --for-good."""
    if choice(text, ("for-good",)) is None:
        return read_day_ahead(text)
    asking.given["for_good"] = True
    invocation.answered("--for-good")
    return None


def _check_extended(asking: Asking, typed: str) -> str:
    """The pair's number. Raises Refused if its term is over, before anything else is asked."""
    call, given = asking.call, asking.given
    number, span = call.pair(typed).pair_id, ""
    for name in ("months", "until"):
        span += f"--{name} {given[name]}" if given[name] is not None else ""
    on = given["on"] or call.today
    services.terms.refuse_over(call.db, number, span, on=on, today=call.today)
    return str(number)


_HOW_LONG = Question(
    "Until what date, or by how many months",
    explained=lambda _: (
        "Type the new last day, such as 8/1/2027, or a number of months, such as 3."
    ),
    read=str,
    check=_read_longer,
    when=lambda asking: asking.lacks("until"),
)
_UNTIL = Question(
    "Until what date (or: for good)",
    read=str,
    check=_read_leave,
    when=lambda asking: asking.lacks("for_good", "remove"),
)


def _check_from(asking: Asking, day: date) -> date:
    """The day. Raises Refused before the match: a day without a year was read as a past one."""
    if asking.lacks("person"):
        services.validation.inside(asking.call.pair(asking.given["pair"]), day, after=True)
    return day


_FROM = Question(
    "From what day",
    default="today",
    optional=True,
    check=_check_from,
    when=lambda asking: asking.lacks("remove", "on"),
)
_WHICH = Question(
    "Excused from what, such as 3 or 1,3 "
    f"(for a leave, all: {listed([as_words(kind) for kind in LEAVE])})",
    words=(*DEADLINES, "all"),
    read=_read_kinds,
    when=lambda asking: asking.lacks("person"),
)
_WHY = Question("Why", when=lambda asking: asking.lacks("remove"))


@command(
    extend_app,
    "extend",
    example='wvls extend 3 --months 6 --reason "a new building"',
    writes=True,
    asks={
        "pair": replace(options.ASK_PAIR, check=_check_extended),
        "months": _HOW_LONG,
        "reason": Question("Why", optional=True),
    },
)
def extend(
    call: Call,
    pair: options.Pair,
    months: Months = None,
    until: Until = None,
    on: options.On = None,
    reason: options.Reason = None,
    yes: options.Yes = False,
) -> CommandResult:
    """Extend a mentorship (C4).

    You can extend it up to its last day. You are asked first if the mentor would have
    more mentees than they take.
    """
    if (months is None) == (until is None):
        raise UsageProblem("An extension has --months or --until.", "Give one of them.")
    write = partial(
        services.terms.extend, call.db, call.pair(pair).pair_id, months=months, until=until,
        on=on or call.today, today=call.today, reason=reason or "",
    )  # fmt: skip
    preview = write(write=False)
    said = [over.sentence for over in preview.over]
    if said:
        both = f"{preview.facts.mentor} and {preview.facts.mentee}"
        prompts.confirm(f"{' '.join(said)} Extend {both} to {preview.ends_on} anyway?", yes=yes)
    told = services.letters_sent.end_told(call.db, preview.facts.pair_id, call.today)
    made = write(accepted=preview.over)
    result = views.terms.extended(made, call.today)
    moved = (
        views.terms.end_told(told, made.was, made.facts, call.today)
        if made.ends_on != made.was
        else []
    )
    return replace(result, warnings=[*(said if yes else []), *moved])


def _check_end(asking: Asking, day: date) -> date:
    """The day. Raises Refused for one before the match, before the reason is asked for."""
    services.validation.inside(asking.call.pair(asking.given["pair"]), day, after=True)
    return day


@command(
    end_app,
    "end",
    example='wvls end 3 --reason "the mentor moved away"',
    writes=True,
    asks={
        "on": Question("What day does it end", default="today", optional=True, check=_check_end),
        "reason": options.ASK_REASON,
    },
)
def end(
    call: Call,
    pair: options.Pair,
    on: options.On = None,
    reason: options.Reason = None,
    mentor_stays: MentorStays = None,
    mentee_stays: MenteeStays = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> CommandResult:
    """End a mentorship early.

    It is recorded with its reason.
    """
    day = on or call.today
    why = reason or ""
    facts = call.pair(pair)
    terms = partial(services.terms.end, call.db, facts.pair_id, on=day, today=call.today)
    preview = terms(services.terms.Ending(why), write=False)
    paused = services.standing.person(call.db, facts.mentor_id, "mentor", day).status == "paused"
    ending = services.terms.Ending(
        why,
        _stays(
            mentor_stays, f"Is {facts.mentor} still available as a mentor?", yes or paused,
            leaves="the list of mentors (paused",
        ),
        _stays(
            mentee_stays, f"Does {facts.mentee} want another mentor?", yes,
            leaves="the list of mentees (withdrawn",
        ),
    )  # fmt: skip
    if dry_run:
        return views.terms.ended(preview, ending, call.today, paused=paused, dry_run=True)
    prompts.confirm(f"End the mentorship of {facts.mentor} and {facts.mentee} on {day}?", yes=yes)
    return views.terms.ended(terms(ending), ending, call.today, paused=paused)


def _stays(given: bool | None, question: str, yes: bool, *, leaves: str) -> bool:
    if given is not None or yes or not prompts.at_terminal():
        return True if given is None else given
    waits = f"y keeps them on the list for a new pair. n takes them off {leaves}; you can bring them back)."
    return prompts.yes_or_no(question, default=True, explained=waits)


@command(
    excuse_app,
    "excuse",
    example='wvls excuse 3 contact --until 2027-02-01 --reason "on leave"',
    writes=True,
    asks={"kind": _WHICH, "since": _FROM, "until": _UNTIL, "reason": _WHY},
)
def excuse(
    call: Call,
    pair: options.Pair,
    kind: Kind = None,
    since: Since = None,
    until: Until = None,
    for_good: ForGood = False,
    reason: options.Reason = None,
    extend: Longer = False,
    remove: Remove = False,
    person: OfPerson = None,
    on: options.On = None,
    yes: options.Yes = False,
) -> CommandResult:
    """Excuse a pair from deadlines.

    What is excused is neither overdue nor upcoming. From the end of the leave, contacts and
    check-ins have their whole time again, a first visit and goals 14 days. For every pair of
    somebody on leave: wvls excuse all --person PERSON.
    """
    kinds = _kinds(pair, kind, person)
    if remove:
        if any((since, until, for_good, reason is not None, extend)):
            raise UsageProblem("--remove ends an excuse.", "Leave out the other options.")
        return _unexcuse(call, pair, person, kinds, on or call.today)
    if until is not None and for_good:
        raise UsageProblem("--until and --for-good cannot be used together.", "Give one of them.")
    if until is None and not for_good:
        raise missing("--until", "Give the last day of it, or --for-good.")
    if extend and (kinds != LEAVE or until is None):
        raise UsageProblem("--extend goes with all and --until.", "Say both, or leave it out.")
    if since is not None and on is not None:
        raise UsageProblem("--from and --on cannot be used together.", "Give --from.")
    day = since or on or call.today
    if reason is None:
        raise missing("--reason", "See an example: wvls excuse --help")
    leave = services.terms.Leave(kinds, until, reason, extend)
    starts = _starts(call, pair, person, day, until)
    write = partial(services.terms.excuse, call.db, starts, leave, today=call.today)
    preview = write(write=False)
    said = [over.sentence for over in preview.over]
    if said:
        prompts.confirm(f"{' '.join(said)} Extend anyway?", yes=yes)
    pairs = {number for number, _ in starts}
    before = services.deadlines.overdue(call.db, call.today).items
    told = [
        (p, services.letters_sent.end_told(call.db, p.facts.pair_id, call.today))
        for p in preview.pairs
        if p.ends_on is not None
    ]
    made = write(accepted=preview.over)
    after = services.deadlines.overdue(call.db, call.today).items
    late = [o for o in before if o.pair_id in pairs and o not in after]
    result = views.terms.excused(made, call.today, single=person is None, late=late)
    moved = [
        text
        for p, who in told
        for text in views.terms.end_told(who, ends_on(p.facts), p.facts, call.today)
    ]
    return replace(result, warnings=[*(said if yes else []), *moved])


def _kinds(pair: str, kind: str | None, person: str | None) -> tuple[str, ...]:
    """The kinds meant. With --person the first word is the kind, for there is no pair."""
    if person is not None:
        if kind is not None:
            raise UsageProblem(
                "PAIR and --person cannot be used together.",
                f"wvls excuse {kind} --person PERSON ...",
            )
        kind = pair
    elif kind is None:
        raise missing("KIND", "See an example: wvls excuse --help")
    kinds = set(_read_kinds(kind).split(","))
    kinds = kinds - {"all"} | set(LEAVE) if "all" in kinds else kinds
    return tuple(word for word in DEADLINES if word in kinds)


def _starts(
    call: Call, pair: str, person: str | None, day: date, until: date | None
) -> list[tuple[int, date]]:
    """Each pair that is meant, with the first day on which it is excused."""
    if person is None:
        return [(call.pair(pair).pair_id, day)]
    return services.terms.active_pairs(call.db, call.person(person), day, until, today=call.today)


def _unexcuse(
    call: Call, pair: str, person: str | None, kinds: tuple[str, ...], day: date
) -> CommandResult:
    numbers = [number for number, _ in _starts(call, pair, person, day, None)]
    ended = services.terms.unexcuse(call.db, numbers, kinds, on=day)
    facts = [call.pair(str(number)) for number in ended]
    return views.terms.unexcused(facts, kinds, call.today, single=person is None)
