"""What the handover page asks the records for."""

from datetime import date

from wvls_mentor.store.queries import Source, rows

_LAST_CALL = """
SELECT pair_id, going, note, day FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY pair_id ORDER BY day DESC, id DESC) AS newest
  FROM check_in WHERE answered AND day <= ?) WHERE newest = 1
"""


def last_calls(source: Source, day: date) -> dict[int, tuple[str, str, date]]:
    """How each pair said it was going at the newest check-in by *day*, with the note and the day."""
    found = rows(source, _LAST_CALL, (day.isoformat(),))
    return {pair: (going or "", note, date.fromisoformat(on)) for pair, going, note, on in found}


def waivers(source: Source) -> dict[int, str]:
    """Why a condition was waived, for the pairs for which one was (C1, C2)."""
    return dict(map(tuple, rows(source, "SELECT id, waived FROM pair WHERE waived IS NOT NULL")))


def end_reasons(source: Source) -> dict[int, str]:
    """Why pairs were ended by hand, where a reason was given."""
    return dict(map(tuple, rows(source, "SELECT id, end_reason FROM pair WHERE end_reason <> ''")))
