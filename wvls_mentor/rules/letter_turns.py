"""Which of two letters goes first, so that nobody gets thanks and a request on the same day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wvls_mentor.dates import spoken
from wvls_mentor.rules.letter_values import Letter, LetterSituation
from wvls_mentor.rules.terms import concluded_on

ASKING = ("remind", "evaluate")
WAITS = timedelta(days=60)  # after the conclusion other letters wait for a closing letter
CLOSES_FIRST = "the closing letter goes first; this one comes the day after"


@dataclass(frozen=True, slots=True)
class Turns:
    """The letters due on a day, one per person and kind, some of which wait for others.

    Of thanks and a question about the same pair only one is among them: ``letters`` sees to that.
    """

    letters: Sequence[Letter]
    now: LetterSituation

    def why(self, letter: Letter) -> str:
        """Why *letter* waits for another one; "" where it does not."""
        who = letter.person_id
        if letter.kind in ASKING and self._closes_first(who):
            return CLOSES_FIRST
        if letter.kind != "closing" or not self._asked(who) or self._closes_first(who):
            return ""
        last = _at_last(letter, self.now)
        by = f", by {spoken(last, self.now.day)}" if last > self.now.day else ""
        return f"another letter asks for an answer first; this one comes the day after{by}"

    def _closes_first(self, who: int) -> bool:
        """Whether the closing letter went out today, or has waited as long as it may."""
        if self._sent(who, "closing"):
            return True
        return not self._sent(who, *ASKING) and any(
            self.now.day >= _at_last(x, self.now)
            for x in self.letters
            if (x.person_id, x.kind) == (who, "closing") and not self.now.people[who].reason
        )

    def _asked(self, who: int) -> bool:
        """Whether something is asked for today: a farewell on the same day would confuse."""
        wanted = any(x.person_id == who and x.kind in ASKING for x in self.letters)
        return wanted or self._sent(who, *ASKING)

    def _sent(self, who: int, *kinds: str) -> bool:
        """Whether a letter of these kinds was marked as sent today."""
        return any(
            m.person_id == who and m.kind in kinds and m.sent_on == self.now.day
            for m in self.now.marks
        )


def _at_last(closing: Letter, now: LetterSituation) -> date:
    """Until when a closing letter waits, by the pair that ended first: so the coordinator was told."""
    return WAITS + min(concluded_on(f) for f in now.facts if f.pair_id in closing.pair_ids)
