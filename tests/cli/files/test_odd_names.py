"""Names of files: empty, links that lead nowhere, and files that may not be read."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, run

OPTIONS = (
    ("export", "mentors", ""), ("export", "all", ""), ("import", "mentors", ""), ("backup", ""),
    ("restore", ""), ("report", "--save", ""), ("letters", "--save", ""), ("roster", "--save", ""),
    ("calendar", "--save", ""), ("handover", "--save", ""), ("records", "1", "--save", ""),
    ("stipends", "claim", "1", "--save", ""), ("status", "--save", ""),
)  # fmt: skip


@pytest.mark.parametrize("words", OPTIONS, ids=" ".join)
def test_an_empty_name_of_a_file_is_a_usage_error(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    refused = program(*words)
    assert refused.code == 2 and not list(Path().iterdir())
    assert "The name of the file or folder is empty." in refused.err


def test_an_empty_database_name_is_a_usage_error_and_an_empty_variable_none(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("status",), ("init",), ("demo",), ()):
        refused = run(["--db", "", *words], env={"WVLS_DB": str(program.path)})
        assert refused.code == 2 and "The name of the file or folder is empty." in refused.err
    with pytest.raises(RuntimeError, match="own database"):  # as where it is not set at all
        run(["status"], env={"WVLS_DB": ""})


@pytest.mark.parametrize("target", ["gone/there.db", "link.db"], ids=["dangling", "looping"])
def test_every_command_says_the_same_of_a_link_that_leads_nowhere(
    program: Program, tmp_path: Path, target: str
) -> None:
    link = tmp_path / "links" / "link.db"
    link.parent.mkdir()
    link.symlink_to(target)
    sentence = f"Error: {link} is a link to {target}, and nothing is there.\n"
    copy = tmp_path / "copy.db"
    assert program("backup", str(copy)).code == 0
    broken = Program(link)
    for words, code in (
        (("status",), 7),
        (("mentor", "list"), 7),
        (("check",), 7),
        (("init",), 5),
        (("restore", str(copy), "--yes"), 7),
    ):
        refused = broken(*words)
        assert (refused.code, refused.err.splitlines(True)[0]) == (code, sentence), words
    for words, code in (
        (("backup", str(link)), 5),
        (("restore", str(link), "--yes"), 6),
        (("export", "mentors", str(link.with_suffix(".csv"))), 5),
    ):
        link.with_suffix(".csv").unlink(missing_ok=True)
        link.with_suffix(".csv").symlink_to(target.replace(".db", ".csv"))
        refused = program(*words)
        assert refused.code == code and "and nothing is there." in refused.err, words
    assert link.is_symlink() and not (link.parent / "gone").exists()


def test_a_folder_that_is_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "drive").symlink_to(tmp_path / "unplugged")
    broken = Program(tmp_path / "drive" / "program.db")
    for word, code in (("status", 7), ("init", 5)):
        refused = broken(word)
        assert refused.code == code
        assert f"{tmp_path / 'drive'} is a link to {tmp_path / 'unplugged'}" in refused.err


def _without_override() -> None:
    """As everybody but root: no right to read what its mode forbids (prctl PR_CAPBSET_DROP)."""
    library = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH; gone with the next exec
        if library.prctl(24, capability, 0, 0, 0):
            os._exit(99)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="rights are taken with prctl")
@pytest.mark.parametrize(
    ("words", "code"),
    [(("status",), 7), (("mentor", "list"), 7), (("init",), 5), (("restore", "COPY", "--yes"), 6)],
)
def test_a_file_that_may_not_be_read_is_no_usage_error(
    program: Program, tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    secret = tmp_path / "secret.db"
    assert program("backup", str(secret)).code == 0
    secret.chmod(0)
    db = program.path if words[0] == "restore" else secret
    drop: Callable[[], None] | None = _without_override if os.geteuid() == 0 else None
    done = subprocess.run(
        [sys.executable, "-m", "wvls_mentor", "--db", str(db)]
        + [str(secret) if w == "COPY" else w for w in words],
        capture_output=True, text=True, check=False, preexec_fn=drop, timeout=60,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert str(secret) in done.stderr and "Invalid value" not in done.stderr


def test_what_is_there_and_no_file_is_not_called_missing(program: Program, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("/dev/null", str(tmp_path / "pipe")):
        refused = program("restore", name, "--yes")
        assert refused.code == 6 and refused.err.startswith(f"Error: {name} is not a regular file.")
    missing = program("restore", str(tmp_path / "none"), "--yes")
    assert missing.code == 6 and f"There is no file {tmp_path / 'none'}." in missing.err
