"""Cleans cells of foreign sheets before they are read: removes words, units, quotes and marks."""

import re
import unicodedata
from collections.abc import Callable

from wvls_mentor.errors import UsageProblem

_ABOUT = r"(?:(?:about|around|approximately|approx\.?|roughly|over|at least|more than|~) *)?"
_MORE = r"(?: *(?:\+|or more|plus))?"
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_UNSEEN = ("Cf", "Cc", "Zs", "Zl", "Zp")


def number(*units: str, about: bool = False) -> Callable[[str], str]:
    """Takes the *units* and a plus from behind a number: ``60 miles``, ``10+``.

    *about* takes such words from before it as well; not where the number is money. Any other text
    stays, and is refused by who reads it.
    """
    words = "|".join(units) or "(?!)"
    wanted = re.compile(
        rf"{_ABOUT if about else ''}([0-9][0-9.,]*){_MORE}(?: *(?:{words})\.?)?{_MORE}",
        re.IGNORECASE,
    )

    def tidy(text: str) -> str:
        found = wanted.fullmatch(" ".join(text.split()))
        if found is None or found[1] == text.strip():
            return text
        return found[1].replace(",", "") if _THOUSANDS.fullmatch(found[1]) else found[1]

    return tidy


_years = number("years?", "yrs?", "y", about=True)
_MONTHS = re.compile(
    r"(?:([0-9]{1,2}) *(?:years?|yrs?|y),? *(?:and )?)?([0-9]{1,3}) *(?:months?|mos?)\.?",
    re.IGNORECASE,
)


def years(text: str) -> str:
    """Years without their words: ``5 years``, ``18 months``, ``1 year 6 months``."""
    found = _MONTHS.fullmatch(" ".join(text.split()))
    if found is None:
        return _years(text)
    return f"{int(found[1] or 0) + int(found[2]) / 12:.2f}"


def phone(text: str) -> str:
    """A phone number without the quote and the ``.0`` that a spreadsheet gave it.

    Raises UsageProblem for one that it has rounded: the digits are lost.
    """
    clean = text.strip()
    if _ROUNDED.fullmatch(clean):
        raise UsageProblem(
            f"{clean[:40]!r} is a number that the spreadsheet rounded.",
            "Format the column as text and enter the phone number again.",
        )
    clean = clean.lstrip("'\u2018\u2019`").strip() or clean
    return re.sub(r"(?<=[0-9]{7})\.0+$", "", clean)


def address(text: str) -> str:
    """An e-mail address without ``mailto:``, a final dot and what cannot be seen."""
    seen = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN or c == " ").strip()
    seen = re.sub(r"^<(.*)>$", r"\1", seen)
    if seen.lower().startswith("mailto:"):
        seen = seen[7:].partition("?")[0].strip()
    return seen.rstrip(".,;")
