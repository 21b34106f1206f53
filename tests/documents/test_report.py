"""One printed page for a board: figures that agree with the screens, nothing that runs."""

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.documents.test_drafts import HOSTILE
from tests.documents.test_roster import _Tags
from tests.documents.year import busy
from tests.factories import Program, Recipe

TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "tr", "th", "td",
        "figure", "figcaption", "div", "span", "svg", "defs", "rect", "line", "text", "circle",
        "path"}  # fmt: skip


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


def _found(program: Program, *more: str) -> dict[str, Any]:
    return program("report", "-f", "json", *more).json


def _page(program: Program, folder: Path, *more: str) -> str:
    page = folder / "report.html"
    done = program("report", "--save", str(page), "--yes", *more)
    assert done.code == 0, done.err
    return page.read_text(encoding="utf-8")


def _pictures(page: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


def test_its_json_has_the_keys_of_the_contract_and_the_period_before(year: Program) -> None:
    found = _found(year)
    before = found["before"]
    for body in (found, before):
        assert {"period", "pairs", "in_time", "visits", "topics", "ratings", "money"} <= set(body)
        assert set(body["pairs"]) == {"begun", "active", "finished", "stopped"}
        assert set(body["in_time"]) == {
            "first_visit", "goals", "contacts", "check_ins", "evaluations"
        }  # fmt: skip
        assert set(body["visits"]) == {"held", "hours"}
        assert {"stipends_cents", "travel_cents", "paid_cents", "owed_cents",
                "budget_cents"} <= set(body["money"])  # fmt: skip
    assert found["period"] == {"first": "2026-01-01", "last": "2026-12-31", "name": "2026"}
    assert before["period"] == {"first": "2025-01-01", "last": "2025-12-31", "name": "2025"}
    assert "before" not in before
    again = _found(year, "--year", "2025")
    assert {key: again[key] for key in before} == before, (
        "one figure, whichever way it is asked for"
    )


def test_it_counts_pairs_by_their_days(year: Program) -> None:
    assert _found(year)["pairs"] == {"begun": 4, "active": 4, "finished": 1, "stopped": 1}
    march = _found(year, "--from", "2026-03-01", "--to", "2026-03-31")["pairs"]
    assert march == {"begun": 1, "active": 4, "finished": 0, "stopped": 0}
    on = ("--from", "2026-10-10", "--to", "2026-10-10")
    assert _found(year, *on)["pairs"]["finished"] == 1, "the day it concluded"
    day_before = ("--from", "2026-10-09", "--to", "2026-10-09")
    assert _found(year, *day_before)["pairs"]["finished"] == 0


def test_what_was_in_time_goes_by_the_due_day_and_leaves_out_the_excused(paired: Program) -> None:
    paired.visit(1, "2026-07-01")  # the last day in time
    assert _found(paired)["in_time"]["first_visit"] == [1, 1]
    assert _found(paired, "--to", "2026-06-30", "--from", "2026-06-01")["in_time"][
        "first_visit"
    ] == [0, 0], "due the day after"
    assert _found(paired)["in_time"]["goals"] == [0, 1]
    assert paired("excuse", "1", "goals", "--for-good", "--reason", "x").code == 0
    assert _found(paired)["in_time"]["goals"] == [0, 0]
    assert _found(paired, "--as-of", "2026-06-30")["in_time"]["first_visit"] == [0, 0]


def test_what_an_end_closed_before_it_could_be_late_is_no_broken_promise(paired: Program) -> None:
    assert paired("end", "1", "--on", "2026-06-20", "--reason", "moved", "--yes").code == 0
    found = _found(paired)
    assert found["pairs"]["stopped"] == 1
    assert found["in_time"]["first_visit"] == [0, 0] and found["in_time"]["goals"] == [0, 0]


def test_money_is_earned_by_the_visit_paid_by_the_payment_and_owed_at_the_end(
    year: Program,
) -> None:
    found = _found(year)["money"]
    totals = year("stipends", "--year", "2026", "-f", "json").json["totals"]
    assert found["stipends_cents"] == totals["stipend_earned_cents"]
    assert found["travel_cents"] == totals["travel_earned_cents"]
    assert found["owed_cents"] == year("status", "-f", "json").json["summary"]["owed_cents"]
    assert found["owed_at_end_cents"] == found["owed_cents"]
    assert found["budget_cents"] is None and found["most_cents"] > 0
    last_year = _found(year, "--year", "2025")["money"]
    assert last_year["paid_cents"] == 0 and last_year["stipends_cents"] == 12500
    assert last_year["owed_cents"] == 12500 + 6300 and last_year["most_cents"] is None
    assert year("stipends", "void", "1", "--reason", "lost", "--yes").code == 0
    assert _found(year)["money"]["paid_cents"] < found["paid_cents"]


def test_a_budget_is_of_its_fiscal_year_alone(year: Program) -> None:
    for key, value in (("budget", "5000"), ("fiscal_year_start", "7")):
        assert year("policy", "set", key, value, "--from", "2020-01-01", "--yes").code == 0
    found = _found(year)
    assert found["period"] == {
        "first": "2026-07-01", "last": "2027-06-30", "name": "fiscal year 2027"
    }  # fmt: skip
    assert found["money"]["budget_cents"] == 500_000
    assert _found(year, "--year", "2026")["money"]["budget_cents"] is None
    assert found["before"]["period"]["name"] == "fiscal year 2026"
    assert _found(year, "--fiscal-year", "2026")["money"]["budget_cents"] == 500_000
    assert "fiscal year 2027" in " ".join(year("report").out.split())


def test_no_figure_of_fewer_than_three_answers(year: Program, tmp_path: Path) -> None:
    """Of two, each knows what the other said."""
    answers = (("4", "mentor", "4", "2026-10-21"), ("3", "mentor", "5", "2026-11-21"))
    for number, (pair, by, rating, on) in enumerate(answers, 2):
        text = year("report").out + json.dumps(_found(year)["ratings"]) + _page(year, tmp_path)
        assert not re.search(r"\d\.\d out of 5", text) and "Rating of the" not in text
        assert set(_found(year)["ratings"].values()) == {None}
        done = year("evaluate", pair, "--by", by, "--rating", rating, "--on", on)
        assert done.code == 0, (number, done.err)
    found = _found(year)["ratings"]
    assert (found["rating_answers"], found["rating_mean"]) == (3, 3.67)
    assert found["support_answers"] is None
    assert "rate the program 3.7 out of 5" in " ".join(year("report").out.split())
    assert "<td>Rating of the program</td><td>3.7 out of 5 (3 answers)</td>" in _page(
        year, tmp_path
    )


def test_how_many_gave_each_answer_is_told_from_five_answers_on(
    copy_of: Callable[[Recipe], Program], tmp_path: Path
) -> None:
    """Of three, "2 yes, 1 no" points at one of the two that the coordinator spoke with."""
    program = copy_of(five_rated)
    text = " ".join(program("report").out.split())
    assert _found(program)["ratings"]["again"] == {"yes": 3, "maybe": 1, "no": 1}
    assert "Say they met their goals 1 yes, 1 mostly, 2 partly, 1 no" in text
    assert "Would take part again 3 yes, 1 maybe, 1 no" in text
    assert program("undo", "--yes").code == 0  # the fifth
    found = _found(program)["ratings"]
    assert (found["rating_answers"], found["goals_met"], found["again"]) == (4, None, None)
    for text in (program("report").out, _page(program, tmp_path)):
        assert "take part again" not in text and "met their goals" not in text


def five_rated(program: Program) -> None:
    """Three pairs that are over, and five evaluations of them."""
    said = (("1", "mentor", "partly", "yes"), ("1", "mentee", "no", "maybe"),
            ("2", "mentor", "yes", "yes"), ("2", "mentee", "mostly", "no"),
            ("3", "mentor", "partly", "yes"))  # fmt: skip
    for number in (1, 2, 3):
        program.pair(number, on="2025-11-01")
    for pair, by, goals, again in said:
        done = program("evaluate", pair, "--by", by, "--rating", "4", "--goals-met", goals,
                       "--again", again, "--on", "2026-11-10")  # fmt: skip
        assert done.code == 0, done.err


def test_a_cell_without_a_figure_says_so_and_both_pages_have_one_head(
    year: Program, tmp_path: Path
) -> None:
    page = _page(year, tmp_path)
    assert "<td></td>" not in page and "<th>2026, to Nov 23</th><th>2025</th>" in page
    assert "<td>Coordinator calls on time</td><td>none of 5</td><td>none due</td>" in page
    assert "<td>Most we could still pay</td><td>$2,228.84 by Dec 31</td><td>-</td>" in page
    assert re.search(r"2026, to Nov 23 +2025\n", year("report").out)
    assert "<h2>Who is matched on Nov 23, 2026</h2>" in page
    for term in ("--year", "2026"), ("--from", "2026-04-01", "--to", "2026-04-30"):
        assert "still owed" in year("report", *term).out and "still owed" in _page(
            year, tmp_path, *term
        )


def test_the_lead_counts_pairs_in_words_and_says_who_stopped(program: Program) -> None:
    program.pair(1, on="2026-06-01")
    assert program("report").out.startswith(
        "One new pair began in 2026, with no contact on record. The pair missed the one\ncontact that was due."
    )
    program("log-meeting", "1", "--method", "phone", "--on", "2026-06-20")
    assert program("report").out.startswith("One new pair began in 2026.")
    assert program("end", "1", "--on", "2026-10-01", "--reason", "moved", "--yes").code == 0
    assert "One new pair began in 2026, and it stopped early." in program("report").out
    program.pair(2, on="2026-06-01")
    program("log-meeting", "2", "--method", "phone", "--on", "2026-06-20")
    assert "Two new pairs began in 2026, and one stopped early." in program("report").out


def test_a_rating_of_a_pair_that_ended_the_period_before_is_not_theirs(program: Program) -> None:
    """The four evaluations came in 2026, of pairs of which none was matched in it."""
    for number in (1, 2):
        program.pair(number, on="2024-12-20")
        for by in ("mentor", "mentee"):
            done = program(
                "evaluate", str(number), "--by", by, "--rating", "4", "--on", "2026-01-05"
            )
            assert done.code == 0, done.err
    said = " ".join(program("report", "--year", "2026").out.split())
    assert "The 4 evaluations received in 2026 rate the program 4.0 out of 5." in said
    assert not re.search(r"pairs made [^.]*rate the program", said)


def test_contacts_in_time_are_counted_as_in_the_story_of_the_pair(paired: Program) -> None:
    """The pair ended within the days of grace of its second contact."""
    assert paired("end", "1", "--on", "2026-07-05", "--reason", "moved", "--yes").code == 0
    assert _found(paired)["in_time"]["contacts"] == [0, 0]
    assert "contact on time" not in " ".join(paired("status", "1").screen.split())
    assert paired("undo", "--yes").code == 0
    assert paired("end", "1", "--on", "2026-08-05", "--reason", "moved", "--yes").code == 0
    assert _found(paired)["in_time"]["contacts"] == [0, 1]
    assert "the one contact so far was missed ✗" in " ".join(paired("status", "1").out.split())


def test_a_percentage_is_of_twenty_or_more(program: Program) -> None:
    program.pairs(range(1, 20), on="2026-01-05")
    assert "%" not in program("report").screen
    program.pair(20, on="2026-01-05")
    assert "none of 20 (0%)" in program("report").out


def test_the_screen_is_half_a_page_that_can_be_pasted(year: Program) -> None:
    lines = year("report").out.partition("\nNext ")[0].splitlines()
    assert len(lines) <= 26 and all(len(line) <= 80 for line in lines)
    text = " ".join(" ".join(lines).split())
    assert text.startswith(
        "Six pairs were in the program in 2026, two with no contact on record: four began, one finished "
        "and one stopped early. The pairs made 3 visits (20 hours), reached their one goal and "
    )
    assert " 0 " not in text, "zero is a word"


def test_a_period_that_has_not_begun_or_is_said_twice_is_refused(year: Program) -> None:
    for words in (
        ["--year", "2027"],
        ["--year", "2026", "--fiscal-year", "2026"],
        ["--year", "2026", "--from", "2026-01-01"],
        ["--to", "2026-03-01"],
        ["--from", "2026-03-02", "--to", "2026-03-01"],
    ):
        assert year("report", *words).code == 2, words


def test_the_page_stands_alone(year: Program, tmp_path: Path) -> None:
    page = _page(year, tmp_path)
    found = _Tags()
    found.feed(page)
    assert {"h1", "svg", "table"} <= found.tags <= TAGS
    for word in ("<script", "javascript:", "src=", "@import", "url(", "<link", "onload"):
        assert word not in page
    links = set(re.findall(r"https?://[^\"' ]+", page))
    assert all(link.startswith("http://www.w3.org/") for link in links), "names of formats alone"


def test_each_picture_has_its_words(year: Program, tmp_path: Path) -> None:
    year("policy", "set", "budget", "5000", "--from", "2020-01-01", "--yes")
    page = _page(year, tmp_path)
    labels = re.findall(r'role="img" aria-label="([^"]+)"', page)
    bar, towns = _pictures(page)
    assert len(labels) == 2
    assert labels[0].startswith("Of a budget of $5,000.00, $669.18 is paid, $77.61 is owed")
    assert "Wausau with Thorp" in labels[1]
    said = [" ".join(element.itertext()) for element in (bar, towns)]
    assert "paid $669.18" in said[0] and "budget $5,000.00" in said[0]
    assert "Wausau" in said[1] and "Thorp" in said[1] and "Minocqua" in said[1]


def test_the_bar_is_as_long_as_its_figures(year: Program, tmp_path: Path) -> None:
    year("policy", "set", "budget", "5000", "--from", "2020-01-01", "--yes")
    money = _found(year)["money"]
    bar = _pictures(_page(year, tmp_path))[0]
    bars = [x for x in bar.iter() if x.tag.endswith("rect") and x.get("height") == "18"]
    frame, paid, owed, coming = (float(x.get("width") or 0) for x in bars)
    # The payment of last year's visit stands in last year's budget.
    mine = money["paid_cents"] - money["paid_for_earlier_cents"]
    assert money["paid_for_earlier_cents"] == 12500
    owed_now, most = money["owed_for_period_cents"], money["most_cents"]
    for width, cents in ((paid, mine), (owed, owed_now), (coming, most)):
        assert width / frame == pytest.approx(cents / 500_000, abs=0.001)


def test_what_a_period_earned_is_what_is_paid_in_it_after_it_and_owed(year: Program) -> None:
    for words in ([], ["--year", "2025"], ["--from", "2026-03-01", "--to", "2026-04-30"]):
        found = _found(year, *words)
        for m in (found["money"], found["before"]["money"]):
            earned = m["stipends_cents"] + m["travel_cents"]
            mine = m["paid_cents"] - m["paid_for_earlier_cents"]
            assert earned == mine + m["paid_later_cents"] + m["owed_for_period_cents"]
    now, before = _found(year)["money"], _found(year)["before"]["money"]
    assert (before["paid_later_cents"], before["owed_for_period_cents"]) == (12500, 6300)
    assert (now["paid_for_earlier_cents"], now["owed_for_earlier_cents"]) == (12500, 6300)
    said = " ".join(year("report").out.split())
    assert "Of this, paid $669.18 $125.00, all after Dec 31" in said, "two columns"
    assert "Of this, still owed $77.61 $63.00" in said
    assert "For earlier visits $125.00 paid, $63.00 owed none" in said


def test_it_says_who_is_matched_and_never_who_is_behind(year: Program, tmp_path: Path) -> None:
    plain, named = _page(year, tmp_path), _page(year, tmp_path, "--names")
    assert "Mentor 1" not in plain and "Mentee" not in plain
    assert "Mentor 1 (Wausau) with Mentee 1 (Thorp)" in named
    assert "Mentor 6" not in named, "their pair stopped"
    for page in (plain, named):
        page = re.sub(r"<p class=\"lead\">[^<]*</p>", "", page)  # it counts, and names nobody
        for word in ("overdue", "late", "unhappy", "timid", "remark", "stand each", "score"):
            assert word not in page.lower(), word


def test_a_figure_says_of_how_many_it_is(year: Program) -> None:
    """ "Goals met 1" and "their own 17 deadlines" left a reader to ask."""
    assert year("goal", "add", "3", "Shelves", "--term", "long", "--shared", "2026-01-05").code == 0
    assert year("goal", "add", "5", "Hours", "--term", "short", "--shared", "2026-03-05").code == 0
    assert year("goal", "drop", "3", "--on", "2026-05-05", "--yes").code == 0
    assert year("goal", "add", "5", "Later", "--term", "short", "--not-shared").code == 0
    found = _found(year)
    assert found["goals"] == {"met": 1, "set": 2}, "neither the dropped one nor the one not shared"
    assert found["before"]["goals"] == {"met": 0, "set": 1}
    said = " ".join(year("report").out.split())
    assert "reached 1 of 2 goals" in said and "Goals reached 1 of 2 none of 1" in said
    met, due = found["in_time"]["contacts"]
    assert f"were in touch on time {met} of {due} times." in said
    assert f"Mentors' contacts on time {met} of {due}" in said


def test_numbers_of_one_sentence_are_written_one_way(program: Program) -> None:
    """ "Eight pairs ... and 1 began"; of ten and more all are digits."""
    for number in range(1, 11):
        program.pair(number, on="2026-10-01" if number > 2 else "2025-10-01")
        if number == 9:
            assert program("report").out.startswith(
                "Nine pairs were in the program in 2026, none with a contact on record: seven\nbegan and two "
                "finished."
            )
    assert program("report").out.startswith(
        "10 pairs were in the program in 2026, none with a contact on record: 8 began and\n2 finished."
    )


def test_each_picture_has_a_title(year: Program, tmp_path: Path) -> None:
    titles = re.compile("<h2>([^<]*)</h2>")
    assert titles.findall(_page(year, tmp_path)) == [
        "The money for the visits of 2026", "Who is matched on Nov 23, 2026"
    ]  # fmt: skip
    year("policy", "set", "budget", "5000", "--from", "2020-01-01", "--yes")
    page = _page(year, tmp_path)
    assert titles.findall(page)[0] == "The budget of 2026"
    assert "A line joins the towns of the two libraries of a pair." in page


def test_many_names_stand_below_the_picture_and_not_on_it(program: Program, tmp_path: Path) -> None:
    for number in range(1, 10):
        program.pair(number, on="2026-09-05")
        if number == 8:
            assert "Mentor 8" in " ".join(
                _pictures(_page(program, tmp_path, "--names"))[-1].itertext()
            )
    page = _page(program, tmp_path, "--names")
    assert "Mentor" not in " ".join(_pictures(page)[-1].itertext())
    assert page.count("Mentor 9 (Wausau) with Mentee 9 (Thorp)") == 2, "in the words, and aloud"
    assert "Nine new pairs began in 2026, none with a contact on record." in page


def test_a_program_without_pairs_or_money_has_a_report(program: Program, tmp_path: Path) -> None:
    text = program("report").out
    assert "No pair was in the program in 2026." in text
    page = _page(program, tmp_path)
    assert "<svg" not in page and "Nothing is paid or owed." in page
    assert "<table" not in page and "──" not in text and "2026, to" not in text


def test_somebody_without_a_library_or_beyond_the_map_is_named_below_it(
    paired: Program, tmp_path: Path
) -> None:
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE person SET library_id = NULL WHERE id = 1")
    connection.commit()
    connection.close()
    assert "a mentor without a library with Thorp" in _page(paired, tmp_path)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_or_town_breaks_the_page_or_its_pictures(
    paired: Program, tmp_path: Path, name: str
) -> None:
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE person SET name = ?", (name,))
    connection.execute("UPDATE library SET city = ?, name = ? WHERE city = 'Thorp'", (name, name))
    connection.commit()
    connection.close()
    for more in ([], ["--names"]):
        page = _page(paired, tmp_path, *more)
        found = _Tags()
        found.feed(page)
        assert found.tags <= TAGS
        assert "\u202e" not in page and "\x1b" not in page
        pictures = _pictures(page)
        letters = "".join(c for c in name if c.isascii() and c.isalnum())[:8]
        said = "".join("".join(x.itertext()) for x in pictures)
        assert letters in "".join(c for c in said if c.isascii() and c.isalnum())
