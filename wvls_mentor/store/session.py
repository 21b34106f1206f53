"""The session that services hand on: they read and write records with it, and know no SQL."""

from sqlmodel import Session as Session
