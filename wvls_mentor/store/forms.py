"""Reads what is remembered of forms that were imported before."""

from sqlmodel import col, select

from wvls_mentor.store.imports import Form, ImportedRow
from wvls_mentor.store.session import Session


def form(session: Session, kind: str, fingerprint: str) -> Form | None:
    """The form with this header row."""
    sql = select(Form).where(Form.kind == kind, Form.fingerprint == fingerprint)
    return session.exec(sql).first()


def of_kind(session: Session, kind: str) -> list[Form]:
    """Every form of a kind, oldest first."""
    return list(session.exec(select(Form).where(Form.kind == kind).order_by("id")))


def said(session: Session, kind: str) -> list[ImportedRow]:
    """Every row that forms of a kind had last time."""
    return list(session.exec(select(ImportedRow).join(Form).where(Form.kind == kind)))


def addresses(session: Session) -> dict[str, int]:
    """Addresses that people signed up with, by person: sheets go on using them."""
    kinds = col(Form.kind).in_(("mentors", "mentees"))
    sql = select(ImportedRow.key, ImportedRow.record_id).join(Form).where(kinds)
    return dict(session.exec(sql).all())
