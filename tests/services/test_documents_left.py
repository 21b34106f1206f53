"""After somebody is forgotten: the drafts, pages and sheets that still name them."""

import base64
import os
import shutil
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.factories import Program
from wvls_mentor.store import documents_left

NAME = "Zoë O'Fictional"
ADDRESS = "zoe@example.org"


@pytest.fixture
def ended(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Zoë, whose mentorship has ended, and the folder in which the coordinator works."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    program.mentor(1)
    done = program("mentee", "add", NAME, "--email", ADDRESS, "--library", "Thorp", "--years", "1")
    assert done.code == 0, done.err
    program("policy", "set", "coordinator_name", "Pat Fictional")
    assert program("match", "2", "1", "--on", "2026-06-01", "--yes").code == 0
    assert program("log-meeting", "1", "--method", "phone", "--on", "2026-06-20").code == 0
    return program


def _end(program: Program) -> None:
    assert program("end", "1", "--reason", "x", "--yes", "--on", "2026-11-20").code == 0


def test_drafts_pages_and_sheets_that_name_the_person_are_listed(
    ended: Program, tmp_path: Path
) -> None:
    """Only backups were named: the list looked complete, and twelve drafts lay beside it."""
    work = tmp_path / "work"
    assert ended("letters", "--save", "drafts", "--again").code == 0
    assert ended("roster", "--save", "roster.html").code == 0
    (work / "form.csv").write_text(f"email,name\n{ADDRESS},Somebody\n")
    with zipfile.ZipFile(work / "form.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", "<t>Zoë O&apos;Fictional</t>" * 20)
    (work / "other.csv").write_text("email,name\nother@example.org,Other\n")
    (work / "deep" / "deeper").mkdir(parents=True)
    (work / "deep" / "deeper" / "form.csv").write_text(ADDRESS)
    away = tmp_path / "away"
    away.mkdir()
    assert ended("export", "mentees", str(away / "mentees.csv")).code == 0
    _end(ended)
    dry = ended("forget", ADDRESS, "--dry-run", "-f", "json").json
    done = ended("forget", ADDRESS, "--yes", "-f", "json").json
    drafts = sorted(path for path in (work / "drafts").iterdir() if path.suffix == ".eml")
    assert len(drafts) == 2
    pages = [work / "drafts" / "letters.html", work / "roster.html"]
    assert sorted(done["documents"]) == sorted(
        str(p) for p in [*drafts, *pages, work / "form.csv", work / "form.xlsx"]
    )
    assert dry["documents"] == done["documents"]
    looked = {str(tmp_path), str(work), str(work / "drafts")}
    assert set(done["looked_in"]) == looked


def test_a_draft_that_a_mail_program_saved_and_a_unicode_text_are_looked_into(
    ended: Program, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    (work / "sheet.txt").write_text(f"name\t{NAME}\n", encoding="utf-16")
    letter = EmailMessage()
    letter.set_content(f"Dear {NAME},\n", charset="utf-8", cte="base64")
    (work / "saved.eml").write_bytes(letter.as_bytes())
    word = f"=?utf-8?b?{base64.b64encode(NAME.encode()).decode()}?="
    (work / "to.eml").write_text(f"To: {word} <other@example.org>\n\nHello\n")
    (work / "windows.csv").write_text(f"name\n{NAME}\n", encoding="cp1252")
    with zipfile.ZipFile(work / "large.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", " " * ((8 << 20) + 1))
    _end(ended)
    found = ended("forget", ADDRESS, "--dry-run", "-f", "json").json
    assert found["documents"] == [
        str(work / name) for name in ("saved.eml", "sheet.txt", "to.eml", "windows.csv")
    ]
    assert found["not_looked_at"] == [str(work / "large.xlsx")], "what was not read may name them"


def test_what_nobody_may_look_at_keeps_nobody_from_being_forgotten(
    ended: Program, tmp_path: Path
) -> None:
    """One link into a closed folder, and nobody could be forgotten any more."""
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    assert ended("backup", str(copy)).code == 0
    nowhere = "x" * 300  # asked about, the system fails as it does for a closed folder
    (tmp_path / "work" / "form.csv").symlink_to(nowhere)
    (tmp_path / "work" / "old.db").symlink_to(nowhere)
    shutil.rmtree(copy.parent)
    copy.parent.symlink_to(nowhere)
    _end(ended)
    done = ended("forget", ADDRESS, "--yes", "-f", "json")
    assert done.code == 0, done.err
    assert done.json["not_looked_at"] == [str(copy)]


def test_where_it_was_looked_is_said(ended: Program, tmp_path: Path) -> None:
    ended("mentee", "edit", "2", "--note", "prefers mornings")
    _end(ended)
    said = " ".join(ended("forget", ADDRESS, "--dry-run").out.split())
    assert "No document or sheet with the address or the name was found." in said
    assert f"Looked in {tmp_path} and {tmp_path / 'work'} and nowhere else" in said
    (tmp_path / "work" / "letter.txt").write_text(f"Dear {NAME}", encoding="utf-8")
    said = "".join(ended("forget", ADDRESS, "--dry-run").out.split())
    assert f"Deletethemyourself:{tmp_path / 'work' / 'letter.txt'}" in said


def test_a_sheet_imported_from_another_folder_is_found(ended: Program, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "form.csv").write_text(f"email,name,library,years\n{ADDRESS},{NAME},Thorp,1\n")
    assert ended("import", "mentees", str(away / "form.csv"), "--yes").code == 0
    (away / "form.csv").write_text(f"email,phone\n{ADDRESS},715-555-0101\n")
    assert ended("import", "mentees", str(away / "form.csv"), "--yes").code == 0
    _end(ended)
    done = ended("forget", ADDRESS, "--yes", "-f", "json").json
    assert done["documents"] == [str(away / "form.csv")]


def test_which_notes_go_and_which_addresses(ended: Program) -> None:
    """ "5 notes will be deleted" of somebody for whom one had written one."""
    ended("mentee", "edit", "2", "--note", "prefers mornings")
    ended("check-in", "1", "--with", "both", "--going", "well", "--note", "both are happy")
    _end(ended)
    said = " ".join(ended("forget", ADDRESS, "--dry-run").out.split())
    assert "'s name, e-mail address, phone, " in said and " and 3 notes will be deleted" in said
    assert "The notes: " in said
    for sort in ("1 about the person", "1 of a check-in", "1 why a pair ended"):
        assert sort in said


def test_a_partner_reads_of_their_mentee_not_of_a_number(ended: Program, tmp_path: Path) -> None:
    """ "Your mentorship with Forgotten 9 ended on Jan 5" went to the partner."""
    ended("log-meeting", "1", "--method", "in-person", "--at", "mentee-library", "--hours", "7",
          "--on", "2026-06-25", "--miles", "40")  # fmt: skip
    claimed = ended("stipends", "claim", "1", "--yes")
    assert claimed.code == 0, claimed.err
    assert ended("letters", "--let-end", "1").code == 0
    _end(ended)
    assert ended("letters", "--let-end", "1").code == 0
    for name_is_needed in (False, True):
        if name_is_needed:
            paid = ended("stipends", "pay", "1", "--reference", "check 1", "--yes")
            assert paid.code == 0, paid.err
        else:
            assert ended("forget", "2", "--yes").code == 0
        found = ended("letters", "-f", "json").json["letters"]
        kinds = {letter["kind"] for letter in found}
        assert "payment" in kinds if name_is_needed else "evaluate" in kinds
        for letter in found:
            assert "Forgotten" not in letter["body"], letter["body"]
            assert "your mentee" in letter["body"]
    assert ended("stipends", "claim", "C-2026-01", "--save", "claim.html").code == 0
    page = Path("claim.html").read_text(encoding="utf-8")
    assert "Forgotten 2;" not in page and "a mentee (name erased)" in page


def test_how_far_apart_they_were_is_a_whole_sentence(ended: Program) -> None:
    """ "about 28 miles one way now; at the match  (an estimate)"."""
    _end(ended)
    assert ended("forget", "2", "--yes").code == 0
    said = " ".join(ended("status", "1").out.split())
    assert "miles one way (an estimate)" in said and "at the match (" not in said


def test_of_a_folder_with_very_many_files_the_newest_are_looked_at(
    ended: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents_left, "MOST", 3)
    work = tmp_path / "work"
    for number in range(5):
        (work / f"f{number}.txt").write_text(ADDRESS)
        os.utime(work / f"f{number}.txt", (1000 + number, 1000 + number))
    _end(ended)
    found = ended("forget", ADDRESS, "--dry-run", "-f", "json").json
    assert sorted(found["documents"]) == [str(work / f"f{n}.txt") for n in (2, 3, 4)]
    said = "".join(ended("forget", ADDRESS, "--yes").out.split())
    assert f"Of{work}onlythenewest" in said
    again = ended("forget", "2", "--yes", "-f", "json").json
    assert again["looked_in"] == [], "nobody knows the name any more: nothing was looked for"
