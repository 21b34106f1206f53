import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.factories import Program

settings.register_profile("wvls", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("wvls")

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _nobodys_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reaches the user's own file or the real day."""
    monkeypatch.delenv("WVLS_DB", raising=False)
    monkeypatch.setenv("WVLS_TODAY", TODAY.isoformat())
    monkeypatch.setenv("COLUMNS", "80")
    yield


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """A new database with the outline's policy and the member libraries."""
    return Program(tmp_path / "program.db").begin()


@pytest.fixture
def statements() -> Iterator[Callable[[Callable[[], Any]], int]]:
    """Counts the SQL statements of a call."""
    from sqlalchemy import Engine, event

    seen: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)

    def counted(call: Callable[[], Any]) -> int:
        seen.clear()
        call()
        return len(seen)

    yield counted
    event.remove(Engine, "before_cursor_execute", note)


def pytest_configure() -> None:
    os.environ.pop("WVLS_DB", None)
