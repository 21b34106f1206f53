"""Finds the payment lines of a check, however its number was written.

The ledger keeps a reference as it was typed; this is the only place that interprets it.
"""

import re
from collections.abc import Iterable

from wvls_mentor.rules.payments import PaymentLine
from wvls_mentor.text import check_name

# How people write the number of a check: "check 1041", "Check no. 1041", "#1041", "1041".
_CHECK = re.compile(r"(?:(?:check|chk|ck)\b\.?)? ?(?:(?:number|no)\b\.?)? ?#? ?(?=[0-9])")


def _check(reference: str) -> str:
    """A reference without the word for a check before its number."""
    return _CHECK.sub("", _words(reference), count=1)


def _words(reference: str) -> str:
    # Not fold: that makes a circled 1 of a 1, and another check would be found.
    return " ".join(reference.casefold().split())


def with_reference(ledger: Iterable[PaymentLine], wanted: str) -> dict[str, list[PaymentLine]]:
    """The lines with the reference *wanted* or, if none, of the same check; by their reference.

    ``1041`` and ``check 1041`` read alike on every screen, and are one.
    """
    found: dict[str, list[PaymentLine]] = {}
    exact = False
    for p in ledger:
        if _check(p.reference) == _check(wanted):
            found.setdefault(check_name(_words(p.reference)), []).append(p)
            exact = exact or _words(p.reference) == _words(wanted)
    name = check_name(_words(wanted))
    return {name: found[name]} if exact else found
