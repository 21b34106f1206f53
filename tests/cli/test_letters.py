"""At a terminal: who signs is asked once, what was sent is asked after saving, an end is asked first."""

import sqlite3
from pathlib import Path

from tests.factories import Program
from tests.terminal import talk as _talk

SIGNED = ["Coordinator One\n", "\n", "715-555-0100\n", "nobody\n", "one@example.org\n", "\n", "\n"]
LINKS = ["example.org/form\n", "https://example.org/form\n", "\n", "\n", "\n", "\n"]
DAY = "2026-06-20"


def _sent(program: Program) -> list[tuple[str, int]]:
    connection = sqlite3.connect(program.path)
    found = connection.execute("SELECT kind, person_id FROM letter ORDER BY id").fetchall()
    connection.close()
    return found


def test_who_signs_is_asked_once_and_what_was_sent_after_saving(
    paired: Program, tmp_path: Path
) -> None:
    words = ["letters", "--as-of", DAY, "--save", str(tmp_path / "one")]
    code, said = _talk(paired.path, words, [*SIGNED, *LINKS, "some\n", "all but pigeon\n",
                                            "all but mentee 1\n"])  # fmt: skip
    assert code == 0, said
    assert "coordinator_email cannot be 'nobody'" in said and "web address" in said
    assert "No letter is to 'pigeon'" in said and "1 letter marked as sent" in " ".join(
        said.split()
    )
    assert _sent(paired) == [("intro", 1)]
    words[-1] = str(tmp_path / "two")
    code, said = _talk(paired.path, words, ["none\n"])
    assert code == 0 and "Your name" not in said, said
    assert _sent(paired) == [("intro", 1)]
    mail = next((tmp_path / "two").glob("*.eml")).read_text(encoding="utf-8")
    assert "Coordinator One" in mail and "https://example.org/form" in mail


def test_a_list_asks_nothing_and_elsewhere_nothing_is_asked_or_marked(
    paired: Program, tmp_path: Path
) -> None:
    code, said = _talk(paired.path, ["letters", "--as-of", DAY], [])
    assert code == 0 and "Your name" not in said
    done = paired("letters", "--as-of", DAY, "--save", str(tmp_path / "one"))
    assert done.code == 0 and "Mark as sent" not in done.err and _sent(paired) == []


def test_before_the_end_it_asks_and_remembers_the_answer(paired: Program) -> None:
    words = ["letters", "evaluate", "--as-of", "2027-05-20"]
    # As of a day to come nothing can be marked, and answers about it hold all the same.
    names = [*SIGNED, *LINKS]
    code, said = _talk(paired.path, words, ["2\n", *names])
    assert code == 0 and "their term ends Jun 1" in said and "extend it, or let it end?" in said
    code, said = _talk(paired.path, words, ["1\n"])
    assert code == 0 and "How did the mentoring program work for you?" in said
    code, said = _talk(paired.path, words, [])
    assert code == 0 and "To: Mentee 1" in said
    assert paired("undo", "--yes").code == 0
    assert len(paired("letters", *words[1:], "-f", "json").json["questions"]) == 1


def test_after_a_pair_has_stopped_it_asks_whether_to_write_at_all(paired: Program) -> None:
    paired("end", "1", "--on", "2026-11-01", "--reason", "moved", "--yes")
    code, said = _talk(paired.path, ["letters", "evaluate"], ["2\n", *SIGNED, *LINKS])
    assert code == 0 and "this pair stopped on Nov 1" in said, said
    found = paired("letters", "-f", "json").json
    assert (found["letters"], found["questions"]) == ([], [])
