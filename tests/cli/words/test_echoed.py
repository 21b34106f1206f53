"""What was typed comes back in sentences: short, and without what could drive a terminal."""

from pathlib import Path

import pytest

from tests.factories import Program, run
from wvls_mentor.text import harmless, line, note, short_words

LONG = "x" * 10_000
DRIVES = "a\x1b[31mb\u2028Error: c\u2029d"
TYPED = (
    ("import", "mentors"), (), ("mentor",), ("mentor", "list"), ("mentor", "show"), ("match",),
    ("restore",), ("backup",), ("export", "mentors"), ("import",), ("status", "--as-of"),
    ("policy", "set"), ("policy", "set", "backup_folder"), ("mentor", "add"), ("undo",),
    ("report", "--save"), ("letters", "--to"), ("stipends", "pay", "--reference"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that a command takes for a file makes one: not in the folder of whoever tests."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_no_error_is_as_long_as_what_was_typed(program: Program, words: tuple[str, ...]) -> None:
    for typed in (LONG, f"--{LONG}", f"{LONG}.html"):
        answer = program(*words, typed)
        assert len(answer.err) < 700 and len(answer.out) < 700


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_nothing_typed_drives_the_terminal(program: Program, words: tuple[str, ...]) -> None:
    for typed in (DRIVES, f"--{DRIVES}", f"{DRIVES}.html"):
        answer = program(*words, typed)
        assert not set("\x1b\u2028\u2029") & set(answer.out + answer.err)


def test_no_path_of_a_database_drives_the_terminal(program: Program) -> None:
    name = str(program.path.parent / DRIVES.replace("/", ""))
    for words in (("status",), ("init",), ("status",), ("history",), ("demo",)):
        answer = run(["--db", name, *words], env={})
        assert not set("\x1b\u2028\u2029") & set(answer.out + answer.err), words


def test_a_break_of_its_own_letter_ends_a_word_and_the_line_of_a_note() -> None:
    assert harmless("a\u2028b\u2029c") == "a b c" == line("a\u2028b\u2029c", "name")
    assert note("one\u2028two\u2029three\r\nfour") == "one\ntwo\nthree\nfour"


def test_only_words_that_nobody_would_read_are_cut() -> None:
    assert short_words("a bc def", 2) == "a bc d…"
    path = "/home/somebody/" + "folder/" * 20
    assert short_words(f"There is no file {path}.") == f"There is no file {path}."
