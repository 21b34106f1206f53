"""The policy and the twelve clauses with the numbers in force."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import FIRST_DAY
from wvls_mentor.money import money, rate_text
from wvls_mentor.rules.policy import (
    CLAUSES,
    OFFICE,
    DatedRate,
    DatedSetting,
    Policy,
    read_setting,
    setting_text,
)
from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import add, headline, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.policy import Effect, PolicyView


def policy(found: "PolicyView") -> CommandResult:
    """Every setting with its clause, and the dated rates."""
    return CommandResult(
        found.day,
        lambda: _body(found),
        lambda console: _screen(console, found),
        lambda: (
            ("key", "value", "clause", "from"),
            [(s.key, s.value, CLAUSES.get(s.key, ""), s.since) for s in found.settings]
            + [(r.kind, rate_text(r.rate), _rate_clause(r), r.since) for r in found.rates],
        ),
    )


def _rate_clause(rate: DatedRate) -> str:
    return "C11" if rate.kind == "stipend" else "C12"


def setting(s: DatedSetting) -> dict[str, Any]:
    """A setting as JSON: numbers as numbers, yes and no as words."""
    value = read_setting(s.key, s.value)
    shown = s.value if isinstance(value, bool) else value
    if isinstance(shown, float) and shown == int(shown):
        shown = int(shown)
    return {"key": s.key, "value": shown, "clause": CLAUSES.get(s.key), "from": s.since}


def rate(r: DatedRate) -> dict[str, Any]:
    """A dated rate as JSON, in dollars."""
    return {"kind": r.kind, "amount": r.rate / 10_000, "clause": _rate_clause(r), "from": r.since}


def _body(found: "PolicyView") -> dict[str, Any]:
    return {
        "settings": [setting(s) for s in found.settings if s.key not in OFFICE],
        "office": [setting(s) for s in found.settings if s.key in OFFICE],
        "coming": [setting(s) for s in found.coming],
        "rates": [rate(r) for r in found.rates],
    }


def _since(day: date) -> str:
    return "the beginning" if day == FIRST_DAY else day.isoformat()


def _screen(console: "Console", found: "PolicyView") -> None:
    outline = Policy()
    program = [s for s in found.settings if s.key not in OFFICE]
    office = [s for s in found.settings if s.key in OFFICE]
    changed = sum(s.value != setting_text(getattr(outline, s.key)) for s in program)
    headline(
        console,
        f"The policy of {found.day}: {changed or 'no'} of {len(program)} settings changed since the outline.",
    )
    made = table("setting", "value", "clause", "from")
    for s in (*program, *found.coming, *office):
        add(made, s.key, s.value or "none", CLAUSES.get(s.key, ""), _since(s.since))
    for r in found.rates:
        add(made, f"{r.kind} rate", rate_text(r.rate), _rate_clause(r), _since(r.since))
    console.print(made)
    say(
        console, "A pair lives under the settings of the day it was matched; rates go by the visit."
    )
    if found.mileage is None:
        say(console, f"No mileage rate is in force on {found.day}: claims wait for one (C12).")
    next_steps(
        console,
        "wvls policy set KEY VALUE --from DATE",
        "wvls policy rate --help",
    )


def effect_lines(found: "Effect") -> list[str]:
    """What a change would do, before anybody is asked."""
    if not found.any:
        return ["It changes no pair and no amount that is there."]
    before, after = found.earned_before_cents, found.earned_after_cents
    pairs = ", ".join(map(str, found.pairs[:20])) + (" ..." if len(found.pairs) > 20 else "")
    return [
        f"It changes {count(len(found.pairs), 'pair')} that {'is' if len(found.pairs) == 1 else 'are'} there: {pairs}.",
        f"Deadlines that move: {found.deadlines}. Earned so far: {money(before)} -> {money(after)}.",
        *(mentor.sentence for mentor in found.over),
    ]


def rules(found: "PolicyView") -> CommandResult:
    """The twelve clauses, in our words, with the numbers in force."""
    clauses = _clauses(found)

    def screen(console: "Console") -> None:
        headline(console, f"The program's twelve clauses, with the numbers of {found.day}:")
        made = table("", "", wrap=(1,))
        for clause, text in clauses:
            add(made, clause, text)
        console.print(made)
        next_steps(console, "wvls policy")

    return CommandResult(
        found.day,
        lambda: {"rules": [{"clause": c, "text": t} for c, t in clauses]},
        screen,
        lambda: (("clause", "text"), clauses),
    )


def _clauses(found: "PolicyView") -> list[tuple[str, str]]:
    p = found.policy
    stipend = money(found.stipend // 100) if found.stipend is not None else "no stipend"
    mileage = f"${rate_text(found.mileage)} a mile" if found.mileage is not None else "no rate yet"
    hours = f"each of at least {p.visit_min_hours:g} hours"
    if p.visit_hours_scope == "total":
        hours = f"once they come to {p.visit_min_hours:g} hours together"
    off = f"every {count(p.check_in_months, 'month')}" if p.check_in_months else "when they choose"
    payees = "the mentor's" if p.travel_for == "mentor" else "both partners'"
    kept = "held" if p.first_visit_met_by == "held" else "held or at least planned"
    return [
        ("C1", f"A mentor has at least {count(p.mentor_min_years, 'year')} of relevant experience."),
        ("C2", f"A mentee has been an administrator for {count(p.mentee_max_years, 'year')} at most."),
        ("C3", f"Matching weighs need {p.weight_need}, location {p.weight_location}, interests "
               f"{p.weight_interests} and community culture {p.weight_culture}."),
        ("C4", f"A mentorship lasts {count(p.term_months, 'month')} and may be extended."),
        ("C5", f"The first visit at either library is {kept} within {count(p.first_visit_days, 'day')}."),
        ("C6", f"The mentor is in touch every {count(p.contact_months, 'month')}, by any means; late "
               f"after {count(p.contact_grace_days, 'day')} more."),
        ("C7", "Agendas draw on the topics of the guide and on what presses: wvls topic list."),
        ("C8", f"Short-term and long-term goals are shared within {count(p.goals_days, 'day')}."),
        ("C9", f"The coordinator checks in {off}."),
        ("C10", f"Both hand in an evaluation within {count(p.evaluation_days, 'day')} of the end."),
        ("C11", f"A visit in person earns {stipend}: up to {count(p.stipend_max_visits, 'visit')} a pair, {hours}."),
        ("C12", f"Travel is reimbursed: {payees}, {mileage} and expenses."),
    ]  # fmt: skip
