"""A claim on paper: a page that an office knows, and the same as text for a terminal or a mail."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from wvls_mentor.dates import in_words, spelled
from wvls_mentor.documents import templates
from wvls_mentor.money import money, rate_text
from wvls_mentor.rules.claim_sheet import ClaimSheet, Driven, Held, Spent, Waiting
from wvls_mentor.rules.payments import SheetLine
from wvls_mentor.rules.policy import Policy
from wvls_mentor.text import check_name, harmless, hours_text, listed

WIDTH = 80
_DAY, _AMOUNT = 14, 12  # columns: "Nov 17, 2027" and "$125,000.00" with a blank at least


def waiting_head(found: ClaimSheet) -> str:
    """The heading above trips that are not on the claim; it changes once there is a rate."""
    rated = any(w.rated for w in found.waiting)
    return "Not on this claim" if rated else "Waiting for a mileage rate, not on this claim"


def title(found: ClaimSheet) -> str:
    """``Claim C-2026-07``, or the title of a draft."""
    return f"Claim {found.claim.number}" if found.claim.number else "Draft claim, no number yet"


def reporter(held: Held) -> str:
    """Who says that the visit took place."""
    return "both partners" if held.reported_by == "both" else held.reported_by


def which_visit(held: Held) -> str:
    """``visit 1 of 3``; what earns nothing any more is only a visit."""
    return f"visit {held.nth} of {held.most}" if held.nth else "visit"


def notes(found: ClaimSheet) -> list[str]:
    """The notes under "Please check" on paper, without the numbers of records."""
    return [in_words(n.paper or n.fact, None) for n in found.notes]


def waiting(found: ClaimSheet) -> list[str]:
    """What waits for a rate, in words."""
    return [f"{spelled(w.on)}: {_waits(w)}" for w in found.waiting]


def _waits(w: Waiting) -> str:
    spent = "".join(f", {e.kind} {money(e.amount_cents)}" for e in w.expenses)
    why = "Not on a claim yet." if w.rated else f"No mileage rate for {w.on.year} yet."
    return f"{w.miles_tenths / 10:,g} miles{spent}, visit, {w.partner}. {why}"


def withdrawn(found: ClaimSheet) -> str:
    """Since when it is withdrawn, and why; empty where it is not."""
    claim = found.claim
    if claim.withdrawn_on is None:
        return ""
    return f"Withdrawn on {spelled(claim.withdrawn_on)}: {claim.withdrawn_reason}".rstrip(": ")


def changed(found: ClaimSheet) -> str:
    """What was claimed for what was paid with another amount; empty where nothing was."""
    claim = found.claim
    if not claim.paid_otherwise:
        return ""
    claimed, paid = money(claim.claimed_of_paid_cents), money(claim.paid_cents)
    return f"{claimed} was claimed and {paid} was paid for it: a rate changed in between."


def _checks(found: ClaimSheet) -> dict[tuple[date, str], list[SheetLine]]:
    """The lines that are paid, by day and check."""
    paid_lines = [(x.paid_on, x.reference, x) for x in found.claim.lines if x.paid_on is not None]
    checks: dict[tuple[date, str], list[SheetLine]] = {}
    for on, reference, x in sorted(paid_lines, key=lambda one: one[:2]):
        checks.setdefault((on, check_name(reference)), []).append(x)
    return checks


def payments(found: ClaimSheet) -> list[str]:
    """Each check that paid something of it: when, how much, and for which lines."""
    return [
        f"{reference}, {spelled(on)}: {money(sum(x.paid_cents or 0 for x in lines))} for "
        + listed(
            f"{kind} of {listed(spelled(x.on) for x in lines if x.kind == kind)}"
            for kind in dict.fromkeys(x.kind for x in lines)
        )
        for (on, reference), lines in _checks(found).items()
    ]


def paid(found: ClaimSheet) -> str:
    """Says that it is fully paid, with each check; empty if something is still to be paid."""
    if found.claim.state != "paid":
        return ""
    return "PAID: " + "; ".join(f"{name}, {spelled(on)}" for on, name in _checks(found))


def as_page(found: ClaimSheet, office: Policy) -> str:
    """The claim as HTML: one letter page for a dozen lines, black on white."""
    return templates.render(
        "claim.html",
        found.claim.made_on,
        c=found,
        title=title(found),
        office=office,
        notes=notes(found),
        waiting=waiting(found),
        waiting_head=waiting_head(found),
        withdrawn=withdrawn(found),
        changed=changed(found),
        paid=paid(found),
        payments=payments(found),
        reporter=reporter,
        which_visit=which_visit,
    )


def as_text(found: ClaimSheet, office: Policy, *, fixes: bool = False) -> str:
    """The claim at 80 columns: what is long goes on below itself, so that nothing is cut.

    With *fixes*, for a terminal, it has the command that would correct each thing to check.
    """
    parts = (_head(found, office), _trips(found), _expenses(found), _stipends(found),
             _sums(found), _remarks(found, fixes=fixes), _signed(found, office))  # fmt: skip
    said = [line for part in parts if (lines := list(part)) for line in (*lines, "")]
    return "\n".join(line.rstrip() for line in said).rstrip() + "\n"


def _row(left: str, text: str, amount: str = "") -> Iterator[str]:
    """A line with a day or a label, a text that may go on below itself, and an amount."""
    clean = " ".join(harmless(text).split())
    first, *rest = wrap(clean, WIDTH - _DAY - (_AMOUNT if amount else 0)) or [""]
    yield f"{left:<{_DAY}}{first}" + (amount.rjust(WIDTH - _DAY - len(first)) if amount else "")
    for more in rest:
        yield " " * _DAY + more


def _head(found: ClaimSheet, office: Policy) -> Iterator[str]:
    claim, payee = found.claim, found.payee
    for name in (office.organization, office.program_name):
        yield from wrap(harmless(name), WIDTH)
    yield title(found)
    yield from wrap(harmless(withdrawn(found) or paid(found)), WIDTH)
    yield from _row("Period", f"{spelled(found.first)} to {spelled(claim.until)}")
    yield from _row("Date", spelled(claim.made_on))
    yield from _row("Claimant", payee.name)
    yield from _row("Payable to", payee.payable_to)
    yield from _row("Address", payee.address or "not known")
    yield from _row("Library", payee.library or "none")
    yield from _row("Vendor no.", payee.vendor or "not known")
    yield from _row(
        "W-9", f"on file since {spelled(payee.w9_on)}" if payee.w9_on else "not on file"
    )


def _trips(found: ClaimSheet) -> Iterator[str]:
    if found.trips:
        yield "Trips"
    for t in found.trips:
        yield from _row(spelled(t.on), f"{t.route}; visit, {t.partner}; {_basis(t)}",
                        money(t.amount_cents))  # fmt: skip


def _basis(t: Driven) -> str:
    return f"{t.miles_tenths / 10:,g} miles x ${rate_text(t.rate)}"


def _expenses(found: ClaimSheet) -> Iterator[str]:
    if found.expenses:
        yield "Expenses"
    for e in found.expenses:
        yield from _row(spelled(e.on), _spent(e), money(e.amount_cents))


def _spent(e: Spent) -> str:
    return f"{e.kind}; visit, {e.partner}; receipt no. ____________"


def _stipends(found: ClaimSheet) -> Iterator[str]:
    if found.stipends:
        yield "Stipends (and who reported each visit)"
    for s in found.stipends:
        text = f"{s.mentee}; {hours_text(s.minutes)} hours; {which_visit(s)}; {reporter(s)}"
        yield from _row(spelled(s.on), text, money(s.amount_cents))


def _sums(found: ClaimSheet) -> Iterator[str]:
    claim = found.claim
    yield from _sum("Mileage", found.mileage_cents if found.trips else None)
    yield from _sum("Meals", found.meals_cents or None)
    yield from _sum("Other expenses", found.other_cents or None)
    if found.mentors:
        yield from _sum("Stipends    account ______________________", found.stipend_cents)
    yield from _sum("Travel      account ______________________", found.travel_cents)
    yield from _sum("TOTAL", claim.total_cents)
    yield from _sum("Already paid", claim.paid_cents)
    for text in payments(found):
        yield from _point(text)
    yield from _sum("Due", claim.open_cents)
    yield from wrap(changed(found), WIDTH)


def _sum(label: str, cents: int | None) -> Iterator[str]:
    if cents is not None:
        yield label + money(cents).rjust(WIDTH - len(label))


def _remarks(found: ClaimSheet, *, fixes: bool) -> Iterator[str]:
    if found.notes:
        yield "Please check"
    for note, text in zip(found.notes, notes(found), strict=True):
        yield from _point(in_words(note.fact, None) if fixes else text)
        if fixes and note.fix:
            lead, colon, typed = note.fix.partition(": wvls ")
            whole = WIDTH - len("    ") >= len(note.fix)
            # A command is copied, so it stays in one piece.
            parts = [note.fix] if whole or not colon else [f"{lead}:", f"wvls {typed}"]
            yield from (f"    {part}" for part in parts)
    if found.waiting:
        yield waiting_head(found)
    for text in waiting(found):
        yield from _point(text)


def _point(text: str) -> list[str]:
    clean = " ".join(harmless(text).split())
    return wrap(clean, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _signed(found: ClaimSheet, office: Policy) -> Iterator[str]:
    yield from wrap(harmless(office.claim_statement), WIDTH)
    people = (("Claimant", found.payee.name), ("Coordinator", office.coordinator_name),
              ("Director", ""))  # fmt: skip
    for role, name in people:
        yield ""
        yield f"{role:<{_DAY}}{'_' * 40}  date {'_' * 19}"
        for line in wrap(harmless(name), WIDTH - _DAY):
            yield " " * _DAY + line
    yield ""
    yield f"Office use: paid on {'_' * 22}  check number {'_' * 22}"
