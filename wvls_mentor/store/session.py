"""The session that services pass on to read and write records without SQL."""

from sqlalchemy.orm import SessionTransaction as Savepoint
from sqlmodel import Session as Session

__all__ = ["Savepoint", "Session"]
