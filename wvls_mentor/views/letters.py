"""Letters that are due, as a list or in full."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import spoken as spoken
from wvls_mentor.rules.deadline_kinds import called
from wvls_mentor.rules.letter_values import Letter, NotWritten
from wvls_mentor.rules.letters import KINDS
from wvls_mentor.text import check_name, count, first_few, listed
from wvls_mentor.views.columns import Column, as_csv, as_json, as_table
from wvls_mentor.views.result import CommandResult, show_now
from wvls_mentor.views.screen import headline, indented, next_steps, say

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.documents.letters import Written
    from wvls_mentor.rules.deadlines import Obligation
    from wvls_mentor.rules.letter_facts import PairLetter
    from wvls_mentor.services.letters import Found
    from wvls_mentor.views.screen import Step


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which letters a command was about: its kind, its other words, and whether it can mark them.

    What to type next repeats them: without them it marked letters as sent that nobody had drafted.
    """

    kind: str | None
    words: str
    can_mark: bool  # a day to come has no letters that were sent

    def command(self, more: str = "", kind: str | None = None) -> str:
        """``wvls letters`` for the same letters, with *more* behind it; *kind* where it had none."""
        parts = ("wvls letters", self.kind or kind or "", self.words, more)
        return " ".join(part for part in parts if part)


def listing(
    found: "Found",
    written: "Sequence[Written]",
    *,
    whole: bool,
    saved: Path | None,
    sent: int,
    chosen: Chosen,
) -> CommandResult:
    """The letters due; *whole* shows what each says."""
    pairs = list(zip((letter for letter, _ in found.letters), written, strict=True))
    columns = _columns(found.day, sent=any(x.last_sent for x, _ in found.letters))
    steps = _steps(found, whole=whole, saved=saved, sent=sent, chosen=chosen)

    def screen(console: "Console") -> None:
        headline(console, _lead(found, written, saved, sent, chosen))
        say(console, *_recorded(found))
        if whole and saved is None and not sent:  # what is marked was read before
            _say_whole(console, written)
        elif pairs:
            console.print(as_table(columns, pairs))
        _left_out(console, found)
        if found.missed_intros:
            say(console, "", _missed_intros(found.missed_intros))
        next_steps(console, *steps)

    return CommandResult(
        found.day,
        lambda: {
            "letters": [as_json(columns, row) for row in pairs],
            "not_written": [_not_written(found, x) for x in found.not_written],
            "questions": [
                {"pair_id": q.pair_id, "question": q.question, "about": q.about}
                for q in found.questions
            ],
            "sent": sent,
            "saved": None if saved is None or not written else str(saved),
        },
        screen,
        lambda: as_csv(columns, pairs),
    )


def _say_whole(console: "Console", written: "Sequence[Written]") -> None:
    for letter in written:
        say(console, "", f"To: {letter.name} <{letter.email}>")
        say(console, f"Subject: {letter.subject}", "", letter.text.rstrip(), "", "-" * 40)


def show_whole(written: "Sequence[Written]") -> None:
    """Print what letters say, between two questions."""
    show_now(lambda console: _say_whole(console, written))


