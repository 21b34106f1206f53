"""The kinds of deadlines, one row each: whatever lists kinds or their names reads this table.

A kind that is new needs a row here, its rule in ``deadlines``, and its setting in ``policy``. This
is imported by ``choices``, from which the store's CHECK constraints are made: where the new kind
can be late it needs a migration, too.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineKind:
    """One kind of deadline.

    In *event* and *command* stand ``{mentor}``, ``{mentee}``, ``{person}`` (whoever owes it),
    ``{other}`` (the partner), ``{who}`` (their role), ``{pair}``, ``{meeting}`` and ``{due}``
    (", due Nov 9" where it is late), in a *rule* the settings, as ``{policy.goals_days}``. Words
    that a row does not give are made of those that it gives: each kind is told in its own.
    """

    name: str
    called: str = ""  # on screens
    offered: str = ""  # in a list to choose from
    duty: str = ""  # behind "excused from"
    handed_over: str = ""  # to a successor
    excused: str = ""  # to a successor, behind "excused from"
    reminded: str = ""  # what a reminder asks a partner for; empty: it is the coordinator's turn
    event: str = ""  # in a calendar
    last_day: str = ""  # there, within its grace
    command: str = "wvls status {pair}"  # what settles it
    report: str = ""  # its key among what a report counts as kept in time
    report_row: str = ""  # how that row begins
    rule: tuple[str, str] = ("", "")  # a clause, and what ``wvls rules`` adds to it
    late: bool = True  # can be late, and so excused
    leave: bool = False  # a leave excuses it
    closes: bool = False  # comes once, and is owed no more when the pair has ended
    repeats: bool = False  # one follows the other, each told by ``timeline.tell``
    met_by_meeting: bool = False  # by a visit or a call: a reminder asks for its date

    def __post_init__(self) -> None:
        called = self.called or self.name
        duty = self.duty or self.reminded or called
        begin = f"Last day for {duty}" if self.reminded else f"{_capital(called)}{{due}}"
        event = self.event or f"{begin}: {{mentor}} and {{mentee}}"
        words = {
            "called": called,
            "offered": self.offered or called,
            "duty": duty,
            "handed_over": self.handed_over or called,
            "excused": self.excused or duty,
            "event": event,
            "last_day": self.last_day or event,
            "report_row": self.report_row or f"{_capital(called)} on time",
        }
        for name, said in words.items():
            object.__setattr__(self, name, said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


KINDS = (
    DeadlineKind(
        name="first-visit",
        called="first visit",
        handed_over="first visit in person",
        reminded="the first visit",
        command="wvls log-meeting {pair}",
        report="first_visit",
        report_row="First visits on time",
        leave=True,
        closes=True,
        met_by_meeting=True,
    ),
    DeadlineKind(
        name="goals",
        duty="sharing goals",
        handed_over="goals to you",
        excused="goals",
        reminded="the goals",
        event="Last day for goals to you: {mentee}",
        command="wvls goal add {pair}",
        report="goals",
        report_row="Goals set on time",
        leave=True,
        closes=True,
    ),
    DeadlineKind(
        name="contact",
        duty="monthly contact",
        handed_over="monthly contact",
        excused="contacts",
        reminded="a contact",
        event="Contact due: {mentor} with {mentee}",
        last_day="Last day for a contact: {mentor} with {mentee}",
        command="wvls log-meeting {pair}",
        report="contacts",
        report_row="Mentors' contacts on time",
        leave=True,
        repeats=True,
        met_by_meeting=True,
    ),
    DeadlineKind(
        name="check-in",
        duty="check-ins",
        handed_over="your check-in call",
        event="Call for your check-in{due}: {mentor} and {mentee}",
        command="wvls check-in {pair}",
        report="check_ins",
        report_row="Coordinator calls on time",
        leave=True,
        repeats=True,
    ),
    DeadlineKind(
        name="evaluation",
        duty="evaluations",
        handed_over="evaluation to you",
        reminded="the evaluation",
        event="Last day for the evaluation to you: {person} (with {other})",
        command="wvls evaluate {pair} --by {who}",
        report="evaluations",
        report_row="Evaluations on time",
    ),
    DeadlineKind(
        name="confirm-meeting",
        called="meeting to confirm",
        offered="planned meetings",
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
    return OF_NAME[name].called if name in OF_NAME else name
