"""wvls: a library mentoring program, run from one local SQLite file."""

__version__ = "0.1.0"