def height(letter: "Written", columns: int) -> int:
    """How many lines of a screen with so many *columns* a letter takes, about."""
    return 6 + sum(1 + len(line) // columns for line in letter.text.rstrip().split("\n"))


def _recorded(found: "Found") -> list[str]:
    """Up to what day meetings are recorded: letters know nothing later."""
    if found.last_sheet is not None:
        ago = (found.day - found.last_sheet).days
        when = "today" if ago < 1 else f"{count(ago, 'day')} ago"
        return [f"Last sheet of meetings: {when}."]
    if found.last_held is not None:
        return [f"The latest meeting on record is {spoken(found.last_held, found.day)}."]
    return []


def _columns(day: date, *, sent: bool) -> "tuple[Column[tuple[Letter, Written]], ...]":
    return (
        Column("kind", lambda r: r[0].kind, "letter"),
        Column("person_id", lambda r: r[0].person_id),
        Column("name", lambda r: r[1].name, "to", wrap=True),
        Column("email", lambda r: r[1].email),
        Column("subject", lambda r: r[1].subject),
        Column("body", lambda r: r[1].text),
        Column("pair_ids", lambda r: list(r[0].pair_ids)),
        Column("items", lambda r: _items(r[0], day), csv=""),
        Column(None, lambda r: _why(r[0], r[1], day), "why", wrap=True),
        Column(
            "last_sent",
            lambda r: r[0].last_sent,
            "last sent" if sent else None,
            cell=lambda r: "" if r[0].last_sent is None else spoken(r[0].last_sent, day),
        ),
    )


def _items(letter: Letter, day: date) -> list[dict[str, Any]]:
    return [
        {
            "pair_id": o.pair_id,
            "kind": o.kind,
            "due": o.due,
            "days_late": o.days_late(day) if o.late_on(day) else 0,
        }
        for o in letter.items
    ]


def _why(letter: Letter, written: "Written", day: date) -> str:
    """Why it is due, for the coordinator."""
    facts = written.facts
    with_ = listed(p.partner.name for p in facts.pairs)
    if letter.kind == "intro":
        days = {p.facts.matched_on for p in facts.pairs}
        if len(days) > 1:
            with_ = listed(
                f"{p.partner.name} ({spoken(p.facts.matched_on, day)})" for p in facts.pairs
            )
            return f"matched with {with_}"
        return f"matched with {with_} on {spoken(days.pop(), day)}"
    if letter.kind == "payment":
        assert facts.payment is not None
        return f"{check_name(facts.payment.reference)}, paid {spoken(facts.payment.paid_on, day)}"
    if letter.kind == "closing":
        ended = max(p.concluded_on for p in facts.pairs)
        return f"the mentorship with {with_} ended {spoken(ended, day)}"
    return "; ".join(f"{_open(o, p)}, due {spoken(o.due, day)}" for o, p in facts.items)


def _open(o: "Obligation", p: "PairLetter") -> str:
    """What is open, as the coordinator would say it of the one who is written to."""
    if o.kind == "goals":
        one_left = o.missing[0] if len(o.missing) == 1 else ""
        return f"has not sent you {f'a {one_left} goal' if one_left else 'the goals'} yet"
    if o.kind == "evaluation":
        # "The evaluation of Mentee One" sounded like a grade.
        return f"has not sent the evaluation of the mentorship with {p.partner.name} yet"
    if o.kind == "first-visit":
        lacking = "first visit" if o.last_on is None else "visit at either library"
        return f"no {lacking} with {p.partner.name} yet"
    if o.kind != "contact":
        return f"{called(o.kind)} still open for the match with {p.partner.name}"
    last = "yet" if o.last_on is None else f"since {spoken(o.last_on, o.due)}"
    return f"no contact with {p.partner.name} {last}"


def _lead(
    found: "Found", written: "Sequence[Written]", saved: Path | None, sent: int, chosen: Chosen
) -> str:
    day = spoken(found.day, found.day)
    if not written:
        which = _ONE_KIND[chosen.kind] if chosen.kind else "letters"
        return f"No {which} are due on {day}."
    number = count(len(written), "letter")
    marked = f"{count(sent, 'letter')} marked as sent"
    if saved is not None:
        said = f"{number} saved in {saved}: open letters.html, or the drafts."
        return f"{said} {marked}." if sent else said
    if sent:
        return f"{marked} on {day}." if sent == len(written) else f"{marked} of {number}."
    return f"{number} {'is' if len(written) == 1 else 'are'} due on {day}."


# Where one kind is not due, others may be.
_ONE_KIND = {
    "intro": "introduction letters",
    "remind": "reminders",
    "evaluate": "letters that ask for an evaluation",
    "closing": "thank-you letters",
    "payment": "letters about payments",
}


def _not_written(found: "Found", x: Any) -> dict[str, Any]:
    name = found.people[x.person_id].name
    return {
        "person_id": x.person_id,
        "name": name,
        "reason": x.reason,
        "kind": x.kind,
        "pair_id": x.pair_id,
    }


def _left_out(console: "Console", found: "Found") -> None:
    """Who gets no letter now, and why; a reason that several pairs share is printed once."""
    same: dict[str, list[NotWritten]] = {}
    for x in found.not_written:
        same.setdefault(x.why.of_any_pair, []).append(x)
    if same:
        say(console, "", "Not written:", style="strong")
    for shared, group in same.items():
        one = len({x.reason for x in group}) == 1  # then it names its pair, to be copied
        reason = group[0].reason if one else shared
        for who in _who_lacks_what(found, group, reason):
            indented(console, f"{who}: {reason}", by=2)


def _missed_intros(pairs: Sequence[int]) -> str:
    """Why an intro that nobody marked as sent is gone from the list: it vanished without a word."""
    which = (
        f"pair {pairs[0]}" if len(pairs) == 1 else f"pairs {first_few(list(map(str, pairs)), 6)}"
    )
    return (
        f"The introduction of {which} was never marked as sent. It is no longer offered, because "
        "the match is more than 30 days old."
    )


def _who_lacks_what(found: "Found", group: Sequence[NotWritten], reason: str) -> Iterator[str]:
    """A sentence for everybody who lacks the same letters for one *reason*."""
    pairs: dict[object, list[NotWritten]] = {}
    for x in group:
        pairs.setdefault(x.pair_id or f"person {x.person_id}", []).append(x)
    lacking: dict[tuple[str, ...], list[tuple[NotWritten, ...]]] = {}
    for those in pairs.values():
        lacking.setdefault(tuple(dict.fromkeys(x.kind for x in those)), []).append(tuple(those))
    for kinds, same in lacking.items():
        several = len({x.person_id for those in same for x in those}) > 1
        who = ", ".join(_who(found, those, reason) for those in same)
        yield f"{who} {listed(_LACKS[kind][several] for kind in kinds)}"


# What somebody goes without, said of one and of several people.
_LACKS = {
    "intro": ("gets no introduction", "get no introduction"),
    "remind": ("gets no reminder", "get no reminder"),
    "evaluate": ("is not asked for an evaluation", "are not asked for an evaluation"),
    "closing": ("gets no thank-you letter", "get no thank-you letter"),
    "payment": ("gets no letter about a payment", "get no letter about a payment"),
}


def _who(found: "Found", group: Sequence[NotWritten], reason: str) -> str:
    """The people of one pair, with its number where the *reason* does not name it."""
    names = listed(dict.fromkeys(found.people[x.person_id].name for x in group))
    pair = f"pair {group[0].pair_id}"
    named = group[0].pair_id is None or re.search(rf"\b{pair}\b", reason)
    return names if named else f"{names} ({pair})"


def _steps(
    found: "Found", *, whole: bool, saved: Path | None, sent: int, chosen: Chosen
) -> "list[Step]":
    if sent:
        return ["wvls letters", "wvls undo"]
    mark: list[Step] = [(chosen.command("--sent"), "mark them as sent")] if chosen.can_mark else []
    if found.letters and saved is not None:
        return mark or ["wvls letters"]
    if found.questions:
        first = found.questions[0]
        answer = f"wvls letters evaluate --let-end {first.pair_id}"
        if first.question == "let-end":
            extend = f"wvls extend {first.pair_id} --months 6"
            return [(answer, "let it end, and ask how it went"), extend]
        return [(answer, "write to them anyway"), "wvls letters remind"]
    if not found.letters:
        return [*(["wvls letters"] if whole else []), "wvls upcoming", "wvls overdue"]
    save = (chosen.command("--save drafts"), "drafts for your mail program")
    if whole:
        return [save, *mark]
    kinds = [k for k in KINDS if any(letter.kind == k for letter, _ in found.letters)]
    return [(chosen.command(kind=kinds[0]), "read them"), save]
