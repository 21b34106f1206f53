"""After somebody is forgotten: which other files still hold them, and no word of them in this one."""

import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe
from wvls_mentor.store import traces

NAME = "Zoë Fictional"
ADDRESS = "zoe@example.org"


def _lived(program: Program) -> None:
    """Zoë, who is in no pair, and a pair of two others."""
    added = program("mentor", "add", NAME, "--email", ADDRESS, "--years", "9")
    assert added.code == 0
    program.pair(1)


@pytest.fixture
def lived(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_lived)


def _text(*files: Path) -> str:
    return "\n".join(path.read_bytes().decode("utf-8", errors="replace") for path in files)


def test_every_file_of_ours_that_holds_the_person_is_named(lived: Program, tmp_path: Path) -> None:
    usb, known = tmp_path / "usb", tmp_path / "known"
    usb.mkdir()
    known.mkdir()
    lived("policy", "set", "backup_folder", str(usb), "--yes")
    assert lived("backup").code == lived("backup", str(known / "copy.db")).code == 0
    whole = lived.path.read_bytes()
    holding = {
        "restored over": tmp_path / "program.db.before-restore-2026-11-20",
        "before an upgrade": tmp_path / "program.db.before-0005",
        "damaged": tmp_path / "program.db.before-restore-2026-11-21",
        "a draft": tmp_path / ".program.db.abcdefgh.new",
        "of a killed backup": usb / ".wvls-2026-01-01.db.abcdefgh.new",
        "a journal": known / "copy.db-journal",
        "under a name of its own": known / "autumn.bak",
    }
    for path in holding.values():
        path.write_bytes(whole)
    holding["damaged"].write_bytes(b"ruined" * 1000 + ADDRESS.upper().encode())
    sheets = tmp_path / ".request.abcdefgh.new"
    sheets.mkdir()
    (sheets / "mentors.csv").write_text(f"name\n{NAME}\n", encoding="utf-8")
    holding["a sheet of a killed command"] = sheets / "mentors.csv"
    holding["in the backup folder"] = usb / "wvls-2026-11-23.db"
    holding["a known backup"] = known / "copy.db"
    Program(tmp_path / "other.db").begin()  # ours, of other people
    (tmp_path / "letter.txt").write_text(f"Dear {NAME}", encoding="utf-8")  # not ours
    dry = lived("forget", ADDRESS, "--dry-run", "-f", "json").json
    done = lived("forget", ADDRESS, "--yes", "-f", "json").json
    assert sorted(done["copies"]) == sorted(map(str, holding.values()))
    assert dry["copies"] == done["copies"] and done["not_looked_at"] == []


def test_a_copy_that_does_not_hold_the_person_is_not_named(lived: Program, tmp_path: Path) -> None:
    early = tmp_path / "early.db"
    Program(tmp_path / "new.db").begin()("backup", str(early))
    assert lived("forget", ADDRESS, "--yes", "-f", "json").json["copies"] == []
    lived("backup", str(tmp_path / "late.db"))
    assert lived("forget", "mentor1@example.org", "--yes").code == 5  # in a pair
    assert lived("forget", "1", "--dry-run", "-f", "json").json["copies"] == []


