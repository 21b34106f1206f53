"""Shell completion: ids and addresses with the name beside, never a database's complaint."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.factories import Program
from wvls_mentor.cli.main import app


def _complete(db: Path, *words: str) -> str:
    env = {
        "_WVLS_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": " ".join(["wvls", *words]),
        "WVLS_DB": str(db),
    }
    return CliRunner().invoke(app, [], env=env, prog_name="wvls").stdout


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["log-meeting", ""], ["1", "Mentor 1 > Mentee 1"]),
        (["match", "mentee"], ["mentee1@example.org", "Mentee 1"]),
        (["match", "2", ""], ["1", "Mentor 1 mentor1@example.org"]),
        (["mentor", "show", ""], ["1", "Mentor 1"]),
        (["library", "show", "Tho"], ["Thorp"]),
        (["mentor", "add", "X", "--expertise", "bud"], ["budget"]),
        (["stip"], ["stipends"]),
    ],
)
def test_words_are_completed(paired: Program, words: list[str], found: list[str]) -> None:
    said = _complete(paired.path, *words)
    assert all(word in said for word in found), said


def test_a_missing_or_foreign_database_completes_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no database")
    for path in (tmp_path / "none.db", tmp_path / "x.db", tmp_path):
        assert "Error" not in _complete(path, "log-meeting", "")
    assert not (tmp_path / "none.db").exists()
