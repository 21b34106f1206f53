"""A new pair's agenda knows what the mentee did with the mentor of before (C7)."""

from tests.factories import Program


def test_after_a_rematch_the_agenda_knows_what_was_covered_and_left_open(paired: Program) -> None:
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-06-20", "--topic", "budget")
    paired("goal", "add", "1", "Write a budget", "--term", "short", "--shared", "2026-06-20")
    paired("goal", "add", "1", "Visit a fair", "--term", "short", "--shared", "2026-06-20")
    paired("goal", "done", "2", "--on", "2026-06-25")
    paired("agenda", "1", "--add", "How are minutes kept?")
    assert paired("agenda", "1", "-f", "json").json["earlier"] == []
    paired("end", "1", "--reason", "moved away", "--yes")
    paired("mentor", "add", "Mentor 9", "--email", "m9@example.org", "--library", "Wausau",
           "--years", "9")  # fmt: skip
    paired("match", "Mentee 1", "Mentor 9", "--yes")
    (earlier,) = paired("agenda", "2", "-f", "json").json["earlier"]
    assert (earlier["pair_id"], earlier["mentor"]) == (1, "Mentor 1")
    assert [topic["topic"] for topic in earlier["covered"]] == ["budget"]
    assert [goal["goal"] for goal in earlier["goals"]] == ["Write a budget"]
    assert [question["question"] for question in earlier["questions"]] == ["How are minutes kept?"]
    said = " ".join(paired("agenda", "2").out.split())
    assert "With Mentor 1 (pair 1) they covered budget development." in said
    assert "Write a budget (short-term, shared; left open with Mentor 1)" in said
    assert "How are minutes kept? (left open with Mentor 1)" in said
