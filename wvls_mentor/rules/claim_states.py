"""The state of a claim: open, sent, approved, part paid, paid or withdrawn, and since when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A payment of one line of a claim: from its day to the day on which it was voided."""

    line: tuple[str, int]  # the kind, and the number of what is paid
    paid_on: date
    voided_on: date | None = None

    def live_on(self, day: date) -> bool:
        """Paid by *day* and not voided by then."""
        return self.paid_on <= day and (self.voided_on is None or self.voided_on > day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What happened to a claim with so many *lines*, each thing with its day."""

    made_on: date
    lines: int
    sent_on: date | None = None
    approved_on: date | None = None
    withdrawn_on: date | None = None
    payments: tuple[PaidLine, ...] = ()

    def state(self, day: date) -> str:
        """``open``, ``sent``, ``approved``, ``part paid``, ``paid`` or ``withdrawn`` as of *day*.

        What is dated after *day* has not happened; what was paid goes before what was marked.
        """
        if _by(self.withdrawn_on, day):
            return "withdrawn"
        paid = len({p.line for p in self.payments if p.live_on(day)})
        if paid:
            return "paid" if paid >= self.lines else "part paid"
        if _by(self.approved_on, day):
            return "approved"
        return "sent" if _by(self.sent_on, day) else "open"

    def since(self, day: date) -> date:
        """The day on which the state of *day* began; it may be one that came back after a void.

        Never before the claim was made: a payment that is dated back may pay for it all the same.
        """
        state, began = self.state(day), self.made_on
        for then in sorted({d for d in self._days() if self.made_on <= d <= day}, reverse=True):
            if self.state(then) != state:
                break
            began = then
        return began

    def _days(self) -> Iterator[date]:
        marks = (self.made_on, self.sent_on, self.approved_on, self.withdrawn_on)
        yield from (d for d in marks if d is not None)
        for p in self.payments:
            yield p.paid_on
            if p.voided_on is not None:
                yield p.voided_on


def _by(happened: date | None, day: date) -> bool:
    return happened is not None and happened <= day
