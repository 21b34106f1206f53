"""Settings and rates as records, to change them; and as they were when a command ran."""

from datetime import date

from sqlmodel import Session, col, select

from wvls_mentor.rules.policy import DatedRate, DatedSetting, PolicyBook
from wvls_mentor.store import history_triggers
from wvls_mentor.store.models import Rate, Setting


def setting_from(session: Session, key: str, since: date) -> Setting | None:
    """The value of a setting that begins on this day."""
    sql = select(Setting).where(col(Setting.key) == key, col(Setting.since) == since)
    return session.exec(sql).one_or_none()


def rate_from(session: Session, kind: str, since: date) -> Rate | None:
    """The rate of a kind that begins on this day."""
    sql = select(Rate).where(col(Rate.kind) == kind, col(Rate.since) == since)
    return session.exec(sql).one_or_none()


def book_at(session: Session, entry: int) -> PolicyBook:
    """Every dated setting and rate as the command of *entry* found them.

    A change that was entered later, dated back as it may be, is not among them.
    """
    connection = session.connection()
    settings = history_triggers.rows_at(connection, "setting", entry)
    rates = history_triggers.rows_at(connection, "rate", entry)
    return PolicyBook(
        [DatedSetting(s["key"], s["value"], date.fromisoformat(s["since"])) for s in settings],
        [DatedRate(r["kind"], r["rate"], date.fromisoformat(r["since"])) for r in rates],
    )


def renew(session: Session, row: Rate) -> None:
    """Put a new record in the place of *row*: the history then has an entry of it.

    A change from an amount to the same amount is none, so who confirms it would leave no trace.
    """
    again = Rate(kind=row.kind, rate=row.rate, since=row.since)
    session.delete(row)
    session.flush()  # otherwise the new one would come first, and there is only one a day
    session.add(again)
