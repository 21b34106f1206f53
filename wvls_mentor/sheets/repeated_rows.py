"""Which of two rows about the same thing counts, by when they were sent in."""

from contextlib import suppress
from datetime import datetime

from wvls_mentor.errors import WvlsError
from wvls_mentor.records.readers import timestamp
from wvls_mentor.sheets.rows import Importer, Problem, refuse


def tell_which_counts(
    importer: Importer, row: dict[str, str], line: int, before: tuple[int, dict[str, str], str]
) -> None:
    """Warn that a row of the same key was there *before*, and which counts, by their timestamps.

    Raises FieldProblem where the sheet does not say when.
    """
    earlier, there, key = before
    moments = [moment(there), moment(row)]
    if None in moments:
        field = "email" if "@" in key else None
        raise refuse(field, f"Line {earlier} is about the same.", "Leave one.")
    later = (moments[1] >= moments[0]) is not importer.first_counts  # type: ignore[operator]
    old, new = (earlier, line) if later else (line, earlier)
    which = "first" if importer.first_counts else "newest"
    who = row.get("email") or "the same"
    importer.tally.warnings.append(
        Problem(old, None, f"{who} answered in line {new} too; the {which} answer counts.")
    )


def moment(row: dict[str, str]) -> datetime | None:
    """When a row was sent in, where the sheet says so."""
    with suppress(WvlsError):
        return timestamp(row.get("timestamp", ""))
    return None
