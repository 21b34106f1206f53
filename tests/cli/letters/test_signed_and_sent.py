"""At a terminal: who signs is asked once, what was sent is asked after saving, an end is asked first."""

import re
import sqlite3
from pathlib import Path

import pytest

from tests.factories import Program
from tests.terminal import talk as _talk
from wvls_mentor.rules.letters import KINDS

SIGNED = ["Coordinator One\n", "\n", "715-555-0100\n", "nobody\n", "one@example.org\n", "\n", "\n"]
LINKS = ["example.org/form\n", "https://example.org/form\n", "\n", "\n", "\n", "\n", "yes\n"]
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
    assert "Your e-mail address cannot be 'nobody'" in said
    assert "It takes a web address" in " ".join(said.split())
    assert "coordinator_email" not in said and "report_link" not in said
    assert "There is no letter to 'pigeon'" in said and "1 letter marked as sent" in " ".join(
        said.split()
    )
    assert _sent(paired) == [("intro", 1)]
    words[-1] = str(tmp_path / "two")
    code, said = _talk(paired.path, words, ["none\n"])
    assert code == 0 and "Your name" not in said, said
    assert _sent(paired) == [("intro", 1)]
    mail = next((tmp_path / "two").glob("*.eml")).read_text(encoding="utf-8")
    assert "Coordinator One" in mail and "https://example.org/form" in mail


def test_answers_are_shown_and_one_can_be_changed_before_they_are_saved(
    paired: Program, tmp_path: Path
) -> None:
    """A wrong answer became the name of the program on every letter."""
    words = ["report", "--save", str(tmp_path / "report.html")]
    typed = ["A System\n", "yes\n", "\n", "\n", "9\n", "2\n", "Mentors of the North\n", "\n"]
    code, said = _talk(paired.path, words, typed)
    assert code == 0, said
    assert "2  What the program is called: yes" in said and "a number from 1 to 4" in said
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Mentors of the North: report for 2026" in text and "A System" in text


def test_answers_that_are_not_confirmed_are_not_saved(paired: Program, tmp_path: Path) -> None:
    words = ["roster", "--save", str(tmp_path / "roster.html")]
    code, said = _talk(paired.path, words, ["A System\n", "wrong\n", "no\n"])
    assert code == 0 and "None of these answers was saved." in said, said
    assert "wrong" not in (tmp_path / "roster.html").read_text(encoding="utf-8")
    assert "What the program is called" in _talk(paired.path, [*words, "--yes"], ["\n"] * 3)[1]


