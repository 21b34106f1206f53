"""Meetings of a pair, and the effects of one that was logged."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import spelled
from wvls_mentor.money import money
from wvls_mentor.rules.deadlines import obligations
from wvls_mentor.rules.meetings import MeetingFacts, TravelClaim, how_met
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.rules.topics import listed_topics
from wvls_mentor.text import count, hours_text, miles_text, shortened
from wvls_mentor.views.columns import Column, as_json, listing, plain, sentence
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import Step, partners
from wvls_mentor.views.theme import Line, as_typed, done, late, parted, quiet, soon, strong

if TYPE_CHECKING:
    from wvls_mentor.services.meeting_changes import MeetingLine
    from wvls_mentor.services.meetings import Logged

_DONE = {
    "held": "Logged",
    "planned": "Planned",
    "attempted": "Attempt logged",
    "cancelled": "Canceled",
}

_STATES = {"held": "held", "planned": "planned", "attempted": "no answer", "cancelled": "canceled"}


def hours(minutes: int | None) -> float | None:
    """Minutes as hours with two decimals at most."""
    if minutes is None:
        return None
    value = round(minutes / 60, 2)
    return int(value) if value == int(value) else value


def _claims(m: "MeetingLine | Logged") -> list[dict[str, Any]]:
    return [
        {
            "claim_id": c.id,
            "traveler": c.traveler,
            "miles": c.miles_tenths / 10,
            "route": c.route,
            "expenses": [e._asdict() for e in c.expenses],
            "expense_cents": c.expense_cents,
        }
        for c in m.claims
    ]


def _state(m: "MeetingLine | Logged") -> Line:
    state = _STATES[m.meeting.state]
    return soon(state) if m.meeting.state == "planned" else quiet(state)


def _travel_claimed(m: "MeetingLine | Logged") -> str:
    """What was claimed, who by: miles and other expenses."""
    said = []
    for c in m.claims:
        parts = [f"{miles_text(c.miles_tenths)} mi"] if c.miles_tenths else []
        parts += [f"{money(e.amount_cents)} {e.kind}" for e in c.expenses]
        route = f" ({c.route})" if c.route else ""
        said.append(f"{c.traveler} {' + '.join(parts) or 'nothing'}{route}")
    return "; ".join(said)


def _about(m: "MeetingLine | Logged") -> Line:
    topics = listed_topics(m.topic_titles)
    return (topics, "; " if topics and m.meeting.note else "", as_typed(m.meeting.note))


COLUMNS: tuple[Column["MeetingLine | Logged"], ...] = (
    Column("meeting_id", lambda m: m.meeting.id, "id", right=True),
    *plain("meeting.pair_id", csv=""),
    Column("on", lambda m: m.meeting.day, "day"),
    Column("state", lambda m: m.meeting.state, "state", cell=_state),
    *plain("meeting.method"),
    Column("at", lambda m: m.meeting.place),
    Column("hours", lambda m: hours(m.meeting.minutes)),
    *plain("topics", "meeting.note"),
    Column("claims", _claims, csv=""),
    Column(
        None, lambda m: None, "how", lambda m: how_met(m.meeting.method, m.meeting.place), wrap=True
    ),
    Column(None, lambda m: None, "hours", lambda m: hours(m.meeting.minutes), right=True),
    Column(None, lambda m: None, "travel", _travel_claimed, wrap=True),
    Column(None, lambda m: None, "about", _about, wrap=True),
)


def described(meeting: MeetingFacts) -> str:
    """A meeting in a few words, for a question."""
    return f"meeting {meeting.id} ({_STATES[meeting.state]}, {how_met(meeting.method, meeting.place)}, {meeting.day})"


def meetings(facts: PairFacts, found: "Sequence[MeetingLine]", day: date) -> CommandResult:
    """Every meeting of a pair."""
    held = sum(m.meeting.state == "held" for m in found)
    whose = strong(f"pair {facts.pair_id} {partners(facts)}")
    many = count(len(found), "meeting") if found else "no meetings yet"
    return listing(
        "meetings",
        found,
        COLUMNS,
        day,
        lead=parted(whose, many, f"{held} held" if found else ""),
        steps=(f"wvls log-meeting {facts.pair_id}", *(["wvls meeting edit"] if found else [])),
    )


def unchanged(line: "MeetingLine", today: date) -> CommandResult:
    """A meeting that was not changed."""
    return sentence(
        today,
        {"meeting": as_json(COLUMNS, line)},
        f"Nothing changed: {described(line.meeting)}.",
        f"wvls meeting list {line.meeting.pair_id}",
    )


def removed(line: "MeetingLine", today: date) -> CommandResult:
    """A meeting that was taken out."""
    return sentence(
        today,
        {"meeting": as_json(COLUMNS, line), "removed": True},
        f"Removed: {described(line.meeting)}.",
        f"wvls meeting list {line.meeting.pair_id}",
        f"wvls status {line.meeting.pair_id}",
    )


def logged(
    result: "Logged",
    today: date,
    command: str = "log-meeting",
    *,
    was: "MeetingLine | None" = None,
) -> CommandResult:
    """The meeting as written, and everything that follows from it at once; *was*: as it stood."""
    stipend, meeting = result.stipend, result.meeting
    body = {
        "meeting": as_json(COLUMNS, result),
        "stipend": {
            "qualifies": bool(stipend and stipend.qualifies),
            "reason": stipend.reason if stipend else _no_visit(result),
            "amount_cents": stipend.stipend_cents if stipend and stipend.qualifies else 0,
        },
        "next_contact_due": result.next_contact_due,
        "warnings": list(result.warnings),
    }
    steps: list[Step] = [f"wvls status {meeting.pair_id}"]
    steps.append("wvls upcoming" if stipend is None else "wvls stipends")
    if meeting.state == "planned":
        steps = [f"wvls meeting confirm {meeting.id}", "wvls upcoming"]
    read_back = _changes(was, result) if was else _entered(result)
    more = [*read_back, *_effects(result, today)]
    return sentence(today, body, _lead(result, command, today), *steps, more=more)


_FACTS: "tuple[tuple[str, Callable[[MeetingLine | Logged], Line | None]], ...]" = (
    ("day", lambda m: m.meeting.day),
    ("way", lambda m: how_met(m.meeting.method, m.meeting.place)),
    ("hours", lambda m: hours_text(m.meeting.minutes) if m.meeting.minutes else None),
    ("travel", lambda m: as_typed(_travel_claimed(m)) if m.claims else None),
    ("about", lambda m: _about(m) if m.topics or m.meeting.note else None),
)


def _changes(was: "MeetingLine", now: "Logged") -> Iterator[Line]:
    """What has changed, so that an answer to the wrong question is noticed here, not on a check."""
    for name, fact in _FACTS:
        before, after = fact(was), fact(now)
        if before != after:
            yield (f"{name}: ", before or "none", " -> ", after or "none")


def _entered(now: "Logged") -> Iterator[Line]:
    """What was entered besides the day, method and hours, so that slips are noticed here."""
    if now.topics:
        yield f"Topics: {listed_topics(now.topic_titles)}."
    if now.meeting.note:
        yield ("Note: ", as_typed(shortened(now.meeting.note, 100)))


def _miles_and_expenses(c: "TravelClaim") -> list[str]:
    miles = [f"{miles_text(c.miles_tenths)} mile{'s' * (c.miles_tenths != 10)}"]
    spent = [f"{e.kind} {money(e.amount_cents)}" for e in c.expenses]
    return [*(miles if c.miles_tenths else []), *spent]


def _no_visit(result: "Logged") -> str:
    if result.meeting.state in ("planned", "cancelled"):
        return "not held yet" if result.meeting.state == "planned" else "cancelled"
    if result.meeting.state == "attempted":
        return "no one was reached"
    return "not a meeting in person"


_LONG_AGO = timedelta(days=183)  # a day that far back is told with its year, also with this one


def _lead(result: "Logged", command: str, today: date) -> str:
    meeting = result.meeting
    day = spelled(meeting.day) if meeting.day < today - _LONG_AGO else str(meeting.day)
    length = f", {hours(meeting.minutes):g} h" if meeting.minutes else ""
    what = _DONE[meeting.state]
    if result.confirmed:
        what = "Planned meeting confirmed"
    elif command in ("meeting edit", "meeting claim"):
        what = "Changed"
    which = f"meeting {meeting.id}, {partners(result.facts)}, {day}"
    return f"{what}: {which}, {how_met(meeting.method, meeting.place)}{length}."


def _effects(result: "Logged", today: date) -> list[Line]:
    said: list[Line] = []
    if result.meeting.state == "attempted":
        said.append("No one reached. Saved, but it does not count as contact (C6).")
    if (
        result.contact_renewed
        and result.next_contact_due is not None
        and result.next_contact_due >= today
    ):
        said.append(f"Next contact due by {result.next_contact_due} (C6).")
    elif result.next_contact_due:
        past = result.next_contact_due < today
        verb = late("was due") if past else "is due"
        said.append(("The next contact ", verb, f" by {result.next_contact_due} (C6)."))
    if result.first_visit is not None and result.first_visit.met_on is not None:
        days = (result.first_visit.met_on - result.first_visit.due).days
        timing = f"{count(days, 'day')} late" if days > 0 else "on time"
        said.append(f"This is the first visit, {timing} (due {result.first_visit.due}, C5).")
    said += _not_the_first(result, today)
    if result.stipend is not None:
        if result.stipend.qualifies:
            said.append((done(f"Stipend earned: {money(result.stipend.stipend_cents)}"), " (C11)."))
        else:
            said.append((soon("No stipend"), f": {result.stipend.reason} (C11).", _way_out(result)))
        claimed = [t for t in result.stipend.travel if t.miles_tenths or t.expense_cents]
        said += [_travel(t, result) for t in claimed] or ["No mileage claimed."]
    for lost in result.displaced:
        said.append(f"The visit of {lost.on} no longer earns anything: {lost.reason} (C11).")
    return said


def _not_the_first(result: "Logged", today: date) -> list[Line]:
    """Says that a visit elsewhere leaves the first visit open, before that is overdue."""
    there = result.meeting
    if there.state not in ("held", "planned") or there.place != "elsewhere":
        return []
    found = (o for o in obligations(result.facts, today) if o.kind == "first-visit" and o.open)
    return [
        "This does not count as the first visit, which must be at one of their two libraries "
        f"({'was ' if o.due < today else ''}due {o.due}, {o.clause})."
        for o in found
    ]


def _way_out(result: "Logged") -> str:
    """How to report the hours of a visit that has none: without them it earns no stipend."""
    there = result.meeting
    return "" if there.minutes else f" To add them: wvls meeting edit {there.id} --hours HOURS"


def _travel(claim: Any, result: "Logged") -> Line:
    """The amount of a trip and what was claimed for it, so that slips are noticed here."""
    whose = f"{claim.payee.capitalize()}'s travel"
    entered = next(c for c in result.claims if c.id == claim.claim_id)
    route: Line = (" (route: ", as_typed(entered.route), ")") if entered.route else ""
    parts = _miles_and_expenses(entered)
    if claim.amount_cents is None:
        what, _, way_out = claim.reason.partition(": ")
        return (whose, f" for {', '.join(parts)}", route, f" {what} (C12): {way_out}")
    if claim.reason and not claim.amount_cents:
        return (whose, f" for {', '.join(parts)}", route, f" is not paid: {claim.reason} (C12).")
    # "$78.28 for 88 miles, meal $11.40" sounded as if the meal came on top.
    what = f" ({', '.join(parts)})" if len(parts) > 1 else f" for {parts[0]}"
    reason = f", because {claim.reason}" if claim.reason else ""
    return (f"{whose}: {money(claim.amount_cents)}{what}", route, f"{reason} (C12).")
