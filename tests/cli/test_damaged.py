"""A database that is damaged, or called so: the sentence names the file that is, and a way on."""

from pathlib import Path

import pytest

from tests.factories import Program

PAGE = 4096


@pytest.mark.parametrize("page", [4, 10, 20, 30])
def test_no_backup_is_made_of_a_damaged_database_and_it_is_named(
    program: Program, tmp_path: Path, page: int
) -> None:
    raw = bytearray(program.path.read_bytes())
    raw[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    program.path.write_bytes(raw)
    (tmp_path / "copies").mkdir()
    refused = program("backup", str(tmp_path / "copies" / "copy.db"))
    assert refused.code == 7 and not list((tmp_path / "copies").iterdir())
    first, hint = refused.err.splitlines()
    assert first.startswith(f"Error: {program.path} seems damaged")
    assert first.endswith(". No backup was made.") and hint == "Hint: Restore it from a backup."
