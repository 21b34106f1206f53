"""Settings and rates as records, to change the one that begins on a day."""

from datetime import date

from sqlmodel import Session, col, select

from wvls_mentor.store.models import Rate, Setting


def setting_from(session: Session, key: str, since: date) -> Setting | None:
    """The value of a setting that begins on this day."""
    sql = select(Setting).where(col(Setting.key) == key, col(Setting.since) == since)
    return session.exec(sql).one_or_none()


def rate_from(session: Session, kind: str, since: date) -> Rate | None:
    """The rate of a kind that begins on this day."""
    sql = select(Rate).where(col(Rate.kind) == kind, col(Rate.since) == since)
    return session.exec(sql).one_or_none()