def test_a_file_that_is_there_is_named_with_what_to_do(paired: Program, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("mine")
    done = paired("report", "--save", str(page))
    assert done.code == 5 and "is there already. Nothing was saved." in done.err
    assert "Add --yes to replace it" in done.err and "Not confirmed" not in done.err
    assert page.read_text() == "mine"


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
    assert code == 0 and "their term ends Jun 1" in said
    assert "extend it, or let it end?" in " ".join(said.split())
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


def test_enter_takes_the_default_that_is_shown(paired: Program, tmp_path: Path) -> None:
    """Enter asked the same question for ever."""
    words = ["letters", "--as-of", DAY, "--save", str(tmp_path / "one")]
    code, said = _talk(paired.path, words, [*SIGNED, *LINKS, "\n"])
    assert code == 0 and "[none]:" in said, said
    assert _sent(paired) == [] and list((tmp_path / "one").glob("*.eml"))
    code, said = _talk(paired.path, ["letters", "evaluate", "--as-of", "2027-05-20"], ["\n"])
    assert code == 0 and "[2]:" in said
    assert "extend it, or let it end?" in " ".join(said.split())


def test_whoever_stops_at_the_mark_has_the_drafts_and_a_plain_sentence(
    paired: Program, tmp_path: Path
) -> None:
    words = ["letters", "--as-of", DAY, "--save", str(tmp_path / "one")]
    code, said = _talk(paired.path, words, [*SIGNED, *LINKS, "\x03"])
    assert code == 130, said
    assert "\nSaved. Nothing was marked as sent." in said
    assert "Error" not in said and "Note" not in said
    assert _sent(paired) == [] and list((tmp_path / "one").glob("*.eml"))


def test_what_was_marked_is_shown_as_sent(paired: Program) -> None:
    done = paired("letters", "intro", "--as-of", DAY, "--sent", "-f", "json")
    assert {x["last_sent"] for x in done.json["letters"]} == {DAY}
    assert "Jun 20" in paired("letters", "--as-of", DAY, "--again", "--sent").out


def test_marking_says_which_were_marked_one_line_each(paired: Program) -> None:
    shown = paired("letters", "intro", "--as-of", DAY).out
    assert shown.count("Subject: ") == 2
    said = paired("letters", "intro", "--as-of", DAY, "--sent").out
    assert said.startswith("2 letters marked as sent on Jun 20.") and "Subject: " not in said
    for name in ("Mentor 1", "Mentee 1"):
        (line,) = [x for x in said.splitlines() if x.startswith(f"intro   {name}")]
        assert line.endswith("Jun 20")
    again = paired("letters", "intro", "--as-of", DAY).out
    assert again.startswith("No introduction letters are due on Jun 20.")


@pytest.mark.parametrize("kind", KINDS)
def test_where_one_kind_is_not_due_only_that_is_said(program: Program, kind: str) -> None:
    assert program("letters", "--as-of", DAY).out.startswith("No letters are due on Jun 20.")
    said = program("letters", kind, "--as-of", DAY).out
    assert re.match(r"No (\S+ letters|reminders|letters \S.+) are due on Jun 20\.", said), said


def test_let_end_says_where_it_was_recorded_and_where_not(paired: Program) -> None:
    said = " ".join(paired("letters", "--help").out.split())
    assert "Ask this pair for evaluations even though it ended early." in said
    paired("extend", "1", "--months", "6", "--on", "2026-11-01")
    done = paired("letters", "evaluate", "--let-end", "1", "--as-of", "2027-05-20")
    assert done.code == 0 and "nothing was recorded" in done.err
    assert "ends on Dec 1; evaluations open on Nov 1." in done.err
    done = paired("letters", "evaluate", "--let-end", "1", "--as-of", "2027-11-20")
    assert "nothing was recorded" not in done.err and "To: Mentor 1" in done.out
    done = paired("letters", "evaluate", "--let-end", "1", "--as-of", "2027-11-20")
    assert "nothing was recorded" not in done.err, "it is known already"


def test_a_no_can_become_a_yes(paired: Program) -> None:
    paired("end", "1", "--on", "2026-11-01", "--reason", "moved", "--yes")
    code, said = _talk(paired.path, ["letters", "closing"], ["2\n", *SIGNED, *LINKS])
    assert code == 0, said
    assert paired("letters", "-f", "json").json["questions"] == []
    found = paired("letters", "evaluate", "--let-end", "1", "-f", "json").json["letters"]
    assert [x["name"] for x in found] == ["Mentor 1", "Mentee 1"]


def test_who_waits_for_an_answer_is_named_once_with_the_pair(paired: Program) -> None:
    said = paired("letters", "evaluate", "--as-of", "2027-05-20").out
    assert "  Mentor 1 and Mentee 1 (pair 1) are not asked for an evaluation: extend it, " in said
    assert said.count("let it end?") == 1
    paired("end", "1", "--on", "2026-10-01", "--reason", "moved", "--yes")
    said = " ".join(paired("letters").out.split())
    assert (
        "Mentor 1 and Mentee 1 are not asked for an evaluation and get no thank-you letter: "
        "pair 1 stopped early. "
        "To write to them anyway: wvls letters --let-end 1" in said
    )


def test_no_mentor_is_looked_for_where_the_mentee_has_left(paired: Program) -> None:
    ended = ("end", "1", "--on", "2026-11-01", "--reason", "moved", "--yes")
    assert "wvls match" not in paired(*ended, "--mentee-leaves").screen
    assert paired("undo", "--yes").code == 0
    assert "wvls match 2" in paired(*ended).out


def test_what_to_type_next_marks_only_what_was_drafted(paired: Program, tmp_path: Path) -> None:
    """It said "wvls letters --sent", which marked every letter of every kind."""

    def shown(*words: str) -> str:
        done = paired("letters", *words)
        assert done.code == 0, done.err
        return done.out

    save = ("--save", str(tmp_path / "one"), "--yes")
    chosen = ("intro", "--as-of", DAY, "--except", "Mentor 1", "--pair", "1")
    same = f'wvls letters intro --pair 1 --except "Mentor 1" --as-of {DAY}'
    assert f"{same} --sent" in shown(*chosen, *save)
    assert f"{same} --save drafts" in shown(*chosen) and f"{same} --sent" in shown(*chosen)
    assert f"wvls letters intro --to 2 --as-of {DAY}" in shown("--to", "2", "--as-of", DAY)
    code, said = _talk(
        paired.path, ["letters", *chosen, *save[:2], "--yes"], [*SIGNED, *LINKS, "none\n"]
    )
    assert code == 0 and f"{same} --sent" in said, said
    assert "--sent" not in shown("remind", "--as-of", "2027-03-01", *save), "no day to come"


def test_names_are_listed_as_people_say_them(paired: Program, tmp_path: Path) -> None:
    words = ["letters", "--as-of", DAY, "--save", str(tmp_path / "one")]
    code, said = _talk(paired.path, words, [*SIGNED, *LINKS, "all but mentee 1 and mentor 1\n"])
    assert code == 0 and "There is no letter to" not in said, said
    assert _sent(paired) == []


def test_a_reason_that_pairs_share_is_said_once_and_for_a_year(paired: Program) -> None:
    """Each month the list repeated the same sentence for each pair that had ever stopped."""
    paired.pair(2, "2026-06-01")
    for number in ("1", "2"):
        assert paired("end", number, "--on", "2026-11-01", "--reason", "moved", "--yes").code == 0
    day = "2027-06-01"
    text = " ".join(paired("letters", today=day).out.split())
    who = "Mentor 1 and Mentee 1 (pair 1), Mentor 2 and Mentee 2 (pair 2)"
    assert (
        f"{who} are not asked for an evaluation: the evaluation is late, and the pair stopped early: call"
        in text
    )
    assert text.count("the evaluation is late") == 1 and "wvls excuse PAIR evaluation" in text
    alone = " ".join(paired("letters", "--pair", "1", today=day).out.split())
    assert "pair 1 stopped early" in alone and "wvls excuse 1 evaluation --for-good" in alone
    left = paired("letters", "-f", "json", today=day).json["not_written"]
    assert {x["reason"].count("PAIR") for x in left} == {0}
    assert paired("letters", "-f", "json", today="2027-11-01").json["not_written"]
    for later in ("2027-11-02", "2030-01-01"):
        assert paired("letters", "-f", "json", today=later).json["not_written"] == []
