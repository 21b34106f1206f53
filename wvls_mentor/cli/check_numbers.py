"""What ``stipends pay`` asks for at a terminal: who is paid, when, and with which check.

A check has one payee, so each payee is asked about separately.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from wvls_mentor import invocation, services
from wvls_mentor.cli import prompts, reviews
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.questions import Asking, Question, put
from wvls_mentor.cli.readers import read_past_day
from wvls_mentor.cli.settings import again
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.money import money
from wvls_mentor.rules import payable
from wvls_mentor.rules.choices import bare
from wvls_mentor.rules.payable import Payable
from wvls_mentor.text import check_name, first_few, line, shortened


def read_reference(text: str) -> str:
    """A reference; a bare number is one too, not a payment's. Raises UsageProblem where empty."""
    if not text.strip():
        raise UsageProblem("The reference is empty.", "Enter a check number, for example.")
    return line(text, "check number", longest=100)


NUMBER_HELP = "Type the number printed on the check, such as 1041."
SKIP_HELP = "To pay this person another time, type skip."


def _number_help(call: Call) -> str:
    """What to type at the question, and the whole command of whoever does not pay by check."""
    other = f"{again(call.ctx)} --reference TEXT (any text)."
    return f"{NUMBER_HELP} If you do not pay by check, press Ctrl-C and type: {other}"


def _read_number(text: str, call: Call) -> str:
    """A check number typed at the question, where "y" is a slip and not a number.

    ``--reference`` takes any text. Raises UsageProblem for a text without a digit.
    """
    number = read_reference(text)
    if not re.search("[0-9]", number):
        raise UsageProblem(
            f"{shortened(number, 30)!r} has no digit, so it is not a check number.",
            _number_help(call),
        )
    return number


def _read_number_or_skip(text: str, call: Call) -> str:
    return text if bare(text) == "skip" else _read_number(text, call)


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


def ask_day(call: Call, choice: "services.payments.PaymentChoice") -> date | None:
    """The day of the payment; None for today, and where nothing of the *choice* is to be paid."""

    def check(_: Asking, day: date) -> date:
        if services.payments.preview(call.db, choice, on=day).lines:
            return day
        if (voided := services.payments.voided_after(call.db, owed, day)) is not None:
            raise Refused(
                f"You voided that check on {voided}, "
                f"so the new payment has to be dated {voided} or later."
            )
        raise Refused(
            f"Nothing is owed as of {day}.", "Enter a later day, or press Enter for today."
        )

    owed = services.payments.preview(call.db, choice, on=call.today)
    if not owed.lines:
        return None  # no other day would be right
    question = Question(
        "When was it paid",
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


@dataclass(slots=True)
class Checks:
    """The check number of each payee, while they are asked for; *payee* is who one check is for.

    Each is checked when it is typed: otherwise one slip would cost all of the answers.
    """

    call: Call
    owed: Payable
    numbers: dict[int, str]
    payee: str | None = None
    skipped: set[int] = field(default_factory=set)
    asked: list[int] = field(default_factory=list)
    one: bool = False  # one number is for everything that is paid
    told: set[str] = field(default_factory=set)

    def complete(self) -> None:
        """Ask for every number that is missing. Raises UsageProblem where nobody can answer."""
        missing = [p for p in services.references.payees(self.owed) if self._lacks(p)]
        if missing and not prompts.at_terminal():
            names = first_few([shortened(p.name, 40) for p in missing], 3)
            raise UsageProblem(
                f"There is no check number for {names}.",
                "Add --check-number PERSON=NUMBER, or one --reference for all.",
            )
        self.one = self.payee is not None or (len(missing) == 1 and not self.numbers)
        if missing and self.one:
            self._ask_for_all(missing)
            return
        for p in missing:
            self.ask(p)

    def left(self) -> Payable:
        """What is paid after all: everything but the lines of people who were skipped."""
        return payable.without(self.owed, self.skipped)

    def ask(self, p: "services.references.Payee") -> None:
        """Ask for one payee's number; an earlier answer is replaced."""
        self.numbers.pop(p.person_id, None)
        self.skipped.discard(p.person_id)
        question = f"Check number for {shortened(p.name, 40)} ({money(p.amount_cents)}), or skip"
        while True:
            number = prompts.ask_until(
                question,
                "--check-number",
                partial(_read_number_or_skip, call=self.call),
                explained=f"{SKIP_HELP} {_number_help(self.call)}",
            )
            if bare(number) == "skip":
                self.skipped.add(p.person_id)
            elif not self._meant({p.person_id: number}):
                continue
            else:
                self.numbers[p.person_id] = number
            self.asked = [*(x for x in self.asked if x != p.person_id), p.person_id]
            return

    def remember(self) -> None:
        """Note the answers in the history, as they would be typed."""
        if self.one and self.asked:
            invocation.answered("--reference", self.numbers[self.asked[0]])
            return
        for person in self.asked:
            if person in self.skipped:
                invocation.answered("--except", str(person))
            else:
                invocation.answered("--check-number", f"{person}={self.numbers[person]}")

    def _lacks(self, p: "services.references.Payee") -> bool:
        return p.person_id not in self.numbers

    def _ask_for_all(self, missing: "Sequence[services.references.Payee]") -> None:
        people = [p.person_id for p in missing]

        def check(_: Asking, number: str) -> str:
            if not self._meant(dict.fromkeys(people, number)):
                raise UsageProblem("Please enter the check number again.")
            return number

        asked = Question(
            "Check number",
            read=partial(_read_number, call=self.call),
            check=check,
            explained=lambda _: "",  # what its reader says is the whole of it
        )
        with invocation.unsaid():
            self.numbers |= dict.fromkeys(people, put(asked, Asking(self.call, {})))
        self.asked = people

    def _meant(self, new: Mapping[int, str]) -> bool:
        """Whether a number that another payee has is meant: a check has one payee."""
        number = next(iter(new.values()))
        said = services.references.used_twice(
            self.call.db, self.owed, number, {**self.numbers, **new}, payee=self.payee
        )
        for sentence in said:
            prompts.tell(sentence)
        self.told |= set(said)
        return not said or prompts.yes_or_no(
            "Use it anyway?", explained="y keeps the number. n asks for it again."
        )

    def warn(self, sentences: Sequence[str]) -> None:
        """Say what looks wrong, each thing only once, even after an answer or a change."""
        prompts.warn(text for text in sentences if text not in self.told)
        self.told |= set(sentences)

    def read_back(self) -> "list[services.references.Payee]":
        """Each payee with the amount and the check, numbered; who they are, in that order."""
        people = services.references.payees(self.owed)
        prompts.tell("The checks:")
        prompts.show_choices(
            (number, f"{shortened(p.name, 40)}\t{money(p.amount_cents)}\t{self._check_of(p)}")
            for number, p in enumerate(people, 1)
        )
        return people

    def _check_of(self, p: "services.references.Payee") -> str:
        if p.person_id in self.skipped:
            return "skipped"
        return shortened(check_name(self.numbers[p.person_id]), 30)

    def agreed(self, question: str) -> bool:
        """Whether to pay, once the checks are read back; False if one of them was changed.

        Raises Refused where the answer is no.
        """
        people = self.read_back()
        prompts.tell("To change one, type its number.")
        typed = reviews.decided(question, len(people))
        if typed is False:
            raise Refused("Canceled. Nothing was saved.")
        if typed is True:
            return True
        self.ask(people[typed - 1])
        return False
