"""The session that services hand on: they read and write records with it, and know no SQL."""

from sqlalchemy.orm import SessionTransaction as Savepoint
from sqlmodel import Session as Session

__all__ = ["Savepoint", "Session"]
