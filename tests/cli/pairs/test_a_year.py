"""A year of a pair, day by day: every screen tells the same truth."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import Program, Recipe

M = "2026-01-15"
VISIT = ["--method", "in-person", "--at", "mentee-library"]


def _pair(program: Program) -> None:
    """Pair 1: mentor 1 and mentee 2, matched on 15 January 2026."""
    program.mentor(1, "--expertise", "budget", "--phone", "715-555-0101")
    program.mentee(1, "--need", "budget:high", "--need", "grants", "--need", "ils:low")
    assert program("match", "2", "1", "--yes", "--on", M).code == 0


@pytest.fixture
def pair(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_pair)


def _items(program: Program, command: str, day: str, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program(command, "-f", "json", *more, today=day).json["items"]
    return found


def _kinds(program: Program, command: str, day: str, *more: str) -> list[str]:
    return [i["kind"] for i in _items(program, command, day, *more)]


def test_goals_are_met_once_both_terms_are_shared(pair: Program) -> None:
    day = "2026-02-20"
    assert "goals" in _kinds(pair, "overdue", day)
    one = pair("goal", "add", "1", "A budget", "--term", "short", "--topic", "budget", "--shared",
               "2026-02-10", "-f", "json", today=day).json["goal"]  # fmt: skip
    assert {
        "goal_id",
        "pair_id",
        "term",
        "goal",
        "topic",
        "shared_on",
        "done_on",
        "dropped_on",
    } <= set(one)
    assert (one["topic"], one["shared_on"]) == ("budget", "2026-02-10")
    pair("goal", "add", "1", "A building", "--term", "long", "--not-shared", today=day)
    assert "goals" in _kinds(pair, "overdue", day)
    assert pair("goal", "share", "2", "--on", "2026-02-14", today=day).code == 0
    assert "goals" not in _kinds(pair, "overdue", day)
    # dropped later, it was shared all the same
    assert pair("goal", "drop", "2", "--yes", today=day).code == 0
    assert "goals" not in _kinds(pair, "overdue", day)
    assert "goals" in _kinds(pair, "upcoming", "2026-02-13")
    found = pair("goal", "list", "1", "-f", "json", today=day).json["goals"]
    assert [g["state"] for g in found] == ["shared", "dropped"]
    status = pair("status", "-f", "json", today=day).json["pairs"][0]
    assert (status["goals_short"], status["goals_long"]) == (1, 0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["goal", "add", "1", "", "--term", "short"], 2),
        (["goal", "add", "1", "x", "--term", "middle"], 2),
        (["goal", "add", "1", "x"], 2),
        (["goal", "add", "1", "x", "--term", "short", "--shared", "2026-01-14"], 5),
        (["goal", "add", "1", "x", "--term", "short", "--shared", "2026-03-02"], 5),
        (["goal", "add", "1", "x", "--term", "short", "--shared", "today", "--not-shared"], 2),
        (["goal", "add", "1", "x", "--term", "short", "--topic", "magic"], 4),
        (["goal", "add", "9", "x", "--term", "short"], 4),
        (["goal", "share", "1"], 4),
        (["goal", "done", "9"], 4),
        (["goal", "done", "0"], 2),
        (["check-in", "1", "--on", "2026-01-14"], 5),
        (["check-in", "1", "--on", "2026-03-02"], 5),
        (["check-in", "1", "--with", "dog"], 2),
        (["check-in", "1", "--going", "so-so"], 2),
        (["check-in", "1", "--no-answer", "--going", "well"], 2),
        (["evaluate", "1", "--by", "dog"], 2),
        (["evaluate", "1"], 2),
        (["evaluate", "1", "--by", "mentor", "--rating", "6"], 2),
        (["evaluate", "1", "--by", "mentor", "--rating", "5"], 5),
        (["extend", "1"], 2),
        (["extend", "1", "--months", "6", "--until", "2027-12-01"], 2),
        (["extend", "1", "--until", "2027-01-15"], 5),
        (["extend", "1", "--until", "2027-01-14"], 5),
        (["extend", "1", "--months", "0"], 2),
        (["end", "1"], 2),
        (["end", "1", "--reason", "moved"], 5),
        (["end", "1", "--reason", "", "--yes"], 2),
        (["end", "1", "--reason", "moved", "--yes", "--on", "2026-01-14"], 5),
        (["excuse", "1", "contact", "--reason", "x"], 2),
        (["excuse", "1", "contact", "--for-good"], 2),
        (["excuse", "1", "term-end", "--for-good", "--reason", "x"], 2),
        (["excuse", "1", "contact", "--until", "2026-02-01", "--reason", "x"], 2),
        (["excuse", "1", "contact", "--remove"], 4),
        (["agenda", "1", "--done", "7"], 4),
        (["agenda", "1", "--add", "x", "--done", "7"], 2),
        (["meeting", "confirm", "7"], 4),
        (["meeting", "edit", "7"], 2),
        (["meeting", "remove", "7", "--yes"], 4),
        (["meeting", "remove", "9" * 30, "--yes"], 4),
        (["goal", "done", "9" * 30], 4),
        (["agenda", "1", "--done", "9" * 30], 4),
        (["extend", "1", "--until", "2101-01-01"], 2),
    ],
)  # fmt: skip
def test_refusals_write_nothing(pair: Program, words: list[str], code: int) -> None:
    before = pair.path.read_bytes()
    answer = pair(*words, today="2026-03-01")
    assert answer.code == code, answer.err or answer.out
    assert pair.path.read_bytes() == before


def test_check_ins_renew_the_next_and_a_call_in_vain_does_not(pair: Program) -> None:
    assert "check-in" not in _kinds(pair, "overdue", "2026-04-15")
    assert "check-in" in _kinds(pair, "overdue", "2026-04-16")
    assert pair("check-in", "1", "--no-answer", today="2026-04-16").code == 0
    assert "check-in" in _kinds(pair, "overdue", "2026-04-16")
    made = pair("check-in", "1", "--with", "both", "--going", "mixed", "--note", "[b]x[/b]", "-f",
                "json", today="2026-04-16").json  # fmt: skip
    assert made["next_check_in_due"] == "2026-07-16"
    assert "check-in" not in _kinds(pair, "overdue", "2026-07-16")
    assert "check-in" in _kinds(pair, "overdue", "2026-07-17")


def test_an_extension_moves_everything_and_has_its_day(pair: Program) -> None:
    last = "2027-01-15"
    assert pair("extend", "1", "--months", "6", today="2027-01-16").code == 5
    hint = pair("extend", "1", "--months", "6", today="2027-01-18").err
    assert f"wvls extend 1 --months 6 --on {last}" in hint
    made = pair("extend", "1", "--months", "6", "--on", last, "--reason", "new building", "-f",
                "json", today="2027-01-18").json["pair"]  # fmt: skip
    assert (made["was"], made["ends_on"]) == (last, "2027-07-15")
    for day, ends in (("2027-01-14", last), (last, "2027-07-15"), ("2027-02-01", "2027-07-15")):
        found = pair("status", "--all", "-f", "json", "--as-of", day, today="2027-02-01").json
        assert found["pairs"][0]["ends_on"] == ends
    assert "evaluation" not in _kinds(pair, "overdue", "2027-03-01")
    assert "contact" in _kinds(pair, "overdue", "2027-03-01")
    again = pair("extend", "1", "--months", "6", "-f", "json", today="2027-07-15").json["pair"]
    assert again["ends_on"] == "2028-01-15"


def test_months_are_counted_from_the_match(program: Program) -> None:
    program.mentor(1)
    program.mentee(1, library="Crandon")
    program("policy", "set", "term_months", "1", "--from", "2026-01-01", "--yes")
    assert program("match", "2", "1", "--yes", "--on", "2026-01-31").code == 0
    made = program("extend", "1", "--months", "1", "-f", "json", today="2026-02-28").json["pair"]
    assert (made["was"], made["ends_on"]) == ("2026-02-28", "2026-03-31")


def test_evaluations_open_are_handed_in_and_close(pair: Program) -> None:
    assert pair("evaluate", "1", "--by", "mentee", today="2026-12-15").code == 5
    words = ["evaluate", "1", "--by", "mentee", "--rating", "4", "--goals-met", "mostly",
             "--support", "5", "--again", "yes", "--note", "=SUM(A1)"]  # fmt: skip
    assert pair(*words, today="2026-12-16").code == 0
    assert pair(*words, today="2026-12-17").code == 5
    late = _items(pair, "overdue", "2027-02-15", "--kind", "evaluation")
    assert [(i["who"], i["days_late"]) for i in late] == [("mentor", 1)]
    assert pair("evaluate", "1", "--by", "mentor", "--rating", "5", today="2027-05-01").code == 0
    assert _kinds(pair, "overdue", "2027-05-01") == []


def test_the_summary_of_evaluations_names_nobody(pair: Program) -> None:
    for who in ("mentor", "mentee"):
        pair("evaluate", "1", "--by", who, "--rating", "4", "--note", "secret", today="2027-01-15")
    for form in ("table", "json", "csv"):
        said = pair("evaluations", "-f", form, today="2027-01-15").out
        assert (
            "Mentor 1" not in said and "secret" not in said and "4" not in said.replace("2024", "")
        )
        said = pair("evaluations", "--detail", "-f", form, today="2027-01-15").out
        assert "secret" in said and "Mentor 1" in said


@pytest.mark.parametrize(
    ("on", "state"), [("2027-01-14", "ended-early"), ("2026-01-15", "ended-early")]
)
def test_an_end_before_the_year_is_up_is_early_and_the_mentee_waits_again(
    pair: Program, on: str, state: str
) -> None:
    pair.mentor(2, library="Merrill")
    pair("log-meeting", "1", "--method", "phone", "--on", M, today=on)
    made = pair("end", "1", "--reason", "moved", "--yes", "-f", "json", today=on).json["pair"]
    assert (made["state"], made["concluded_on"]) == (state, on)
    later = "2029-01-01"  # C2 would be long over
    assert pair("end", "1", "--reason", "x", "--yes", today=later).code == 5
    assert pair("extend", "1", "--months", "3", today=later).code == 5
    found = pair("match", "-f", "json", today=later).json
    assert [(p["mentee_id"], p["mentor_id"]) for p in found["proposals"]] == [(2, 3)]
    assert pair("match", "2", "3", "--yes", today=later).code == 0
    assert pair("log-meeting", "2", "--method", "phone", today=later).code == 0
    pairs = pair("status", "--all", "-f", "json", today=later).json["pairs"]
    assert [(p["state"], p["last_contact"]) for p in pairs] == [(state, M), ("active", later)]


def test_an_end_by_hand_after_the_first_year_is_no_early_one(pair: Program) -> None:
    pair("extend", "1", "--months", "6", today="2027-01-10")
    made = pair("end", "1", "--reason", "done", "--yes", "-f", "json", today="2027-01-15").json
    assert made["pair"]["state"] == "concluded"


def test_an_end_asks_who_stays(pair: Program) -> None:
    words = ["end", "1", "--reason", "retired", "--yes", "--mentor-leaves", "--mentee-leaves"]
    assert pair(*words, "--dry-run", today="2026-05-01").code == 0
    assert pair("status", "-f", "json", today="2026-05-01").json["summary"]["active"] == 1
    assert pair(*words, today="2026-05-01").code == 0
    assert (
        pair("mentor", "show", "1", "-f", "json", today="2026-05-01").json["mentor"]["status"]
        == "paused"
    )
    assert (
        pair("mentee", "show", "2", "-f", "json", today="2026-05-01").json["mentee"]["status"]
        == "withdrawn"
    )


def test_what_was_held_later_keeps_a_mentorship_from_ending_before(pair: Program) -> None:
    pair("log-meeting", "1", "--method", "phone", "--on", "2026-04-02", today="2026-05-01")
    words = ["end", "1", "--reason", "moved", "--yes", "--on"]
    assert pair(*words, "2026-04-01", today="2026-05-01").code == 5
    assert pair(*words, "2026-04-02", today="2026-05-01").code == 0


def test_a_mentee_has_one_mentor_at_a_time(pair: Program) -> None:
    pair.mentor(2, library="Merrill")
    pair("end", "1", "--reason", "moved", "--yes", today="2026-05-01")
    assert pair("match", "2", "3", "--yes", today="2026-06-01").code == 0
    assert pair("extend", "1", "--months", "9", "--on", "2026-04-01", today="2026-06-02").code == 5


def test_an_excuse_holds_until_its_day_and_can_be_taken_back(pair: Program) -> None:
    words = ["excuse", "1", "first-visit", "--until", "2026-03-10", "--reason", "snowed in"]
    assert pair(*words, today="2026-02-20").code == 0
    assert pair(*words, today="2026-02-20").code == 5
    for day, late in (
        ("2026-02-19", True),
        ("2026-02-20", False),
        ("2026-03-10", False),
        ("2026-03-24", False),
        ("2026-03-25", True),
    ):
        assert ("first-visit" in _kinds(pair, "overdue", day)) == late
        assert "first-visit" not in _kinds(pair, "upcoming", day) or (
            late is False and not "2026-02-20" <= day <= "2026-03-10"
        )
    story = pair("status", "1", "-f", "json", today="2026-03-01").json
    assert [o["how"] for o in story["obligations"] if o["kind"] == "first-visit"] == ["excused"]
    assert pair("excuse", "1", "first-visit", "--remove", today="2026-03-01").code == 0
    for day, late in (("2026-02-28", False), ("2026-03-14", False), ("2026-03-15", True)):
        assert ("first-visit" in _kinds(pair, "overdue", day)) == late


def test_the_agenda_has_needs_goals_and_questions(pair: Program) -> None:
    day = "2026-03-01"
    found = pair("agenda", "1", "-f", "json", today=day).json
    assert [n["topic"] for n in found["topics"]["uncovered"]] == ["budget", "grants", "ils"]
    pair("log-meeting", "1", "--method", "phone", "--topic", "grants", today=day)
    pair("goal", "add", "1", "A [red]goal", "--term", "long", today=day)
    found = pair("agenda", "1", "--add", "How do I close the year?", "-f", "json", today=day).json
    assert [n["topic"] for n in found["topics"]["uncovered"]] == ["budget", "ils"]
    assert [n["topic"] for n in found["topics"]["covered"]] == ["grants"]
    assert [g["goal"] for g in found["goals"]] == ["A [red]goal"]
    number = found["questions"][0]["number"]
    assert "A [red]goal" in pair("agenda", "1", today=day).out
    pair("goal", "done", "1", today=day)
    done = pair("agenda", "1", "--done", str(number), "-f", "json", today=day).json
    assert (done["questions"], done["goals"]) == ([], [])


def test_meetings_are_listed_confirmed_edited_cancelled_and_removed(pair: Program) -> None:
    pair("log-meeting", "1", *VISIT, "--planned", "--on", "2026-02-05", today="2026-01-20")
    assert pair("meeting", "confirm", "1", "--hours", "6", today="2026-02-04").code == 5
    assert pair("meeting", "confirm", "1", today="2026-02-05").code == 2
    made = pair("meeting", "confirm", "1", "--hours", "6", "--miles", "148", "-f", "json",
                today="2026-02-06").json  # fmt: skip
    assert (made["meeting"]["state"], made["stipend"]["qualifies"]) == ("held", True)
    assert made["next_contact_due"] == "2026-03-05"
    assert pair("meeting", "confirm", "1", today="2026-02-06").code == 5
    assert pair("meeting", "cancel", "1", "--yes", today="2026-02-06").code == 5
    edited = pair("meeting", "edit", "1", "--hours", "5:59", "--topic", "budget", "-f", "json",
                  today="2026-02-06").json  # fmt: skip
    assert edited["stipend"]["reason"] == "0.02 hours short"
    assert edited["meeting"]["topics"] == ["budget"]
    assert pair("meeting", "edit", "1", "--on", "2026-01-14", today="2026-02-06").code == 5
    assert pair("meeting", "edit", "1", "--method", "phone", today="2026-02-06").code == 5
    claimed = pair("meeting", "claim", "1", "--traveler", "mentor", "--miles", "100", "-f", "json",
                   today="2026-02-06").json["meeting"]["claims"]  # fmt: skip
    assert [(c["traveler"], c["miles"]) for c in claimed] == [("mentor", 100.0)]
    pair(
        "log-meeting",
        "1",
        "--method",
        "zoom",
        "--planned",
        "--on",
        "2026-03-05",
        today="2026-02-06",
    )
    found = pair("meeting", "list", "1", "-f", "json", today="2026-02-06").json["meetings"]
    assert [(m["meeting_id"], m["state"]) for m in found] == [(1, "held"), (2, "planned")]
    assert pair("meeting", "cancel", "2", today="2026-03-06").code == 5
    assert pair("meeting", "cancel", "2", "--yes", "--reason", "ill", today="2026-03-06").code == 0
    assert "confirm-meeting" not in _kinds(pair, "overdue", "2026-04-01")
    assert pair("meeting", "remove", "1", "--yes", today="2026-03-06").code == 0
    assert pair("stipends", "-f", "json", today="2026-03-06").json["mentors"] == []
    assert pair("log-meeting", "1", "--method", "phone", "-f", "json", today="2026-03-06").json[
        "meeting"]["meeting_id"] == 3  # fmt: skip


def test_the_story_has_every_obligation_and_event(pair: Program) -> None:
    pair.visit(1, "2026-02-20", "6.5", "--topic", "budget", "--miles", "100")
    pair("check-in", "1", "--going", "well", "--on", "2026-04-10")
    found = pair("status", "1", "-f", "json", today="2026-11-23").json
    assert {"pair", "obligations", "goals", "meetings", "topics", "events", "stipends"} <= set(
        found
    )
    assert {"kind", "who", "clause", "due", "met_on", "how"} <= set(found["obligations"][0])
    how = {(o["kind"], o["who"]): o["how"] for o in found["obligations"]}
    assert how["first-visit", "pair"] == "6 days late"
    assert how["goals", "mentee"] == "overdue"
    assert [e["on"] for e in found["events"]] == ["2026-01-15", "2026-02-20", "2026-04-10"]
    assert found["pair"]["factors"]["need"]["why"].startswith("covers budget (high)")
    earlier = pair("status", "1", "-f", "json", "--as-of", "2026-02-19").json
    assert earlier["meetings"] == [] and len(earlier["events"]) == 1
    screen = pair("status", "1").out
    assert (
        "6 days late" in screen
        and "days late; no short-term" in screen
        and "about 74 miles" in screen
    )


def test_every_screen_tells_the_same_truth_on_every_day(pair: Program) -> None:
    pair.mentor(2, library="Merrill")
    pair("log-meeting", "1", *VISIT, "--planned", "--on", "2026-02-10", today="2026-01-20")
    pair("meeting", "confirm", "1", "--hours", "6", today="2026-02-11")
    for on in ("2026-03-20", "2026-05-30", "2026-11-02"):
        pair("log-meeting", "1", "--method", "phone", "--on", on)
    pair("goal", "add", "1", "s", "--term", "short", "--shared", "2026-02-10")
    pair("goal", "add", "1", "l", "--term", "long", "--shared", "2026-03-01")
    pair("check-in", "1", "--on", "2026-05-01")
    pair(
        "excuse", "1", "contact", "--until", "2026-08-15", "--reason", "leave", "--on", "2026-07-01"
    )
    pair("extend", "1", "--months", "3", "--on", "2026-11-20")
    day = date(2026, 1, 10)
    days_late = days_soon = 0
    while day < date(2027, 8, 1):
        as_of = ["--as-of", day.isoformat(), "-f", "json"]
        late = pair("overdue", *as_of, today="2027-08-01").json["items"]
        soon = pair("upcoming", "--days", "999", *as_of, today="2027-08-01").json["items"]
        row = pair("status", "--all", *as_of, today="2027-08-01").json
        assert sum(p["overdue"] for p in row["pairs"]) == row["summary"]["overdue"] == len(late)
        days_late, days_soon = days_late + bool(late), days_soon + bool(soon)
        assert bool(row["pairs"]) == (day >= date(2026, 1, 15)), day
        if row["pairs"]:
            told = pair("status", "1", *as_of, today="2027-08-01").json["obligations"]
            assert sorted((o["kind"], o["due"], o["days_late"]) for o in told if o["how"] == "overdue") == (
                sorted((i["kind"], i["due"], i["days_late"]) for i in late))  # fmt: skip
            assert sorted((o["kind"], o["due"]) for o in told if o["how"] == "not due yet") == (
                sorted((i["kind"], i["due"]) for i in soon))  # fmt: skip
            contact = [i["due"] for i in (*late, *soon) if i["kind"] == "contact"]
            assert contact in ([row["pairs"][0]["next_contact_due"]], [])
        day += timedelta(days=17)
    assert days_late > 5 and days_soon > 5, (days_late, days_soon)


def test_a_goal_is_not_shared_after_it_was_done(program: Program) -> None:
    program.pair(1, "2026-06-01")
    words = ["goal", "add", "1", "A goal", "--term", "short", "--not-shared"]
    assert program(*words).code == 0
    assert program("goal", "done", "1", "--on", "2026-08-01").code == 0
    assert program("goal", "share", "1", "--on", "2026-08-02").code == 5
    assert program("goal", "share", "1", "--on", "2026-08-01").code == 0
    assert program("check", "--exit-code").code == 0


def test_two_people_are_never_each_others_mentor(program: Program) -> None:
    for number, place in ((1, "Wausau"), (2, "Thorp")):
        program.mentor(number, library=place)
        made = program("mentee", "add", f"Mentor {number}", "--email",
                       f"mentor{number}@example.org", "--library", place,
                       "--administrator-since", "2026-01-01")  # fmt: skip
        assert made.code == 0
    found = program("match", "-f", "json").json
    assert [(p["mentee_id"], p["mentor_id"]) for p in found["proposals"]] == [(1, 2)]
    assert [u["mentee_id"] for u in found["unmatched"]] == [2]
    assert program("match", "1", "2", "--on", "2026-06-01", "--yes").code == 0
    refused = program("match", "2", "1", "--yes")
    assert refused.code == 5 and "they would be each other's mentor" in refused.err
    assert program("match", "-f", "json").json["proposals"] == []
    why = program("match", "2", "-f", "json").json
    assert {e["mentor_id"]: e["reasons"] for e in why["excluded"]}[1] == [
        "they would be each other's mentor"
    ]
    assert program("end", "1", "--reason", "moved", "--on", "2026-11-01", "--yes").code == 0
    assert program("match", "2", "1", "--yes").code == 0


AWAY = ("--until", "2026-05-31", "--reason", "on leave")


def test_a_leave_excuses_all_at_once_and_starts_the_clock_again(pair: Program) -> None:
    made = pair("excuse", "1", "all", *AWAY, "-f", "json", today="2026-02-10").json["excuse"]
    assert (made["kind"], made["from"], made["until"]) == ("all", "2026-02-10", "2026-05-31")
    assert made["kinds"] == ["first-visit", "goals", "contact", "check-in"]
    assert pair("excuse", "1", "all", *AWAY, today="2026-02-10").code == 5
    assert _kinds(pair, "overdue", "2026-05-31") == []
    assert _kinds(pair, "upcoming", "2026-05-31") == []
    after = {i["kind"]: i["due"] for i in _items(pair, "upcoming", "2026-06-01", "--days", "99")}
    assert after == {
        "first-visit": "2026-06-14", "goals": "2026-06-14", "contact": "2026-06-30",
        "check-in": "2026-08-31",
    }  # fmt: skip
    status = pair("status", "-f", "json", "--as-of", "2026-03-01").json["pairs"][0]
    assert status["next_contact_due"] == "2026-06-30"
    events = pair("status", "1", "-f", "json").json["events"]
    assert [e["what"] for e in events if "excused" in e["what"]] == [
        "first visit, goals, contact and check-in excused until 2026-05-31: on leave"
    ]
    assert pair("excuse", "1", "all", "--remove", today="2026-04-01").code == 0
    assert pair("excuse", "1", "all", "--remove", today="2026-04-01").code == 4
    after = {i["kind"]: i["due"] for i in _items(pair, "upcoming", "2026-04-01", "--days", "99")}
    assert (after["contact"], after["first-visit"]) == ("2026-04-30", "2026-04-14")
    assert after["check-in"] == "2026-04-15"  # due after the leave: it keeps its day


def test_a_leave_leaves_out_what_is_excused_already_and_may_be_to_come(pair: Program) -> None:
    assert pair("excuse", "1", "goals", "--for-good", "--reason", "x", today="2026-02-01").code == 0
    words = ["excuse", "1", "all", *AWAY, "--from", "2026-03-01", "-f", "json"]
    made = pair(*words, today="2026-02-10").json["excuse"]
    assert (made["from"], made["kinds"]) == ("2026-03-01", ["first-visit", "contact", "check-in"])
    assert "contact" in _kinds(pair, "overdue", "2026-02-28")
    assert "contact" not in _kinds(pair, "overdue", "2026-03-01")
    longer = ["excuse", "1", "contact", "--until", "2026-06-30", "--reason", "longer"]
    assert pair(*longer, today="2026-05-01").code == 0
    assert "contact" not in _kinds(pair, "overdue", "2026-06-30")
    assert _items(pair, "upcoming", "2026-07-01", "--kind", "contact")[0]["due"] == "2026-07-30"


def test_for_good_no_contact_is_next(pair: Program) -> None:
    assert pair("excuse", "1", "all", "--for-good", "--reason", "x", today="2026-02-10").code == 0
    status = pair("status", "-f", "json", today="2026-03-01").json["pairs"][0]
    assert status["next_contact_due"] is None
    made = pair("log-meeting", "1", "--method", "phone", "-f", "json", today="2026-03-01").json
    assert made["next_contact_due"] is None
    made = pair("check-in", "1", "-f", "json", today="2026-03-01").json
    assert made["next_check_in_due"] is None


def test_a_leave_may_extend_the_term_by_its_days(pair: Program) -> None:
    words = ["excuse", "1", "all", "--from", "2026-03-01", "--until", "2026-03-31", "--reason", "x"]
    made = pair(*words, "--extend", "-f", "json", today="2026-02-10").json["excuse"]
    assert made["ends_on"] == "2027-02-15"  # 31 days, the first and the last counted
    assert pair("excuse", "1", "all", "--remove", today="2026-03-10").code == 0
    found = pair("status", "-f", "json", today="2026-03-10").json["pairs"][0]
    assert found["ends_on"] == "2027-02-15"


def test_everybody_who_is_paired_with_somebody_on_leave_is_excused(pair: Program) -> None:
    pair.mentee(2, library="Crandon")
    pair("mentor", "edit", "1", "--capacity", "2")
    assert pair("match", "3", "1", "--yes", "--on", "2026-03-01", today="2026-03-01").code == 0
    words = ["--until", "2026-03-31", "--reason", "x", "--from", "2026-02-20"]
    made = pair("excuse", "all", "--person", "Mentor 1", *words, "--extend", "-f", "json",
                today="2026-03-02").json["excuses"]  # fmt: skip
    assert [(e["pair_id"], e["from"], e["ends_on"]) for e in made] == [
        (1, "2026-02-20", "2027-02-24"), (2, "2026-03-01", "2027-04-01"),
    ]  # fmt: skip
    said = pair("excuse", "contact", "--person", "Mentor 1", "--remove", today="2026-03-10")
    assert said.out.count("are no longer excused from monthly contact") == 2
    other = pair("excuse", "contact", "--person", "Mentee 2", "--for-good", "--reason", "y",
                 "-f", "json", today="2026-03-10").json["excuses"]  # fmt: skip
    assert [e["pair_id"] for e in other] == [2]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["1"], 2),
        (["1", "dog", *AWAY], 2),
        (["dog", "--person", "Mentor 1", *AWAY], 2),
        (["1", "all", "--person", "Mentor 1", *AWAY], 2),
        (["all", "--person", "Nobody", *AWAY], 4),
        (["all", "--person", "Mentor 2", *AWAY], 4),
        (["1", "contact", "--extend", *AWAY], 2),
        (["1", "all", "--extend", "--for-good", "--reason", "x"], 2),
        (["1", "all", "--remove", "--extend"], 2),
        (["1", "all", "--remove", "--from", "2026-02-01"], 2),
        (["1", "all", "--from", "2026-02-01", "--on", "2026-02-01", *AWAY], 2),
        (["1", "all", "--from", "2026-01-14", *AWAY], 5),
        (["1", "all", "--from", "2027-01-16", "--until", "2027-02-01", "--reason", "x"], 5),
    ],
)
def test_a_leave_that_cannot_be_writes_nothing(pair: Program, words: list[str], code: int) -> None:
    pair.mentor(2, library="Merrill")
    before = pair.path.read_bytes()
    answer = pair("excuse", *words, today="2026-03-01")
    assert answer.code == code, answer.err or answer.out
    assert pair.path.read_bytes() == before


def test_a_leave_that_puts_the_mentor_over_capacity_asks_first(pair: Program) -> None:
    pair("end", "1", "--reason", "moved", "--yes", "--on", "2026-02-01", today="2026-02-01")
    pair.mentee(2, library="Crandon")
    assert pair("match", "3", "1", "--yes", "--on", "2026-02-02", today="2026-02-02").code == 0
    pair.mentee(3, library="Merrill")
    assert pair("match", "4", "1", "--yes", "--on", "2027-02-02", today="2027-02-02").code == 0
    words = ["excuse", "2", "all", "--from", "2027-01-01", "--until", "2027-01-31", "--reason", "x",
             "--extend"]  # fmt: skip
    assert pair(*words, today="2027-02-02").code == 5
    assert pair(*words, "--yes", today="2027-02-02").code == 0


def _evaluations(program: Program, day: str) -> list[tuple[Any, ...]]:
    found = program("evaluations", "--detail", "-f", "json", today=day).json["evaluations"]
    return [(e["by"], e["on"], e["rating"], e["interim"]) for e in found]


def test_an_evaluation_that_an_extension_leaves_behind_is_interim(pair: Program) -> None:
    words = ["evaluate", "1", "--by", "mentee", "--rating"]
    assert pair(*words, "2", today="2026-12-20").code == 0
    assert pair("extend", "1", "--months", "6", today="2027-01-10").code == 0
    assert _evaluations(pair, "2027-01-09") == [("mentee", "2026-12-20", 2, False)]
    assert _evaluations(pair, "2027-01-10") == [("mentee", "2026-12-20", 2, True)]
    assert pair(*words, "4", today="2027-06-14").code == 5  # from 15 June on
    late = [i["who"] for i in _items(pair, "overdue", "2027-08-15", "--kind", "evaluation")]
    assert late == ["mentee", "mentor"]
    assert pair(*words, "5", today="2027-06-15").code == 0
    assert pair(*words, "4", today="2027-06-16").code == 5
    late = [i["who"] for i in _items(pair, "overdue", "2027-08-15", "--kind", "evaluation")]
    assert late == ["mentor"]
    both = [("mentee", "2026-12-20", 2, True), ("mentee", "2027-06-15", 5, False)]
    assert _evaluations(pair, "2027-08-15") == both
    sums = pair("evaluations", "-f", "json", today="2027-08-15").json["summary"]
    assert (sums["evaluations"], sums["rating_answers"]) == (1, 1)
    said = pair("evaluations", "--detail", today="2027-08-15").out
    assert said.count("interim") == 1
    events = pair("status", "1", "-f", "json", today="2027-08-15").json["events"]
    assert [e["what"] for e in events if "evaluation" in e["what"]] == [
        "interim evaluation of the mentee, rating 2 of 5", "evaluation of the mentee, rating 5 of 5",
    ]  # fmt: skip


def test_whether_an_evaluation_is_too_early_is_judged_by_its_day(pair: Program) -> None:
    assert pair("extend", "1", "--months", "6", today="2027-01-10").code == 0
    words = ["evaluate", "1", "--by", "mentor", "--on"]
    for on, code in (("2026-12-15", 5), ("2026-12-16", 0), ("2026-12-18", 5), ("2027-01-10", 5)):
        assert pair(*words, on, today="2027-02-01").code == code
    assert [e[3] for e in _evaluations(pair, "2027-02-01")] == [True]


def test_a_second_evaluation_replaces_the_first_when_that_is_asked_for(pair: Program) -> None:
    words = ["evaluate", "1", "--by", "mentee", "--on"]
    pair(*words, "2026-12-20", "--rating", "2", "--note", "hm", today="2027-01-10")
    second = [*words, "2027-01-05", "--rating", "4", "--replace"]
    refused = pair(*second[:-1], today="2027-01-10")
    assert refused.code == 5 and "--replace" in refused.err
    asked = pair(*second, today="2027-01-10")
    assert asked.code == 5 and "rating 2" in asked.err and "Dec 20, 2026" in asked.err
    assert _evaluations(pair, "2027-01-10") == [("mentee", "2026-12-20", 2, False)]
    assert pair(*second, "--yes", today="2027-01-10").code == 0
    assert _evaluations(pair, "2027-01-10") == [("mentee", "2027-01-05", 4, False)]
    words[3] = "mentor"
    assert pair(*words, "2027-01-05", "--replace", today="2027-01-10").code == 0  # nothing there
