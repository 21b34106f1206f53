"""A claim through a whole year: screen, paper, CSV and JSON agree to the cent at every step."""

import csv
import io
import re
from pathlib import Path

from tests.documents.test_claim import CLAIM, _json, _page, year
from tests.factories import Program

__all__ = ["year"]  # the fixture

NUMBER = "C-2026-01"
TOTAL = 122186  # by hand: 375.00 + (69.31 + 101.50) + 668.80 + 7.25


def _ledger(program: Program, *more: str) -> int:
    """What the ledger's sheet adds up to without the voided lines."""
    rows = csv.DictReader(io.StringIO(program("stipends", "ledger", "-f", "csv", *more).out))
    return sum(round(float(r["amount"]) * 100) for r in rows if not r["voided_on"])


def _screen(program: Program, label: str) -> int:
    """A sum of the claim on the screen, in cents."""
    found = re.search(rf"^{label} +\$([\d,.]+)$", program(*CLAIM, NUMBER).out, re.MULTILINE)
    return int(re.sub(r"\D", "", found[1])) if found else 0


def _reconciled(program: Program, folder: Path, state: str, paid: int) -> None:
    claim, sums = _json(program), _page(program, folder, NUMBER).sums()
    (listed,) = program("stipends", "claims", "-f", "json").json["claims"]
    totals = program("stipends", "-f", "json").json["totals"]
    assert claim["state"] == listed["state"] == state
    assert claim["total_cents"] == sums["Total"] == _screen(program, "TOTAL") == TOTAL
    on_paper = sums.get("Already paid", 0)
    assert claim["paid_cents"] == on_paper == _screen(program, "Already paid") == paid
    assert _ledger(program) == paid
    assert totals["stipend_paid_cents"] + totals["travel_paid_cents"] == paid
    assert totals["owed_cents"] == TOTAL - paid
    assert sums["Due"] == _screen(program, "Due") == TOTAL - paid


def test_a_year_is_claimed_sent_approved_part_paid_voided_and_paid_again(
    year: Program, tmp_path: Path
) -> None:
    _reconciled(year, tmp_path, "open", 0)
    for mark in ("sent", "approved"):
        assert year("stipends", "mark", NUMBER, mark).code == 0
        _reconciled(year, tmp_path, mark, 0)
    pay = ("stipends", "pay", "--claim", NUMBER, "--yes")
    assert year(*pay, "--kind", "stipend", "--reference", "1042").code == 0
    _reconciled(year, tmp_path, "part paid", 37500)
    assert year("stipends", "void", "2", "--reason", "lost", "--yes").code == 0
    _reconciled(year, tmp_path, "part paid", 25000)
    assert year(*pay, "--reference", "1043").code == 0
    _reconciled(year, tmp_path, "paid", TOTAL)
    again = year(*pay, "--reference", "1044")
    assert again.code == 0 and _ledger(year) == TOTAL  # nothing is left to pay
    assert _ledger(year, "--as-of", "2026-11-22") == 0
    assert year("check", "--exit-code").code == 0
