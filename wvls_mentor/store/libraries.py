"""Finds libraries as records."""

from sqlmodel import Session, col, func, select

from wvls_mentor.store.models import Library


def of_name(session: Session, name: str, city: str) -> Library | None:
    """The library of this name in this town, in any case."""
    sql = select(Library).where(
        func.lower(Library.name) == name.lower(), func.lower(Library.city) == city.lower()
    )
    return session.exec(sql).first()


def of_key(session: Session, fscskey: str) -> Library | None:
    """The library with this FSCS key."""
    return session.exec(select(Library).where(col(Library.fscskey) == fscskey)).first()
