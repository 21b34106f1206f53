"""Extensions, ends and excuses."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wvls_mentor.dates import spelled
from wvls_mentor.rules.choices import LEAVE
from wvls_mentor.rules.deadline_kinds import OF_NAME, called
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.reminders import intro_is_news
from wvls_mentor.rules.terms import PairFacts, concluded_on
from wvls_mentor.text import listed
from wvls_mentor.views.columns import sentence
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import partners

if TYPE_CHECKING:
    from wvls_mentor.services.letters_sent import Told
    from wvls_mentor.services.terms import Ending, ExcusedPair, Excuses, Term


def extended(found: "Term", today: date) -> CommandResult:
    """A longer term, and what moves with it."""
    pair_id = found.facts.pair_id
    return sentence(
        today,
        {"pair": {"pair_id": pair_id, "ends_on": found.ends_on, "was": found.was}},
        f"Extended: {partners(found.facts)} now ends {found.ends_on} (was {found.was}, C4).",
        f"wvls status {pair_id}",
        "wvls upcoming",
        more=["Contacts and check-ins go on until then; the evaluations come after it."],
    )


def end_told(told: "Sequence[Told]", was: date, facts: PairFacts, today: date) -> list[str]:
    """A warning that letters named the old end, with who has read it; none where nobody has.

    The intro says the new one while it is still news; no later letter is written for it.
    """
    if not told:
        return []
    names = listed(f"{one.name} ({one.on})" for one in told)
    reach = " ".join(f"{one.name}: {one.reach or 'no phone, no e-mail'}." for one in told)
    again = f"Call or write to them yourself: wvls status {facts.pair_id}. {reach}"
    if intro_is_news(facts, today):
        again = f"The letter with it: wvls letters intro --pair {facts.pair_id} --again"
    letters = "Letters" if len(told) > 1 else "A letter"
    said = f"{letters} to {names} said that it ends on {spelled(was)}."
    return [f"{said} Please tell them the new date. {again}"]


def ended(
    found: "Term", ending: "Ending", today: date, *, paused: bool = False, dry_run: bool = False
) -> CommandResult:
    """A mentorship that was ended, or would be; *paused*: the mentor was paused before."""
    facts = found.facts
    pair = {
        "pair_id": facts.pair_id,
        "concluded_on": found.ends_on,
        "state": found.state,
        "reason": ending.reason,
    }
    is_early = found.state == "ended-early"
    verb = f"{'Would end' if dry_run else 'Ended'}{' early' if is_early else ''}"
    mentor = "stays available" if ending.mentor_stays else "is paused as a mentor"
    if paused:
        mentor = "is still paused"
    mentee = "is withdrawn"
    if ending.mentee_stays:
        mentee = "waits for another mentor" if is_early else "has completed a term"
    planned = [f"Meeting {n} is still planned: wvls meeting cancel {n}" for n in found.planned]
    return sentence(
        today,
        {"pair": pair, "planned_meetings": list(found.planned)},
        f"{verb}: {partners(facts)}, on {found.ends_on}.",
        f"wvls evaluate {facts.pair_id}",
        f"wvls match {facts.mentee_id}" if is_early and ending.mentee_stays else "wvls status",
        more=[
            f"{facts.mentor} {mentor}; {facts.mentee} {mentee}.",
            *planned,
            *_evaluations(found, is_early=is_early),
        ],
    )


def _evaluations(found: "Term", *, is_early: bool) -> list[str]:
    """When both evaluations are due, and that no letter asks for them unasked after an early end."""
    facts = found.facts
    said = f"Both evaluations are due by {found.ends_on + timedelta(facts.policy.evaluation_days)}"
    ask = f"To ask them for evaluations: wvls letters --let-end {facts.pair_id}"
    return [f"{said} (C10).", *([ask] if is_early else [])]


def excused(
    found: "Excuses", today: date, *, single: bool, late: Sequence[Obligation] = ()
) -> CommandResult:
    """Excuses as recorded, of one pair or of all of somebody's; *late*: what was late before."""
    leave, name = found.leave, _kind(found.leave.kinds)
    until = f"until {leave.until}" if leave.until else "for good"

    def line(p: "ExcusedPair") -> str:
        start = f"from {p.since} " if p.since != today else ""
        longer = f" Their term now ends on {p.ends_on} (C4)." if p.ends_on else ""
        end = concluded_on(p.facts)
        if not p.ends_on and leave.until and end <= leave.until:
            longer = f" Their term ends on {end}, before that: wvls extend {p.facts.pair_id}"
        return f"{_both(p.facts)} are excused from {_duty(name)} {start}{until}.{longer}"

    made: list[Mapping[str, object]] = [
        {
            "pair_id": p.facts.pair_id,
            "kind": name,
            "kinds": list(p.kinds),
            "from": p.since,
            "until": leave.until,
            "reason": leave.reason,
            "ends_on": p.ends_on,
        }
        for p in found.pairs
    ]
    lines = [line(p) for p in found.pairs]
    if late:
        items = listed(f"{called(o.kind)} (due {o.due})" for o in late)
        lines.append(f"No longer shown as late: {items}.")
    return _excuses(made, lines, today, single=single)


def unexcused(
    pairs: Sequence[PairFacts], kinds: tuple[str, ...], today: date, *, single: bool
) -> CommandResult:
    """Excuses that hold no more."""
    name = _kind(kinds)
    made = [{"pair_id": f.pair_id, "kind": name, "removed": True} for f in pairs]
    lines = [f"{_both(f)} are no longer excused from {_duty(name)}." for f in pairs]
    return _excuses(made, lines, today, single=single)


def _excuses(
    made: Sequence[Mapping[str, object]], lines: Sequence[str], today: date, *, single: bool
) -> CommandResult:
    body = {"excuse": made[0]} if single else {"excuses": made}
    status = f"wvls status {made[0]['pair_id']}"
    return sentence(today, body, lines[0], status, "wvls overdue", more=lines[1:])


def _both(facts: PairFacts) -> str:
    return f"{facts.mentor} and {facts.mentee}"


def _duty(name: str) -> str:
    """What a kind, or all of a leave, is called after "excused from"."""
    if name == "all":
        return "everything but evaluations and planned meetings"
    return OF_NAME[name].duty


def _kind(kinds: tuple[str, ...]) -> str:
    return "all" if kinds == LEAVE else kinds[0]
