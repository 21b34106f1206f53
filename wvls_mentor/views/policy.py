"""The policy and the twelve clauses with the numbers in force."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import FIRST_DAY, spelled
from wvls_mentor.money import money, rate_cents, rate_text
from wvls_mentor.rules import confirmed_rates
from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.policy import SETTINGS, STIPEND, DatedRate, DatedSetting, read_setting
from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import Column, as_csv, as_json, listing, print_table, sentence
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import Step, heading, headline, next_steps, say
from wvls_mentor.views.theme import as_typed, quiet, soon

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.policy import Effect, PolicyView


Line = DatedSetting | DatedRate


def _clause(line: Line) -> str:
    if isinstance(line, DatedSetting):
        return SETTINGS[line.key].clause
    return "C11" if line.kind == "stipend" else "C12"


def _text(line: Line) -> str:
    return line.value if isinstance(line, DatedSetting) else rate_text(line.rate)


def _value(line: Line) -> object:
    """Numbers as numbers; yes, no and rates as text."""
    if isinstance(line, DatedRate):
        return _text(line)
    value = read_setting(line.key, line.value)
    if isinstance(value, float) and value == int(value):
        return int(value)
    return line.value if isinstance(value, bool) else value


def _meaning(line: Line) -> str:
    """What it is in words, with its clause."""
    if isinstance(line, DatedSetting):
        said = SETTINGS[line.key].text
    else:
        said = "dollars a visit" if line.kind == "stipend" else "dollars a mile"
    return f"{said} {_clause(line)}".rstrip()


def _since(line: Line) -> "date | str":
    """The day from which it counts; empty if it has always counted."""
    return "" if line.since == FIRST_DAY else line.since


COLUMNS: tuple[Column[Line], ...] = (
    Column(
        "key",
        lambda x: x.key if isinstance(x, DatedSetting) else x.kind,
        "setting",
        cell=lambda x: x.key if isinstance(x, DatedSetting) else f"{x.kind} rate",
    ),
    Column(
        "value",
        _value,
        "value",
        cell=lambda x: as_typed(_text(x) or "none"),
        wrap=True,
    ),
    Column(None, lambda x: None, "what it is", lambda x: quiet(_meaning(x)), wrap=True),
    Column("clause", _clause),
    Column("from", lambda x: x.since, "from", cell=lambda x: _since(x)),
)
# Links and names are too long for a column beside what they are.
_OFFICE: tuple[Column[Line], ...] = (
    COLUMNS[0],
    Column(
        None,
        lambda x: None,
        "value, and what it is",
        lambda x: (as_typed(_text(x) or "none"), quiet(f"   {_meaning(x)}")),
        wrap=True,
    ),
)
_YOURS = "Your office"
RULE_COLUMNS: tuple[Column[tuple[str, str]], ...] = (
    Column("clause", lambda rule: rule[0], ""),
    Column("text", lambda rule: rule[1], "", wrap=True),
)


def policy(found: "PolicyView") -> CommandResult:
    """Every setting with its clause, and the dated rates."""
    program = [s for s in found.settings if SETTINGS[s.key].clause]
    office = [s for s in found.settings if not SETTINGS[s.key].clause]
    groups: dict[str, list[Line]] = {
        "The program": [*program],
        "To come": [*found.coming],
        _YOURS: [*office],
        "Rates": [*found.rates],
    }
    sheet: list[Line] = [*found.settings, *found.rates]
    columns = (*COLUMNS, Column(None, lambda x: _confirmed(found, x), csv="confirmed"))
    return CommandResult(
        found.day,
        lambda: {
            "settings": [as_json(COLUMNS, s) for s in program],
            "office": [as_json(COLUMNS, s) for s in office],
            "coming": [as_json(COLUMNS, s) for s in found.coming],
            "rates": [_rate(r) | {"confirmed": _confirmed(found, r)} for r in found.rates],
        },
        lambda console: _screen(console, found, program, groups),
        lambda: as_csv(columns, sheet),
    )


def _confirmed(found: "PolicyView", x: Line) -> bool | None:
    return None if isinstance(x, DatedSetting) else x not in found.unconfirmed


def _rate(r: DatedRate) -> dict[str, Any]:
    """A dated rate as JSON, in dollars."""
    return {"kind": r.kind, "amount": r.rate / 10_000, "clause": _clause(r), "from": r.since}


def changed(
    change: Line,
    today: date,
    *,
    dry_run: bool,
    holding: tuple[date | None, int | None] = (None, None),
    confirmed: bool = False,
) -> CommandResult:
    """A setting or a rate that was changed, or would be; *holding*: its last day, what follows.

    A rate that had this amount before is *confirmed*.
    """
    last, following = holding
    span = f"from {change.since} on"
    if isinstance(change, DatedSetting):
        body, what = {"setting": as_json(COLUMNS, change)}, f"{change.key} = {change.value}"
    else:
        body, what = {"rate": _rate(change)}, f"{change.kind} {_text(change)}"
        span = f"from {spelled(change.since)} {f'until {spelled(last)}' if last else 'on'}"
        span += f"; then {rate_text(following)}" if following is not None else ""
    verb = "Would set:" if dry_run else "Set:"
    if isinstance(change, DatedSetting) and not change.value:
        what, verb = change.key, "Would clear:" if dry_run else "Cleared:"
    if confirmed:
        verb = "Would confirm:" if dry_run else "Confirmed:"
    return sentence(today, body, f"{verb} {what} {span}.", "wvls policy")


def _screen(
    console: "Console",
    found: "PolicyView",
    program: list[DatedSetting],
    groups: Mapping[str, Sequence[Line]],
) -> None:
    headline(console, f"In force on {found.day}: {_against_outline(found, program)}.")
    for name, lines in groups.items():
        if lines:
            heading(console, name)
            print_table(console, _OFFICE if name == _YOURS else COLUMNS, lines)
    say(console, "")
    say(
        console,
        "The outline has the program's usual settings (see wvls rules).",
        "A pair keeps the settings of the day it was matched. A visit is paid at that day's rates.",
    )
    if found.mileage is None:
        say(console, f"No mileage rate is in force on {found.day}: claims wait for one (C12).")
    this_year = [r for r in found.unconfirmed if r.since.year == found.day.year]
    if found.unconfirmed:
        named = [f"{rate_text(r.rate)} from {r.since}" for r in this_year]
        if named:
            say(console, soon(f"Mileage rates to check against the IRS: {listed(named)}."))
        if more := len(found.unconfirmed) - len(this_year):
            have = "has" if more == 1 else "have"
            rates = count(more, "rate")
            said = f"{rates} from other years {have} not been checked against the IRS."
            say(console, soon(said))
    # A rate that is not confirmed is confirmed with the command that sets one.
    steps: list[Step] = [
        (confirmed_rates.command(r), "confirm the rate") for r in this_year[-1:]
    ] or ["wvls policy rate"]
    next_steps(console, *steps, "wvls policy set", ("wvls rules", "what C1 to C12 say"))


def _against_outline(found: "PolicyView", program: list[DatedSetting]) -> str:
    """How many settings differ from the outline, and each rate that does."""
    changed = sum(s.value != SETTINGS[s.key].default for s in program)
    said = f"all {len(program)} settings are as in the outline"
    if changed:
        said = f"{changed} of {len(program)} settings {'differs' if changed == 1 else 'differ'} "
        said += "from the outline"
    for r in found.changed_rates:
        link = "but" if not changed else "and"
        said += (
            f", {link} the {r.kind} is {money(rate_cents(r.rate))} "
            f"instead of {money(rate_cents(STIPEND))}"
        )
    return said


def effect_lines(found: "Effect") -> list[str]:
    """What a change would do, before anybody is asked."""
    if not found.any:
        return ["No existing pair or amount changes."]
    before, after = found.earned_before_cents, found.earned_after_cents
    lines = [f"This affects {count(len(found.pairs), 'existing pair')}: {_pairs(found)}."]
    if found.deadlines:
        moves = "moves" if found.deadlines == 1 else "move"
        lines.append(f"{count(found.deadlines, 'deadline')} {moves}.")
    if before != after:
        lines.append(
            f"So far stipends and travel come to {money(before)}. With this change: {money(after)}."
        )
    if found.claims:
        which = f"{count(len(found.claims), 'open claim')}: {listed(found.claims)}"
        lines.append(f"The amount owed would no longer be the amount claimed for {which}.")
        lines.append(f"To claim again: wvls stipends withdraw {found.claims[0]} --reason REASON")
    if found.part_paid:  # it cannot be withdrawn as it is
        which = f"{count(len(found.part_paid), 'part-paid claim')}: {listed(found.part_paid)}"
        lines.append(f"The amount owed would no longer be the amount claimed for {which}.")
        lines.append(
            "Pay what is owed without --claim; or to claim again, void the payments first: "
            "wvls stipends ledger"
        )
    return [*lines, *(mentor.sentence for mentor in found.over)]


_FEW = 4  # pairs that are named; of more the numbers are enough


def _pairs(found: "Effect") -> str:
    pairs = list(map(str, found.pairs[:20]))
    if len(found.pairs) <= _FEW:
        pairs = [f"{n} ({names})" for n, names in zip(pairs, found.partners, strict=True)]
    if len(found.pairs) > 20:
        pairs.append(f"{len(found.pairs) - 20} more")
    return listed(pairs)


def rules(found: "PolicyView") -> CommandResult:
    """The twelve clauses, in our words, with the numbers in force."""
    lead = f"The program's twelve clauses, with the numbers of {found.day}:"
    more: dict[str, list[str]] = {}
    for kind in OF_NAME.values():
        clause, text = kind.rule
        more.setdefault(clause, []).append(text.format(policy=found.policy))
    clauses = [
        (clause, " ".join((text, *more.get(clause, ())))) for clause, text in _clauses(found)
    ]
    return listing("rules", clauses, RULE_COLUMNS, found.day, lead=lead, steps=["wvls policy"])


def _clauses(found: "PolicyView") -> list[tuple[str, str]]:
    p = found.policy
    stipend = money(rate_cents(found.stipend)) if found.stipend is not None else "no stipend"
    mileage = f"${rate_text(found.mileage)} a mile" if found.mileage is not None else "no rate yet"
    hours = f"each of at least {p.visit_min_hours:g} hours"
    if p.visit_hours_scope == "total":
        hours = f"once they come to {p.visit_min_hours:g} hours together"
    off = f"every {count(p.check_in_months, 'month')}" if p.check_in_months else "when they choose"
    payees = "The mentor's travel" if p.travel_for == "mentor" else "Both partners' travel"
    monthly = "monthly" if p.contact_months == 1 else f"every {p.contact_months} months"
    kept = "held" if p.first_visit_met_by == "held" else "held or at least planned"
    return [
        ("C1", f"A mentor has at least {count(p.mentor_min_years, 'year')} of relevant experience."),
        ("C2", f"A mentee has been an administrator for {count(p.mentee_max_years, 'year')} at most."),
        ("C3", f"Matching weighs need {p.weight_need}, location {p.weight_location}, interests "
               f"{p.weight_interests} and community culture {p.weight_culture}."),
        ("C4", f"A mentorship lasts {count(p.term_months, 'month')} and may be extended."),
        ("C5", f"The first visit at either library is {kept} within {count(p.first_visit_days, 'day')} "
               "of the match."),
        ("C6", f"The mentor is in touch {monthly}, by any means, "
               f"with {count(p.contact_grace_days, 'day')} of grace."),
        ("C7", "Agendas use the guide's topics and urgent questions: wvls topic list."),
        ("C8", f"Short-term and long-term goals are shared within {count(p.goals_days, 'day')} "
               "of the match."),
        ("C9", f"The coordinator checks in {off}."),
        ("C10", f"Both hand in an evaluation within {count(p.evaluation_days, 'day')} of the end."),
        ("C11", f"A visit in person earns {stipend}: up to {count(p.stipend_max_visits, 'visit')} a pair, {hours}."),
        ("C12", f"{payees} is reimbursed: {mileage}, and expenses."),
    ]  # fmt: skip
