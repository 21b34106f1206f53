import gc
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.factories import Program, Recipe, nothing, one_pair
from wvls_mentor import invocation, views
from wvls_mentor.store.connection import connect

settings.register_profile("wvls", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("wvls")

TODAY = date(2026, 11, 23)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """All that is collected stays: looking for garbage in it took a third of the collection."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000)  # a test makes some thousand objects, and few of them in circles
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _waits_for_no_disk() -> Iterator[None]:
    """What these tests write need not outlive a power cut: half of a write is the disk's wait.

    A process that a test starts writes as ever, and so do those that the faults kill.
    """

    def without_waiting(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA synchronous=OFF")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wvls_mentor.store.driver.connect", without_waiting)
        yield


@pytest.fixture(autouse=True)
def _nobodys_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reaches the user's own file or the real day."""
    monkeypatch.delenv("WVLS_DB", raising=False)
    monkeypatch.setenv("WVLS_TODAY", TODAY.isoformat())
    monkeypatch.setenv("COLUMNS", "80")
    yield
    invocation.notes()  # else a later command says what this test left unsaid
    views.steps.repeat_file(None)  # or repeats its --db in what it proposes


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Recipe], Path]:
    """The file that a recipe makes: its commands are run at the first need and never again.

    Where several processes test, the first that needs it makes it for all of them.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def of(recipe: Recipe) -> Path:
        folder = shared / f"recipe-{recipe.__module__}.{recipe.__qualname__}"
        try:
            folder.mkdir()
        except FileExistsError:
            until = time.monotonic() + 60
            while not (folder / "made.db").exists() and time.monotonic() < until:
                # Else each test that needs it waits for a minute, and a broken program for an hour.
                assert not (folder / "failed").exists(), f"the recipe {folder.name} failed before"
                time.sleep(0.01)
        else:
            try:
                draft = Program(folder / "program.db").begin()
                recipe(draft)
            except BaseException:
                (folder / "failed").touch()
                raise
            draft.path.rename(folder / "made.db")
        return folder / "made.db"

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
def statements(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], int]:
    """Counts the SQL statements of a call as SQLite runs them, whoever asks; not how it opens."""
    opening = ("foreign_keys", "temp_store", "cache_spill", "read_uncommitted", "synchronous")
    seen: list[str] = []

    class Traced(sqlite3.Connection):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            self.set_trace_callback(note)

    def note(sql: str) -> None:
        if sql.startswith("PRAGMA") and any(word in sql for word in opening):
            return
        if seen[-1:] != [sql]:  # what its triggers do is told under the statement's own text
            seen.append(sql)

    def traced(*args: Any, **more: Any) -> sqlite3.Connection:
        return opened(*args, factory=Traced, **more)

    opened = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", traced)

    def counted(call: Callable[[], Any]) -> int:
        seen.clear()
        call()
        return len(seen)

    return counted


def pytest_configure() -> None:
    os.environ.pop("WVLS_DB", None)
