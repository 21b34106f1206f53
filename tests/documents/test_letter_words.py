"""What letters say to whom: true sentences, one thing to do, nothing that was told already."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents.year import OFFICE, busy
from tests.factories import Program, Recipe


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


def letters(program: Program, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("letters", *words, "-f", "json").json["letters"]
    return found


def one(program: Program, kind: str, name: str, *words: str) -> str:
    (found,) = [x for x in letters(program, kind, *words) if x["name"] == name]
    return f"{found['subject']}\n{found['body']}"


def test_a_payment_says_what_of_its_claim_is_still_to_come(paired: Program) -> None:
    paired.visit(1, "2026-08-01", "6", "--miles", "50")
    assert paired("stipends", "claim", "Mentor 1", "--yes").code == 0
    pay = ("stipends", "pay", "--claim", "C-2026-01", "--yes")
    assert paired(*pay, "--kind", "stipend", "--reference", "check 1").code == 0
    said = one(paired, "payment", "Mentor 1")
    assert "This is part of claim C-2026-01; $38.00 of it is still to come." in said
    assert "settles" not in said and "completes" not in said
    done = paired(*pay, "--reference", "check 2", today="2026-11-24")
    assert done.code == 0, done.err
    found = {x["subject"]: x["body"] for x in letters(paired, "payment", "--as-of", "2026-11-24")}
    first, second = (next(b for s, b in found.items() if s.endswith(f"check {n}")) for n in (1, 2))
    assert "This was part of claim C-2026-01; the rest of it has been paid since." in first
    assert "This completes claim C-2026-01." in second


@pytest.mark.parametrize("link", [OFFICE["evaluation_link"], ""])
def test_a_reminder_of_an_evaluation_alone_asks_for_no_date(year: Program, link: str) -> None:
    year("policy", "set", "evaluation_link", link, "--from", "2020-01-01", "--yes")
    said = one(year, "remind", "Mentor 4")
    assert said.startswith("Your thoughts about the WVLS mentoring program\n")
    assert "date;" not in said and "ten minutes" in said
    assert (link in said) if link else (said.count("\n- ") == 5)
    assert "fill in the short form" not in said, "the form that reports meetings is another one"


@pytest.mark.parametrize("link", [OFFICE["evaluation_link"], ""])
def test_a_reminder_of_several_things_has_the_link_or_the_questions(
    year: Program, link: str
) -> None:
    """Mentor 4's other mentee is due for a call, and the evaluation of the first is late."""
    year("policy", "set", "evaluation_link", link, "--from", "2020-01-01", "--yes")
    mentee = year.mentee(9)
    done = year("match", str(mentee), "Mentor 4", "--on", "2026-10-11", "--yes")
    assert done.code == 0, done.err
    said = one(year, "remind", "Mentor 4")
    assert "two things" in said and "ten minutes" in said
    assert said.count("\n- ") == (2 if link else 7)
    assert (link in said) if link else ("How useful was the program" in said)


def test_who_has_no_phone_on_file_is_written_to(year: Program) -> None:
    assert "Call your mentee this week to say hello, and choose a day" in one(
        year, "intro", "Mentor 1"
    )
    assert "You will get a call this week" in one(year, "intro", "Mentee 1")
    year("mentee", "edit", "2", "--phone", "")
    year("mentor", "edit", "1", "--phone", "")
    said = one(year, "intro", "Mentor 1")
    assert "Write to your mentee this week to say hello and set up a call." in said
    assert "You will get an e-mail this week; feel free to write first." in one(
        year, "intro", "Mentee 1"
    )


