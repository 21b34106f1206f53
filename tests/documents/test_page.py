"""A screen on paper has what the screen has, and nobody's notes where they are left out."""

import re
import sqlite3
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.documents.test_drafts import HOSTILE
from tests.documents.test_roster import _Tags
from tests.documents.year import busy
from tests.factories import Program, Recipe

SCREENS = (["status"], ["status", "5"], ["agenda", "5"], ["upcoming"])
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "tr", "th",
        "td", "span"}  # fmt: skip
SECRETS = ("would rather stop", "badly", "a death in the family", "a favor", "unhappy here",
           "snowed in", "rating 2")  # fmt: skip


def _noted(program: Program) -> None:
    """A busy year with a note, a reason or an answer wherever there is a place for one."""
    busy(program)
    for words in (
        ["check-in", "5", "--going", "badly", "--note", "would rather stop", "--on", "2026-11-02"],
        ["log-meeting", "5", "--method", "email", "--on", "2026-10-02", "--note", "unhappy here"],
        ["extend", "5", "--months", "3", "--reason", "snowed in"],
        ["goal", "add", "5", "A board that reads", "--term", "long"],
        ["agenda", "5", "--add", "How do I close the year?"],
    ):
        assert program(*words).code == 0, words
    connection = sqlite3.connect(program.path)
    connection.execute("UPDATE pair SET waived = 'a favor' WHERE id = 5")
    connection.commit()
    connection.close()


@pytest.fixture
def noted(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_noted)


def _page(program: Program, folder: Path, *words: str) -> str:
    path = folder / "page.html"
    done = program(*words, "--save", str(path), "--yes")
    assert done.code == 0, done.err
    assert f"Savedas{path}." in "".join(done.out.split())
    return path.read_text(encoding="utf-8")


def _said(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("words", SCREENS, ids=" ".join)
def test_the_page_has_every_word_of_the_screen_but_what_to_type_next(
    noted: Program, tmp_path: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    screen = noted(*words).out.partition("\nNext ")[0]
    page = _page(noted, tmp_path, *words)
    text = unescape(re.sub("<[^>]+>", " ", page.partition("<h1>")[2]))
    assert sorted(set(_said(screen)) - set(_said(text))) == []
    assert "Next" not in _said(text)
    found = _Tags()
    found.feed(page)
    assert found.tags <= TAGS
    assert (
        "WVLS mentoring program" in page and "A Library System" in page and "Nov 23, 2026" in page
    )


def test_without_notes_no_note_reason_or_answer_is_on_any_page_or_screen(
    noted: Program, tmp_path: Path
) -> None:
    whole = " ".join(_page(noted, tmp_path, *words) for words in (["status"], ["status", "5"]))
    for secret in SECRETS[:-1]:
        assert secret in whole, secret
    assert "rating 2" in _page(noted, tmp_path, "status", "4")
    for words in (*SCREENS, ["status", "4"], ["status", "--all"], ["status", "6"]):
        texts = [_page(noted, tmp_path, *words, "--no-notes")]
        texts += [noted(*words, "--no-notes", *f).out for f in ((), ("-f", "json"), ("-f", "csv"))]
        for text in texts:
            for secret in (*SECRETS, "stand each other"):
                assert secret not in " ".join(text.split()), (words, secret)
    page = _page(noted, tmp_path, "status", "5", "--no-notes")
    assert "A board that reads" in page and "excused until Feb 1, 2027" in page


def test_a_page_has_every_row_where_a_screen_stops(program: Program, tmp_path: Path) -> None:
    program.pairs(range(1, 43), on="2026-11-02")
    assert "and 2 more: --all" in " ".join(program("status").out.split())
    assert program("check-in", "42", "--going", "badly", "--with", "mentee").code == 0
    rows = [line.split()[0] for line in program("status").out.splitlines() if "→" in line]
    assert rows == ["42", *map(str, range(1, 40))], "the worst is not among those that are cut"
    page = _page(program, tmp_path, "status")
    assert "Mentor 42 " in page and "more: --all" not in page
    assert "Mentor 42 " in _page(program, tmp_path, "upcoming")


def test_json_says_where_it_was_saved_and_only_then(noted: Program, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for words in SCREENS:
        plain = noted(*words, "-f", "json").json
        saved = noted(*words, "--save", str(path), "--yes", "-f", "json").json
        assert saved == plain | {"saved": str(path)} and "saved" not in plain


def test_a_file_that_is_there_is_asked_about(noted: Program, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for words in SCREENS:
        path.write_text("mine")
        refused = noted(*words, "--save", str(path))
        assert (
            refused.code == 5 and "is there already" in refused.err and path.read_text() == "mine"
        )
        assert noted(*words, "--save", str(path), answer="y\n").code in (0, 5)
        assert noted(*words, "--save", str(path.with_suffix(".txt"))).code == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_or_note_breaks_a_page(paired: Program, tmp_path: Path, name: str) -> None:
    paired("check-in", "1", "--going", "badly", "--note", "x", "--on", "2026-11-20")
    paired("goal", "add", "1", "x", "--term", "short")
    paired("agenda", "1", "--add", "x")
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE person SET name = ?, phone = ?", (name, name[:60]))
    connection.execute("UPDATE check_in SET note = ?", (name,))
    connection.execute("UPDATE goal SET goal = ?", (name,))
    connection.execute("UPDATE question SET question = ?", (name,))
    connection.commit()
    connection.close()
    for words in (["status"], ["status", "1"], ["agenda", "1"], ["upcoming", "--days", "400"]):
        page = _page(paired, tmp_path, *words)
        found = _Tags()
        found.feed(page)
        assert found.tags <= TAGS
        assert "\u202e" not in page and "\x1b" not in page
        letters = "".join(c for c in name if c.isascii() and c.isalnum())
        assert letters in "".join(c for c in found.text if c.isascii() and c.isalnum())
