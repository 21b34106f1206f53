"""Files that go out: a disk that is full names the file that it did not take, and leaves nothing."""

import resource
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.documents.year import busy
from tests.factories import Program, Recipe


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


@pytest.fixture
def full(year: Program) -> Iterator[Program]:
    """The program where no file can have more than 300 bytes: SQLite reads, and writes nothing."""
    before, was = resource.getrlimit(resource.RLIMIT_FSIZE), signal.getsignal(signal.SIGXFSZ)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, before[1]))
    try:
        yield year
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, was)


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("report", "--save", "r.html"), "r.html"),
        (("roster", "--save", "r.html"), "r.html"),
        (("handover", "--save", "h.html"), "h.html"),
        (("calendar", "--save", "c.ics"), "c.ics"),
        (("export", "mentors", "m.csv"), "m.csv"),
    ],
)
def test_a_full_disk_names_the_file_that_was_not_saved(
    full: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    file: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = full(*words)
    assert refused.code == 6 and refused.err.startswith(f"Error: {file} cannot be written: ")
    assert [p.name for p in tmp_path.iterdir()] == ["program.db"]


@pytest.mark.parametrize("folder", ["l", "new/inner/l"])
def test_a_full_disk_leaves_no_folder_of_letters(
    full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = full("letters", "--save", folder)
    assert refused.code == 6 and refused.err.startswith(f"Error: {folder}/2026-11-23-")
    assert ".eml cannot be written: " in refused.err
    assert [p.name for p in tmp_path.iterdir()] == ["program.db"]


def test_a_folder_that_was_there_stays(
    full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "l").mkdir()
    assert full("letters", "--save", "l").code == 6
    assert (tmp_path / "l").is_dir() and not list((tmp_path / "l").iterdir())