def test_a_pair_of_which_no_contact_is_known_did_not_work_together(paired: Program) -> None:
    day = ("--as-of", "2027-08-15", "--let-end", "1")
    for by in ("mentor", "mentee"):
        done = paired("evaluate", "1", "--by", by, "--on", "2027-06-02", today="2027-06-02")
        assert done.code == 0, done.err
    said = one(paired, "closing", "Mentor 1", *day)
    assert "were matched from Jun 1, 2026 to Jun 1, 2027" in said and "together" not in said
    assert said.startswith("Your match with Mentee 1\n") and "mentor again" not in said
    assert "Thank you for being willing" in said and "no note of a call or a visit" in said
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-07-01")
    said = one(paired, "closing", "Mentor 1", *day)
    assert said.startswith("Thank you for taking part\n") and "mentor again" not in said
    assert "were matched from Jun 1, 2026 to Jun 1, 2027" in said and "together" not in said
    for month in ("08", "10", "12"):
        paired(
            "log-meeting", "1", "--method", "phone", "--on", f"2026-{month}-01", today="2027-01-01"
        )
    said = one(paired, "closing", "Mentor 1", *day)
    assert said.startswith("Thank you for mentoring\n") and "mentor again" in said
    assert "worked together from" in said


@pytest.mark.parametrize(
    ("calls", "evaluation", "closing"),
    [
        (0, "I have no note of a call or a visit between you.", "I have no note of a call"),
        (1, "What should I do differently next time?", "were matched from"),
        (4, "Thank you for the time", "worked together from"),
    ],
)
@pytest.mark.parametrize("name", ["Mentor 1", "Mentee 1"])
def test_the_thanks_of_every_letter_fit_what_came_about(
    paired: Program, name: str, calls: int, evaluation: str, closing: str
) -> None:
    """One call in the year was thanked for as the year, and no call at all in the reminder."""
    for month in range(7, 7 + calls):
        done = paired("log-meeting", "1", "--method", "phone", "--on", f"2026-{month:02}-01")
        assert done.code == 0, done.err
    first = one(paired, "evaluate", name, "--let-end", "1", "--as-of", "2027-06-02")
    assert evaluation in first
    paired("letters", "evaluate", "--let-end", "1", "--sent", today="2027-06-02")
    day = ("--as-of", "2027-08-15")
    again = one(paired, "remind", name, *day)
    paired("letters", "remind", "--sent", today="2027-08-15")
    paired("letters", "remind", "--sent", today="2027-08-29")
    last = one(paired, "closing", name, "--as-of", "2027-09-12")
    assert closing in last
    thanked = [("Thank you for the time" in said) for said in (first, again)]
    assert thanked == [calls == 4] * 2 and ("worked together" in last) is (calls == 4)
    assert ("be a mentor" in last) is (calls == 4), "nobody who hardly met is asked to go on"
    assert ("and how it went" in again) is (not calls)
    tie = "match" if not calls else "mentorship"
    assert f"Your {tie} with Ment" in first and f"Your {tie} with Ment" in again


@pytest.mark.parametrize(
    ("again", "has", "lacks"),
    [
        ("yes", "You told me that you would be a mentor again.", "Would you be"),
        ("maybe", "You told me that you may be a mentor again.", "Would you be"),
        ("no", "Thank you", "a mentor again"),
        ("", "Would you be a mentor again?", "You told me"),
    ],
)
def test_a_closing_asks_nothing_that_the_evaluation_answered(
    year: Program, again: str, has: str, lacks: str
) -> None:
    answer = ["--again", again] if again else []
    done = year("evaluate", "4", "--by", "mentor", "--rating", "5", *answer, "--on", "2026-10-21")
    assert done.code == 0, done.err
    said = one(year, "closing", "Mentor 4")
    assert has in said and lacks not in said and "\n\n\n" not in said


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_a_closing_knows_the_newest_answer_about_whichever_pair(paired: Program, role: str) -> None:
    """The mentor said yes about one mentee and a month later no about the other."""
    _second(paired, "2026-07-01")
    for pair, again, day in ((1, "yes", "2027-06-01"), (2, "no", "2027-07-01")):
        for by in ("mentor", "mentee"):
            words = ("evaluate", str(pair), "--by", by, "--again", again, "--on", day)
            assert paired(*words, today=day).code == 0
    name = "Mentor 1" if role == "mentor" else "Mentee 9"
    which = "1" if role == "mentor" else "2"
    paired.visit(1, "2026-08-01")
    paired.visit(2, "2026-08-02")
    said = one(paired, "closing", name, "--pair", which, "--as-of", "2027-07-02")
    assert "a mentor again" not in said and "be a mentor yourself" not in said
    both = one(paired, "closing", name, "--as-of", "2027-07-02")
    assert "a mentor again" not in both and "be a mentor yourself" not in both


