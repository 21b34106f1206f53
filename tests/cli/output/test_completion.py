"""Shell completion: ids with the name beside, no word that a shell runs, no database's complaint."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
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
        (["log-meeting", ""], ["1", "Mentor 1 - Mentee 1"]),
        (["match", "2", ""], ["1", "Mentor 1"]),
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


EVIL = [
    "Eve \\$(touch X)", "$(touch X)", "`touch X`", "\\`touch X\\`", "';touch X;'", '";touch X;"',
    "a) touch X (b", "x\\\\$(touch X)", "$'\\x24(touch X)'", "~(touch X)", "!touch", "{a,b}[c]*?#|&<>",
    "R\u0301en\u00e9e O'Neil",
]  # fmt: skip


def _evil(program: Program, names: Sequence[str] = EVIL) -> None:
    """People, an address and a topic as a form or an earlier version may have let them in."""
    connection = sqlite3.connect(program.path)
    for number, name in enumerate(names, 50):
        address = f"`touch X`{number}@example.org"
        connection.execute("INSERT INTO person (id, name, email, phone) VALUES (?, ?, ?, '')",
                           (number, name, address))  # fmt: skip
        connection.execute(
            "INSERT INTO mentor (person_id, experience_since, capacity, note)"
            " VALUES (?, '2010-01-01', 1, '')", (number,))  # fmt: skip
    connection.execute(
        "INSERT INTO topic (slug, title, area) VALUES ('$(touch X)', '`touch X`', '')"
    )
    connection.execute(
        "INSERT INTO library (name, city, county, member) VALUES ('`x`', '5$(touch X)', '', 0)"
    )
    connection.commit()
    connection.close()


@pytest.mark.parametrize("kind", ["mentor", "pair", "library", "topic"])
@pytest.mark.parametrize("typed", ["", "5", "`", "$", "Eve"])
def test_no_mark_of_a_shell_is_handed_out(paired: Program, kind: str, typed: str) -> None:
    from wvls_mentor.services.completion import candidates

    _evil(paired)
    for word, meaning in candidates(paired.path, kind, typed):
        assert re.fullmatch(r"[A-Za-z0-9-]+", word)
        assert re.fullmatch(r"[A-Za-z0-9 .-]*", meaning), meaning


# What Typer's script for zsh does, with zsh's own _arguments reduced to the evaluation in it.
ZSH = """
_arguments() { local action="${@[-1]#*: :}"; eval "ws=( ${action[3,-3]} )" }
eval $(WVLS)
print -r -- ${#ws}
"""


@pytest.mark.parametrize("name", EVIL[:6])
def test_a_name_from_a_form_runs_nothing_in_zsh(paired: Program, tmp_path: Path, name: str) -> None:
    if shutil.which("zsh") is None:
        pytest.skip("no zsh on this machine")
    _evil(paired, [name])  # one at a time: the quotes of one would hide another
    place = tmp_path / "place"
    place.mkdir()
    env = {
        "PATH": "/usr/bin:/bin", "HOME": str(place), "WVLS_DB": str(paired.path),
        "_WVLS_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "wvls mentor show 5",
    }  # fmt: skip
    wvls = shutil.which("wvls", path=str(Path(sys.executable).parent))
    script = ZSH.replace("WVLS", f"'{wvls}'", 1)
    done = subprocess.run(
        ["zsh", "-fc", script], env=env, cwd=place, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "1\n", done.stderr
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    ["`touch X`@example.org", "a$b@example.org", "a b@example.org", "a;b@example.org", "a&b@x.org",
     "a|b@x.org", 'a"b@x.org', "a!b@x.org", "@x.org", "a@", "a@-", "a@x.org.", "a@x`y`.org"],
)  # fmt: skip
def test_an_address_has_no_mark_that_a_shell_evaluates(
    program: Program, tmp_path: Path, address: str
) -> None:
    words = ["mentor", "add", "X", "--email", address, "--years", "9"]
    assert program(*words).code == 2
    sheet = tmp_path / "people.csv"
    sheet.write_text(f'email,name,years\n"{address.replace(chr(34), chr(34) * 2)}",X,9\n')
    answer = program("import", "mentors", str(sheet), "-f", "json")
    if address == "a@x.org.":  # a sheet's address loses its final dot, and is one
        assert program("mentor", "show", "a@x.org", "-f", "json").json["mentor"]["id"] == 1
    else:
        assert answer.code == 6 and "not an e-mail address" in answer.out


def test_addresses_that_people_have_are_taken(program: Program) -> None:
    for n, address in enumerate(
        ("o'neil.x_y+z-1@lib.example.org", "ren\u00e9e@example.org", "A@B")
    ):
        words = ["mentor", "add", f"X{n}", "--email", address, "--years", "9"]
        assert program(*words).code == 0, address


def test_a_stored_address_stays_until_it_is_edited(paired: Program) -> None:
    _evil(paired)
    assert paired("mentor", "edit", "50", "--phone", "1").code == 0
    assert paired("mentor", "list").code == 0
