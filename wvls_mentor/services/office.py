"""The office's own settings, not in any clause: who signs letters, links and forms."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from wvls_mentor.dates import FIRST_DAY
from wvls_mentor.rules.policy import Policy, read_setting, setting_text
from wvls_mentor.store import queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Setting


def unanswered(db: Path, keys: Iterable[str]) -> tuple[str, ...]:
    """Which of *keys* nobody has answered yet; an empty answer counts as one."""
    with reading(db) as session:
        known = {s.key for s in queries.policy_book(session).settings}
    return tuple(key for key in keys if key not in known)


def answer(db: Path, answers: Mapping[str, str]) -> None:
    """Keep the first answers; they hold from the beginning, as nothing was there before them.

    Raises UsageProblem for a value that cannot be read.
    """
    with writing(db) as session:
        session.add_all(
            Setting(key=key, value=setting_text(read_setting(key, value)), since=FIRST_DAY)
            for key, value in answers.items()
        )


def settings(db: Path, today: date) -> Policy:
    """The settings as of *today*: a letter about an earlier day is signed by who writes it now."""
    with reading(db) as session:
        return queries.policy_book(session).on(today)
