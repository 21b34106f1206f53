"""The day on which a payment is voided, as ``stipends void`` asks for it at a terminal.

From that day on the payment is owed again, and a wrong day cannot be taken back.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from wvls_mentor import services
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.dates import spelled
from wvls_mentor.errors import Refused

if TYPE_CHECKING:
    from wvls_mentor.rules.payments import PaymentLine


def _to_be_voided(asking: Asking) -> "list[PaymentLine]":
    """The payments that are meant; as of today, as which each can be voided."""
    payment, reference = asking.given["payment"], asking.given["reference"]
    return services.payments.void(
        asking.call.db, payment, reference=reference or "", reason="-", on=asking.call.today,
        write=False,
    )  # fmt: skip


def _asks_day(asking: Asking) -> bool:
    """Whether another day than today can be meant: that of a payment of today cannot."""
    if asking.given["yes"] or asking.lacks("payment") == asking.lacks("reference"):
        return False
    return _paid_on(asking) < asking.call.today


def _paid_on(asking: Asking) -> date:
    return max(p.paid_on for p in _to_be_voided(asking))


def _check_voided_on(asking: Asking, day: date) -> date:
    """The day of the void. Raises Refused for one before the payment."""
    if day < (paid := _paid_on(asking)):
        raise Refused(f"It was paid on {paid}, after {day}.", "Enter that day or a later one.")
    return day


# Voided today, a payment of last month can no longer be paid as of last month: only its check
# number was wrong, and the ledger had the wrong month, or the wrong tax year, for good.
ASK_VOIDED_ON = Question(
    "When was it voided",
    check=_check_voided_on,
    when=_asks_day,
    needed=lambda _: True,
    # Enter alone was today, and a day that cannot be taken back was chosen in a hurry.
    unanswered='Type a day, or "today".',
    reworded=lambda asking: (
        "When was it voided (if only the check number was wrong, type "
        f'{spelled(_paid_on(asking))}, the day it was paid; otherwise "today")'
    ),
    explained=lambda _: (
        "The money is owed again from this day on. A new payment cannot have an earlier day."
    ),
)


def pay_again(lines: Sequence["PaymentLine"], today: date) -> str:
    """The command that pays what was voided, as of the day of the void: it is owed from then on."""
    people, day = {p.person_id for p in lines}, lines[0].voided_on
    who = f" {people.pop()}" if len(people) == 1 else ""
    on = f" --on {day}" if day is not None and day < today else ""
    return f"wvls stipends pay{who}{on}"
