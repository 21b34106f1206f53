import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.factories import Program, Recipe, nothing, one_pair

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


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Recipe], Path]:
    """The file that a recipe makes: its commands are run at the first need and never again."""
    made: dict[Recipe, Path] = {}

    def of(recipe: Recipe) -> Path:
        if recipe not in made:
            program = Program(tmp_path_factory.mktemp(recipe.__name__) / "program.db").begin()
            recipe(program)
            made[recipe] = program.path
        return made[recipe]

    return of


@pytest.fixture
def program(master: Callable[[Recipe], Path], tmp_path: Path) -> Program:
    """A new database with the outline's policy and the member libraries."""
    return Program(Path(shutil.copy(master(nothing), tmp_path / "program.db")))


@pytest.fixture
def copy_of(master: Callable[[Recipe], Path], program: Program) -> Callable[[Recipe], Program]:
    """The test's program as a recipe leaves it; a copy, so no test sees what another has written."""

    def copied(recipe: Recipe) -> Program:
        shutil.copy(master(recipe), program.path)
        return program

    return copied


@pytest.fixture
def paired(copy_of: Callable[[Recipe], Program]) -> Program:
    """Pair 1 of 1 June 2026: mentor 1 and mentee 2."""
    return copy_of(one_pair)


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
