"""Reads cells: a sheet's text becomes a value, or a sentence says why it cannot."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from wvls_mentor.dates import years_before
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_miles
from wvls_mentor.records.days import sheet_day
from wvls_mentor.records.days import timestamp as timestamp
from wvls_mentor.records.days import timestamp_day as timestamp_day
from wvls_mentor.records.field import Reading
from wvls_mentor.rules.choices import PARTNERS
from wvls_mentor.text import fold, line


def day(text: str, reading: Reading) -> date:
    """A whole calendar day, never a relative one. Raises UsageProblem."""
    return sheet_day(text)


def years(text: str, reading: Reading) -> date:
    """The day on which *text* years began. Raises UsageProblem."""
    return years_before(text, reading.today)


def one_line(what: str, longest: int = 200) -> Callable[[str], str]:
    """Reads one clean line; *what* names it in a refusal."""
    return lambda text: line(text, what, longest=longest)


def any_line(what: str, longest: int = 200) -> Callable[[str], str]:
    """Reads one clean line, empty or not."""
    return lambda text: line(text, what, longest=longest, empty=True)


def whole(text: str, most: int) -> int:
    """A whole number from 0 to *most*; a spreadsheet's ``2.0`` is 2."""
    clean = re.sub(r"\.0+$", "", text.replace(",", "").strip())
    if not re.fullmatch(r"[0-9]{1,9}", clean) or int(clean) > most:
        raise UsageProblem(f"{text[:40]!r} is not a number from 0 to {most:,}.")
    return int(clean)


def up_to(most: int) -> Callable[[str], int]:
    """Reads a whole number from 0 to *most*."""
    return lambda text: whole(text, most)


def degrees(text: str) -> float:
    """A latitude or longitude. Raises UsageProblem."""
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", text):
        raise UsageProblem(f"{text[:40]!r} is not in degrees.", "Write it like 45.1413.")
    return float(text)


def miles(text: str) -> float:
    """Miles with one decimal. Raises UsageProblem."""
    return parse_miles(text) / 10


def yes_no(text: str) -> bool:
    """Yes or no. Raises UsageProblem for any other word."""
    word = text.lower()
    if word not in ("yes", "no", "true", "false", "1", "0"):
        raise UsageProblem(f"{text[:40]!r} is neither yes nor no.", "Write yes or no.")
    return word in ("yes", "true", "1")


def letters(text: str) -> tuple[bool, str]:
    """Whether somebody gets letters, and why not: ``yes``, ``no``, ``no: moved away``.

    Raises UsageProblem.
    """
    word, _, reason = text.partition(":")
    gets = yes_no(word.strip())
    if gets and reason.strip():
        raise UsageProblem(f"{text[:40]!r} is not clear.", 'Write "yes", or "no: REASON".')
    return gets, line(reason, "reason", empty=True)


def letters_cell(no_letters: str | None) -> str:
    """The cell of why somebody gets no letters, None where they get them; read by ``letters``."""
    if no_letters is None:
        return "yes"
    return f"no: {no_letters}" if no_letters else "no"


def letters_said(text: str) -> str:
    """A cell of ``letters`` as it is written here: ``YES`` is ``yes``. Raises UsageProblem."""
    gets, reason = letters(text)
    return letters_cell(None if gets else reason)


def one_of(*words: str) -> Callable[[str], str]:
    """Reads one of *words*; a form's answer may say more: Short-term goal."""

    def read(text: str) -> str:
        said = fold(text)
        found = [w for w in words if said == w or said.replace("-", " ").startswith(f"{w} ")]
        if not found:
            raise UsageProblem(
                f"{text[:40]!r} is not one of the answers.", f"Use {', '.join(words)}."
            )
        return found[0]

    return read


def stars(text: str) -> int:
    """A rating, 1 to 5. Raises UsageProblem."""
    number = whole(text, 5)
    if number < 1:
        raise UsageProblem(f"{text[:40]!r} is not a rating.", "Use 1 to 5.")
    return number


def partner(text: str) -> str:
    """The partner who traveled. Raises UsageProblem for any other word."""
    if text.lower() not in PARTNERS:
        raise UsageProblem(f"{text[:40]!r} is neither partner.", "Use mentor or mentee.")
    return text.lower()


def hours(text: str) -> str:
    """Hours without the words and the seconds that forms put behind them: 6 hours, 6:30:00."""
    clean = text.strip().lower()
    for word in ("hours", "hour", "hrs", "hr"):
        clean = clean.removesuffix(word)
    return clean.strip().removesuffix(":00") if clean.count(":") == 2 else clean.strip()


def or_nothing(value: Any) -> str:
    """A value among the details, which it is not where there is none."""
    return "" if value is None else str(value)


def yes_no_told(value: object) -> str:
    """Yes or no."""
    return "yes" if value else "no"


def semicolons(values: Any) -> str:
    """A list as one cell."""
    return "; ".join(values)