def test_a_copy_on_a_drive_that_is_away_is_named_as_not_looked_at(
    lived: Program, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    for name in ("copy.db", "deleted.db"):
        lived("backup", str(usb / name))
    (usb / "deleted.db").unlink()
    assert lived("forget", "1", "--dry-run", "-f", "json").json["not_looked_at"] == []
    shutil.move(usb, tmp_path / "away")
    found = lived("forget", "1", "--yes", "-f", "json").json
    assert found["copies"] == []
    assert found["not_looked_at"] == [str(usb / "copy.db"), str(usb / "deleted.db")]


def test_who_was_forgotten_before_cannot_be_looked_for(lived: Program, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    lived("backup", str(copy))
    lived("forget", "1", "--yes")
    again = lived("forget", "1", "--yes", "-f", "json").json
    assert (again["copies"], again["not_looked_at"]) == ([], [str(copy)])


@pytest.mark.parametrize(
    "raw",
    [
        "Zoë Fictional", "ZOË FICTIONAL", "Zoë  Fictional", "Zoë\nFictional", r"Zoë\nFictional",
        r"Zo\u00eb Fictional", r"ZO\u00CB Fictional", "Zoë_Fictional.csv", "Zoë Fictionalzoe@x",
        "ZOE@EXAMPLE.ORG", "Fictional, Zoë", "FICTIONAL,Zoë",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [0, traces._PART - 5])
def test_it_is_found_however_it_is_written(tmp_path: Path, raw: str, before: int) -> None:
    wanted = traces.pattern([ADDRESS], [NAME])
    assert wanted is not None
    path = tmp_path / "raw"
    path.write_bytes(b"\x00" * before + raw.encode())
    assert traces.holds(path, wanted) is True


def test_a_name_with_quotes_is_found_as_json_writes_it(tmp_path: Path) -> None:
    wanted = traces.pattern([], ['Zoë "Zo" Fictional'])
    path = tmp_path / "raw"
    path.write_bytes(rb'["Zo\u00eb \"Zo\" Fictional"]')
    assert wanted is not None and traces.holds(path, wanted) is True


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Anna Mentor", "chloe-zoe@example.org"),  # their longer address
        ("Anna Mentor", "zoe@example.org.invalid"),
        (f"Anna {NAME}", "anna@example.org"),  # their longer name
        (NAME.upper(), "anna@example.org"),  # and the same one
    ],
)
def test_a_copy_with_somebody_elses_longer_name_is_not_called_bad(
    lived: Program, tmp_path: Path, name: str, address: str
) -> None:
    bad, good = tmp_path / "bad.db", tmp_path / "good.db"
    assert lived("backup", str(bad)).code == 0
    assert lived("mentor", "add", name, "--email", address, "--years", "9").code == 0
    before = lived.path.read_bytes()
    assert lived("forget", ADDRESS, "--yes").code == 0
    assert lived("backup", str(good)).code == 0
    lived.path.write_bytes(before)  # as it was: the copy is clean already
    found = lived("forget", ADDRESS, "--yes", "-f", "json").json
    assert found["copies"] == [str(bad)]


def test_who_was_added_again_after_an_undo_is_nobody_else(program: Program, tmp_path: Path) -> None:
    for _ in range(2):
        assert program("mentor", "add", NAME, "--email", ADDRESS, "--years", "9").code == 0
        program("undo", "--yes")
    program.mentor(1)  # ids are not used again, so she has another one now
    assert program("mentor", "add", NAME, "--email", ADDRESS, "--years", "9").code == 0
    (tmp_path / "a.db-journal").write_text(ADDRESS)
    (tmp_path / "b.db-journal").write_text(NAME, encoding="utf-8")
    found = program("forget", ADDRESS, "--yes", "-f", "json").json["copies"]
    assert [Path(path).name for path in found] == ["a.db-journal", "b.db-journal"]


def test_journals_of_other_programs_are_not_ours_and_a_packed_draft_is_not_called_good(
    lived: Program, tmp_path: Path
) -> None:
    (tmp_path / "places.sqlite").write_bytes(b"of another program")
    (tmp_path / "places.sqlite-wal").write_text(ADDRESS)
    left = tmp_path / "gone.db-journal"  # of a file that is not there any more
    left.write_text(ADDRESS)
    draft = tmp_path / ".mentors.xlsx.abcdefgh.new"
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("sheet.xml", ADDRESS * 50)
    found = lived("forget", ADDRESS, "--yes", "-f", "json").json
    assert (found["copies"], found["not_looked_at"]) == ([str(left)], [str(draft)])


@pytest.mark.parametrize(
    ("raw", "found"), [("Library", False), ("\x00Li\x00", True), ("li", False)]
)
def test_a_name_of_one_word_is_found_as_a_word(tmp_path: Path, raw: str, found: bool) -> None:
    wanted = traces.pattern([], ["Li"])
    assert wanted is not None and traces.pattern([], []) is None
    path = tmp_path / "raw"
    path.write_bytes(raw.encode())
    assert traces.holds(path, wanted) is found
    assert traces.holds(tmp_path / "none", wanted) is None


@pytest.mark.parametrize(
    "words",
    [
        ("goal", "add", "1", "Shadow {name} for a day", "--term", "short"),
        ("goal", "add", "1", "--term=long", "Ask Fictional, Zoë about grants"),
        ("match", "--accept", "--yes", "--without", "Mentee 2={name}"),
        ("match", "--accept", "--yes", "--without=Mentee 2={address}"),
        ("import", "mentors", "{name}.csv", "--yes"),
        ("import", "mentors", "from-zoë_fictional-2.csv", "--yes"),
        ("import", "mentors", "{address}.csv", "--yes"),
        ("log-meeting", "1", "--method", "phone", "--note", "with Zoë   Fictional"),
        ("log-meeting", "1", "--method", "phone", "--note", "with Zoë\nFictional, again"),
        ("agenda", "1", "--add", "ask ZOË FICTIONAL"),
        ("goal", "add", "1", "Zoë\tFictional", "--term", "short"),
        ("mentee", "edit", "3", "--note=wrote to Zoë  Fictional"),
        ("mentee", "edit", "3", "--note", "-Zoë Fictional called"),
        ("goal", "add", "1", "--term", "short", "--", "--Zoë Fictional, as a model"),
    ],
)
def test_a_whole_name_goes_wherever_it_was_typed(
    lived: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    lived.mentor(2)
    lived.mentor(3)
    lived.mentee(2)
    typed = [word.format(name=NAME, address=ADDRESS) for word in words]
    if typed[0] == "import":
        Path(typed[2]).write_text("email,name,years\nnew@example.org,New Mentor,9\n")
    done = lived(*typed)
    assert done.code == 0, done.err
    whole = re.compile(r"zoë[\s_.\\nt-]+fictional|fictional,\s*zoë", re.I)
    entries = lived("history", "-f", "json").json["entries"]
    assert len(whole.findall(_text(lived.path))) > 2
    assert lived("forget", ADDRESS, "--yes", "-f", "json").json["compacted"] is True
    left = _text(*tmp_path.glob("program.db*"))
    assert whole.findall(left) == [] and ADDRESS not in left.lower()
    after = lived("history", "-f", "json").json["entries"]
    assert len(after) == len(entries) + 1
    assert lived("check", "--exit-code").code == 0


def test_the_free_pages_of_earlier_commands_are_empty_too(lived: Program, tmp_path: Path) -> None:
    note = f"{NAME} said: " + "x" * 4000
    for _ in range(20):
        lived("mentee", "edit", "3", "--note", note)
        lived("mentee", "edit", "3", "--note", "")
    connection = sqlite3.connect(lived.path)
    connection.execute("DELETE FROM change WHERE instr(COALESCE(before, after), 'said: ')")
    connection.execute("UPDATE history SET arguments = '[]' WHERE instr(arguments, 'said: ')")
    connection.commit()
    assert connection.execute("PRAGMA freelist_count").fetchone()[0] > 5
    connection.close()
    assert _text(lived.path).count(f"{NAME} said") > 5
    assert lived("forget", "1", "--yes").code == 0
    assert NAME not in _text(*tmp_path.iterdir())


def test_words_of_libraries_and_of_other_people_stay(lived: Program) -> None:
    lived("library", "add", f"{NAME} Library", "--city", NAME)
    lived("mentor", "add", f"Anna {NAME}", "--email", "anna@example.org", "--years", "9")
    before = lived("history", "-f", "json").json["entries"][:2]
    assert lived("forget", "1", "--yes").code == 0
    after = lived("history", "-f", "json").json["entries"][1:3]
    assert [e["arguments"] for e in after] == [e["arguments"] for e in before]
    (library,) = (
        x for x in lived("library", "list", "-f", "json").json["libraries"] if not x["member"]
    )
    assert (library["name"], library["city"]) == (f"{NAME} Library", NAME)


def test_after_a_restore_the_copies_of_before_are_still_known(
    program: Program, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    words = ["mentor", "add", "Beatrix Fictional", "--email", "b@example.org", "--years", "9"]
    assert program(*words).code == 0
    copies = [away / "first.db", away / "second.db"]
    for copy in copies:
        assert program("backup", str(copy)).code == 0
    assert program("restore", str(copies[0]), "--yes").code == 0
    found = program("forget", "b@example.org", "--yes", "-f", "json").json
    assert {str(copy) for copy in copies} <= set(found["copies"])


def test_a_file_that_only_has_a_longer_name_is_not_named(lived: Program, tmp_path: Path) -> None:
    """A backup with a "Zoë Fictionalson", whom this file does not know, was called one to delete."""
    old = Program(tmp_path / "old.db")
    old.begin()
    for name, address in (("Zoë Fictionalson", "son@example.org"), ("Jo", f"mac{ADDRESS}")):
        assert old("mentor", "add", name, "--email", address, "--years", "9").code == 0
    dry = lived("forget", ADDRESS, "--dry-run", "-f", "json").json
    assert dry["copies"] == []
    assert old("mentor", "add", NAME, "--email", "x@example.org", "--years", "9").code == 0
    found = lived("forget", ADDRESS, "--yes", "-f", "json").json["copies"]
    assert found == [str(old.path)], "her own name is in it, under another address"
