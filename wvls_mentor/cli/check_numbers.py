"""What ``stipends pay`` asks for at a terminal: who is paid, when, and with which check.

A module of its own: a check has one payee, so that several payees are asked about one by one.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from wvls_mentor import invocation, services
from wvls_mentor.cli import prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.questions import Asking, Question, put
from wvls_mentor.cli.readers import read_past_day
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.money import money
from wvls_mentor.rules.choices import bare
from wvls_mentor.rules.payable import Payable
from wvls_mentor.text import count, line, listed, shortened


def read_reference(text: str) -> str:
    """A reference; a bare number is one too, not a payment's. Raises UsageProblem where empty."""
    if not text.strip():
        raise UsageProblem("The reference is empty.", "Enter a check number, for example.")
    return line(text, "check number", longest=100)


NUMBER_HELP = "Type the number printed on the check."
SKIP_HELP = "To pay this person another time, type skip."


def _read_number(text: str) -> str:
    """A check number as it is typed at the question, where a y is no number but a slip.

    ``--reference`` takes any text. Raises UsageProblem for a text without a digit.
    """
    number = read_reference(text)
    if not re.search("[0-9]", number):
        raise UsageProblem(
            f"{shortened(number, 30)!r} has no digit, so it is not a check number.",
            "Type the number on the check, such as 1041. If you do not pay by check, press Ctrl-C "
            "and add --reference TEXT.",
        )
    return number


def _read_number_or_skip(text: str) -> str:
    return text if bare(text) == "skip" else _read_number(text)


def ask_payee(call: Call, day: date, kind: str | None) -> str | None:
    """The id of the person who is paid; None for everyone, and where there is no choice."""
    found, owed = services.references.to_choose(call.db, day, kind)
    if len(found) < 2:
        return None

    def check(asking: Asking, typed: str) -> str:
        number = asking.call.payee(typed)
        if number not in owed:
            raise Refused("Nothing is owed to them.", "Type the number of a line.")
        return str(number)

    question = Question(
        "Who are you paying?",
        records=lambda _: found,
        check=check,
        optional=True,
        skip="Enter for everyone",
    )
    answer: str | None = put(question, Asking(call, {}), what="MENTOR")
    return answer


def ask_day(call: Call, choice: "services.payments.Choice") -> date | None:
    """The day of the payment; None for today, and where nothing of the *choice* is to be paid."""

    def check(_: Asking, day: date) -> date:
        if not services.payments.preview(call.db, choice, on=day).lines:
            raise Refused(
                f"Nothing is owed as of {day}.",
                "Enter a later day, or press Enter for today.",
            )
        return day

    if not services.payments.preview(call.db, choice, on=call.today).lines:
        return None  # no other day would be right
    question = Question(
        "Paid on which day",
        read=read_past_day,
        check=check,
        optional=True,
        skip="Enter for today",
        explained=lambda _: "Type the date on the check.",
    )
    day: date | None = put(question, Asking(call, {}), what="--on")
    return day


def read(
    call: Call, owed: Payable, typed: Sequence[str], left_out: Collection[int] = ()
) -> dict[int, str]:
    """Each ``PERSON=NUMBER`` as typed: the number of a person to their check number.

    Raises UsageProblem for one that is malformed or of somebody who is *left_out*, Refused for
    somebody who is not paid.
    """
    known = {p.person_id for p in services.references.payees(owed)}
    found: dict[int, str] = {}
    for text in typed:
        who, number = _parts(text)
        person = call.person(who)
        if person in left_out:
            raise UsageProblem(
                f"{_name(call, person)} has a --check-number and is left out by --except.",
                "Leave one of them out.",
            )
        _refuse_unpaid(call, owed, known, person)
        there = found.setdefault(person, number)
        if there != number:
            raise UsageProblem(
                f"{_name(call, person)} has two check numbers: "
                f"{shortened(there, 30)} and {shortened(number, 30)}.",
                "Give one.",
            )
    return found


def _parts(text: str) -> tuple[str, str]:
    """(person, check number) of one ``PERSON=NUMBER``. Raises UsageProblem."""
    who, sign, number = (part.strip() for part in text.partition("="))
    example = 'Use --check-number PERSON=NUMBER, such as "Mentor One=1041".'
    if not who or not sign:
        raise UsageProblem(f"{text[:40]!r} does not say whose check it is.", example)
    if not number:
        raise UsageProblem(f"There is no check number after {text[:40]!r}.", example)
    return who, read_reference(number)


def refuse_unused(owed: Payable, numbers: Mapping[int, str], reference: str | None) -> None:
    """Raise UsageProblem for a *reference* beside a check number for every payee: one is a slip."""
    if reference and numbers and all(o.person_id in numbers for o in owed.lines) and owed.lines:
        raise UsageProblem(
            "Every payee has a --check-number: nobody is left for --reference.",
            "Leave one of them out.",
        )


def skipped(call: Call, owed: Payable, typed: Sequence[str]) -> frozenset[int]:
    """The numbers of the people to leave out. Raises Refused for somebody who is not paid."""
    known = {p.person_id for p in services.references.payees(owed)}
    found = frozenset(call.person(text.strip()) for text in typed)
    for person in sorted(found):
        _refuse_unpaid(call, owed, known, person)
    return found


def _refuse_unpaid(call: Call, owed: Payable, known: Collection[int], person: int) -> None:
    """Raise Refused for somebody who is not paid by *owed*."""
    if owed.lines and person not in known:
        raise Refused(
            f"Nothing in this payment is for {_name(call, person)}.",
            "See who is owed: wvls stipends pay --dry-run",
        )


def _name(call: Call, person: int) -> str:
    """What somebody is called, whatever was typed for them."""
    known = services.listings.people(call.db, None, call.today)
    name = next(text.partition("\t")[0] for number, text in known if number == person)
    return shortened(name, 40)


def complete(
    call: Call, owed: Payable, numbers: Mapping[int, str], *, one_check: bool
) -> tuple[dict[int, str], frozenset[int]]:
    """(*numbers* with one for every payee, who was skipped), asked for at a terminal.

    With *one_check* one number pays all of them. Raises UsageProblem where nobody can answer.
    """
    found = dict(numbers)
    missing = [p for p in services.references.payees(owed) if p.person_id not in found]
    if missing and not prompts.at_terminal():
        names = [shortened(p.name, 40) for p in missing[:3]]
        if len(missing) > 3:
            names.append(count(len(missing) - 3, "other"))
        raise UsageProblem(
            f"There is no check number for {listed(names)}.",
            "Add --check-number PERSON=NUMBER, or one --reference for all.",
        )
    if missing and (one_check or (len(missing) == 1 and not found)):
        asked = Question("Check number", read=_read_number, explained=lambda _: NUMBER_HELP)
        number = put(asked, Asking(call, {}), what="--reference")
        return {p.person_id: number for p in missing}, frozenset()
    left_out = set()
    for p in missing:
        question = f"Check number for {shortened(p.name, 40)} ({money(p.amount_cents)}), or skip"
        number = prompts.ask_until(
            question, "--check-number", _read_number_or_skip, explained=f"{NUMBER_HELP} {SKIP_HELP}"
        )
        if bare(number) == "skip":
            invocation.answered("--except", str(p.person_id))
            left_out.add(p.person_id)
        else:
            invocation.answered("--check-number", f"{p.person_id}={number}")
            found[p.person_id] = number
    return found, frozenset(left_out)