def test_a_mentor_on_a_break_is_not_asked_to_be_one_again(paired: Program) -> None:
    """The coordinator paused a mentor about whom a mentee had complained; the letter invited them."""
    for day in ("2026-06-20", "2026-08-20"):
        paired.visit(1, day)
    asked = "Would you be a mentor again?"
    assert paired("letters", "evaluate", "--let-end", "1", "--sent", today="2027-05-10").code == 0
    for by in ("mentor", "mentee"):
        assert paired("evaluate", "1", "--by", by, "--rating", "4", today="2027-06-02").code == 0
    then = ("--as-of", "2027-06-20")
    assert asked in one(paired, "closing", "Mentor 1", *then)
    assert paired("mentor", "pause", "1", "--on", "2027-06-05", today="2027-06-06").code == 0
    assert asked not in one(paired, "closing", "Mentor 1", *then)


def test_a_closing_waits_while_something_is_asked_of_the_same_person(year: Program) -> None:
    """A farewell and a reminder on one day: nobody knows which of them holds."""

    def kinds(*words: str) -> set[str]:
        return {x["kind"] for x in letters(year, *words) if x["name"] == "Mentor 4"}

    assert {"remind", "payment"} <= kinds() and "closing" not in kinds()
    left = year("letters", "closing", "-f", "json").json["not_written"]
    assert [(x["name"], x["reason"]) for x in left if x["pair_id"] == 4] == [
        (
            "Mentor 4",
            "the evaluation is asked for first; this one comes when it is in",
        )
    ]
    year("letters", "remind", "--to", "Mentor 4", "--sent")
    assert "closing" not in kinds(), "on the day of the reminder, too"
    year("letters", "remind", "--to", "Mentor 4", "--sent", today="2026-12-07")
    assert "closing" not in kinds("--as-of", "2026-12-20"), "as long as an answer may come"
    assert "closing" in kinds("--as-of", "2026-12-21")


def test_reminders_and_the_screens_agree_on_what_is_late(year: Program) -> None:
    """A contact within its days of grace is due, and nobody says that it is late."""
    graced = 0
    for day in ("2026-11-19", "2026-12-20", "2026-12-21", "2026-12-27", "2026-12-28"):
        late = year("overdue", "--as-of", day, "-f", "json").json["items"]
        soon = year("upcoming", "--days", "7", "--as-of", day, "-f", "json").json["items"]
        days = {(i["pair_id"], i["kind"], i["due"]): i["days_late"] for i in late}
        known = set(days) | {(i["pair_id"], i["kind"], i["due"]) for i in soon}
        items = [i for x in letters(year, "remind", "--as-of", day) for i in x["items"]]
        assert items
        for item in items:
            key = item["pair_id"], item["kind"], item["due"]
            assert key in known and item["days_late"] == days.get(key, 0)
            graced += item["due"] < day and key not in days
    assert graced == 2, "the contact of Dec 20, on the first and the last day of its grace"


def test_after_the_first_mention_a_name_is_short(year: Program) -> None:
    said = one(year, "intro", "Mentor 1")
    assert said.partition("Dear ")[2].count("Mentee 1") == 1, "in the first sentence alone"
    year("mentee", "edit", "2", "--dear", "Minnie")
    said = one(year, "intro", "Mentor 1")
    assert "Call Minnie this week" in said and "Minnie would like help" in said
    assert one(year, "remind", "Mentor 2").partition("Dear ")[2].count("Mentee 2") == 1
    said = one(year, "remind", "Mentee 2")
    assert said.startswith("A quick note about your mentorship with Mentor 2\n")


def _second(program: Program, on: str) -> None:
    """Mentor 1 has another mentee."""
    assert program("mentor", "edit", "1", "--capacity", "2").code == 0
    mentee = program.mentee(9)
    assert program("mentee", "edit", str(mentee), "--phone", "715-555-0309").code == 0
    assert program("match", str(mentee), "1", "--on", on, "--yes").code == 0


