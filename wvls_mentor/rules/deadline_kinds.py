"""The kinds of deadlines, one row each: whatever lists kinds or their names reads this table.

It is imported by ``choices``, from which the store's CHECK constraints are made.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineKind:
    """One kind of deadline.

    In *event* and *command* stand ``{mentor}``, ``{mentee}``, ``{person}`` (whoever owes it), ``{other}`` (the partner),
    ``{who}`` (their role), ``{pair}``, ``{meeting}`` and ``{due}`` (", due Nov 9" where it is late).
    """

    name: str
    called: str = ""  # on screens, where that is not its name
    duty: str = ""  # behind "excused from"
    reminded: str = ""  # what a reminder asks a partner for; empty: it is the coordinator's turn
    event: str = ""  # in a calendar
    command: str = "wvls log-meeting {pair}"  # what settles it
    report: str = ""  # its key among what a report counts as kept in time
    late: bool = True  # can be late, and so excused
    leave: bool = False  # a leave excuses it
    closes: bool = False  # comes once, and is owed no more when the pair has ended


KINDS = (
    DeadlineKind(
        name="first-visit",
        called="first visit",
        duty="the first visit",
        reminded="the first visit",
        event="Last day for the first visit: {mentor} and {mentee}",
        report="first_visit",
        leave=True,
        closes=True,
    ),
    DeadlineKind(
        name="goals",
        duty="sharing goals",
        reminded="the goals",
        event="Last day for goals to you: {mentee}",
        command="wvls goal add {pair}",
        report="goals",
        leave=True,
        closes=True,
    ),
    DeadlineKind(
        name="contact",
        duty="monthly contact",
        reminded="a contact",
        event="Contact due: {mentor} with {mentee}",
        report="contacts",
        leave=True,
    ),
    DeadlineKind(
        name="check-in",
        duty="check-ins",
        event="Call for your check-in{due}: {mentor} and {mentee}",
        command="wvls check-in {pair}",
        report="check_ins",
        leave=True,
    ),
    DeadlineKind(
        name="evaluation",
        duty="evaluations",
        reminded="the evaluation",
        event="Last day for the evaluation to you: {person} (with {other})",
        command="wvls evaluate {pair} --by {who}",
        report="evaluations",
    ),
    DeadlineKind(
        name="confirm-meeting",
        called="meeting to confirm",
        duty="confirming planned meetings",
        command="wvls meeting confirm {meeting}",
    ),
    DeadlineKind(
        name="term-end",
        called="end of the term",
        event="Term ends, extend it? {mentor} and {mentee}",
        command="wvls extend {pair} --months 6",
        late=False,  # it is announced only (C4)
    ),
)
OF_NAME = {kind.name: kind for kind in KINDS}


def called(name: str) -> str:
    """What screens call a kind."""
    return (OF_NAME[name].called if name in OF_NAME else "") or name
