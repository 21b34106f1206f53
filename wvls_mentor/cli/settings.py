"""The options of wvls itself, the command as it was typed, and who typed it."""

import os
from dataclasses import dataclass
from pathlib import Path

import typer

from wvls_mentor import invocation
from wvls_mentor.text import harmless, to_copy


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of wvls itself."""

    db: Path | None = None

    def path(self) -> Path:
        """``--db``, or ``WVLS_DB``, or the file in the user's data folder."""
        if self.db is not None:
            return self.db
        named = os.environ.get("WVLS_DB")
        if named:
            return Path(named)
        if "PYTEST_CURRENT_TEST" in os.environ:
            raise RuntimeError("a test reached for the user's own database")
        from platformdirs import user_data_path

        return user_data_path("wvls", appauthor=False) / "wvls.db"


def again(ctx: typer.Context, *, without: str = "") -> str:
    """The command that was typed, to be copied and added to, *without* one of its options."""
    now, settings = invocation.current(), ctx.obj
    typed = [word for word in now.arguments if word != without]
    file = [] if settings.db is None else ["--db", str(settings.db)]
    return " ".join(map(to_copy, ["wvls", *file, *now.command.split(), *typed]))


def user() -> str:
    """Who sits at the machine, for the ledger: the name of the account."""
    from getpass import getuser

    try:
        return harmless(getuser())
    except (OSError, KeyError, ImportError):
        return ""