def test_two_mentees_share_the_lines_that_are_the_same(year: Program) -> None:
    _second(year, "2026-11-02")
    said = one(year, "intro", "Mentor 1")
    assert "Call Mentee 1 and Mentee 9 this week to say hello, and choose a day" in said
    assert "Help Mentee 1 and Mentee 9 choose two goals each" in said and said.count("\n- ") == 2
    assert "I will call each of you" in said and "both about" not in said
    year("log-meeting", "1", "--method", "phone", "--on", "2026-11-20")
    said = one(year, "intro", "Mentor 1", "--again")
    assert "- Call Mentee 9 this week" in said and "- Meet Mentee 1 in person" in said


def test_two_mentorships_that_end_on_one_day_are_one_sentence(paired: Program) -> None:
    _second(paired, "2026-06-01")
    for pair in (1, 2):
        paired.visit(pair, f"2026-08-0{pair}")
        paired.visit(pair, f"2026-09-0{pair}")
    day = ("--as-of", "2027-05-20")
    said = one(paired, "evaluate", "Mentor 1", "--let-end", "1", "--let-end", "2", *day)
    assert "Your mentorships with Mentee 1 and Mentee 9 end on Jun 1." in said
    assert "the time you have given them" in said and said.count("Thank you") == 1
    assert "your answers help me decide what to keep and what to change." in said


def test_only_who_reports_meetings_is_asked_to_report_them(year: Program) -> None:
    year.visit(2, "2026-08-20")
    said = one(year, "remind", "Mentee 2")
    assert "send me two" in said and OFFICE["report_link"] not in said
    assert "hear about your goals. If you have sent them already, just tell me" in said
    assert OFFICE["report_link"] in one(year, "remind", "Mentor 2")


def test_a_payment_names_what_was_spent_and_why_something_is_open(paired: Program) -> None:
    paired.visit(1, "2026-08-01", "6", "--miles", "50", "--expense", "89:lodging", "--expense",
                 "12.50:parking")  # fmt: skip
    assert paired("stipends", "claim", "Mentor 1", "--yes").code == 0
    pay = ("stipends", "pay", "--claim", "C-2026-01", "--reference", "check 1", "--yes")
    assert paired(*pay, "--kind", "travel").code == 0
    paired.visit(1, "2026-09-01", "6")
    said = one(paired, "payment", "Mentor 1")
    assert said.partition("Mentor 1,\n\n")[2].startswith(
        "Here is your travel reimbursement. A payment of $139.50 (check 1, Nov 23), payable to Mentor 1, "
        "is on its way."
    )
    for part in ("= $38.00, and lodging of $89.00 and parking of $12.50, together $139.50",
                 "- Aug 1, visit with Mentee 1: $125.00, on claim C-2026-01; another check will follow\n",
                 "- Sep 1, visit with Mentee 1: $125.00, goes on your next claim"):  # fmt: skip
        assert part in said, part


def test_what_is_still_to_be_paid_goes_by_the_day(paired: Program) -> None:
    _second(paired, "2026-06-01")
    for pair, day in ((1, "2026-08-01"), (2, "2026-09-01"), (1, "2026-10-01"), (2, "2026-11-01")):
        paired.visit(pair, day)
    for number in ("1", "2"):
        for by in ("mentor", "mentee"):
            words = ("evaluate", number, "--by", by, "--rating", "5", "--on", "2027-06-02")
            assert paired(*words, today="2027-06-02").code == 0
    said = one(paired, "closing", "Mentor 1", "--as-of", "2027-06-03")
    days = [line.split(",")[0] for line in said.splitlines() if line.startswith("- ")]
    assert days == ["- Aug 1", "- Sep 1", "- Oct 1", "- Nov 1"]


def test_two_meals_of_a_trip_are_one_sum(paired: Program) -> None:
    paired.visit(1, "2026-08-01", "6", "--expense", "15:meal", "--expense", "15:meal")
    assert paired("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    said = one(paired, "payment", "Mentor 1")
    assert "meals of $30.00" in said and "$15.00" not in said


def test_a_w9_is_mailed(year: Program) -> None:
    assert "Please do not e-mail it; bring it along" in one(year, "intro", "Mentor 1")
    year("policy", "set", "organization_address", "1 Fictional Street", "--yes")
    assert "Please mail it to 1 Fictional Street rather than" in one(year, "intro", "Mentor 1")


def test_who_can_be_reached_by_nothing_is_warned_before_saving(
    paired: Program, tmp_path: Path
) -> None:
    done = paired("letters", "--as-of", "2026-06-20", "--save", str(tmp_path / "drafts"))
    assert done.err.count("no phone and no e-mail address below them") == 1
    paired("policy", "set", "coordinator_phone", "715-555-0100", "--yes")
    assert "no phone" not in paired("letters", "--as-of", "2026-06-20").err


def test_the_list_says_what_is_open_in_words(year: Program) -> None:
    said = " ".join(year("letters", "remind", "-f", "table").out.split())
    assert "letters remind --sent mark them as sent" in said
    why = " ".join(year("letters").out.split())
    assert "has not sent you the" in why and "the letters that are due" not in why
    assert "last sent" not in why and "last sent" in year("letters", "--sent").out
    assert "wvls letters the letters that are due" in " ".join(year("letters", "intro").out.split())


def test_the_list_has_the_day_of_each_match(year: Program) -> None:
    _second(year, "2026-11-05")
    why = " ".join(year("letters", "--to", "Mentor 1").out.split())
    assert "matched with Mentee 1 (Nov 2) and Mentee 9 (Nov 5)" in why


def test_no_blank_line_stands_between_the_items_of_a_list(year: Program) -> None:
    items = 0
    for kind in ("intro", "remind", "evaluate", "payment", "closing"):
        for letter in letters(year, kind):
            body = letter["body"].splitlines()
            items += sum(line.startswith("- ") for line in body)
            for above, between, below in zip(body, body[1:], body[2:], strict=False):
                loose = above.startswith("- ") and not between and below.startswith("- ")
                assert not loose, letter["body"]
    assert items > 10, "there are lists to look at"


def test_a_visit_without_a_stipend_is_named_with_the_reason_once(paired: Program) -> None:
    """A fourth visit, or one of five hours, was paid nothing, and the letter did not say why."""
    assert "no stipend" not in _paid(paired, "check 1", ("2026-07-01", "6"))
    said = _paid(paired, "check 2", ("2026-08-01", "5"), ("2026-08-05", ""), ("2026-08-20", "6"))
    assert (
        "These visits have no stipend:\n\n"
        "- Aug 1, visit with Mentee 1: it lasted 5 hours, and the stipend is for visits of 6 hours "
        "or more\n"
        "- Aug 5, visit with Mentee 1: I do not know yet how many hours it lasted; please send "
        "them to me\n"
    ) in said
    said = _paid(paired, "check 3", ("2026-09-01", "6"), ("2026-10-01", "7"))
    assert (
        "This visit has no stipend:\n\n"
        "- Oct 1, visit with Mentee 1: the stipend is for up to 3 visits for each pair\n"
    ) in said and "Aug" not in said, "what was said once is not said again"


def test_the_visits_of_one_pair_together_earn_the_stipends(paired: Program) -> None:
    paired("policy", "set", "visit_hours_scope", "total", "--from", "2026-01-01", "--yes")
    said = _paid(paired, "check 1", ("2026-07-01", "2"))
    assert "Jul 1, visit with Mentee 1: it comes once your visits add up to 6 hours" in said


def _paid(program: Program, reference: str, *visits: tuple[str, str]) -> str:
    """The letter about a payment of everything that *visits* leave to pay: their travel at least."""
    day = "2026-07-15"
    for day, hours in visits:
        done = program("log-meeting", "1", "--method", "in-person", "--at", "mentee-library", "--hours", hours or "6",
                       "--miles", "20", "--on", day, today=day)  # fmt: skip
        assert done.code == 0, done.err
        if not hours:  # as a sheet may have it
            with sqlite3.connect(program.path) as connection:
                connection.execute("UPDATE meeting SET minutes = NULL WHERE day = ?", (day,))
            connection.close()
    words = ("stipends", "pay", "Mentor 1", "--reference", reference, "--yes")
    assert program(*words, today=day).code == 0
    found = program("letters", "payment", "-f", "json", today=day).json["letters"]
    return next(str(x["body"]) for x in found if x["subject"].endswith(reference))
