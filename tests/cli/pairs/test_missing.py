"""Below its plan ``match`` says what is missing."""

from tests.factories import Program


def test_the_screen_and_json_say_what_is_missing(program: Program) -> None:
    program.mentor(1, "--expertise", "budget")
    program.mentee(1, "--need", "grants:high", "--need", "budget")
    program(
        "mentor", "add", "Mentor Two", "--email", "mentor.two@example.org", "--library", "Merrill",
        "--experience-since", "2025-01-05",
    )  # fmt: skip
    found = program("match", "-f", "json").json["missing"]
    assert found == {
        "needs": [{"topic": "grants", "mentee_ids": [2]}],
        "one_mentor": [{"mentee_id": 2, "mentee": "Mentee 1", "mentor_id": 1, "mentor": "Mentor 1"}],
        "soon": [
            {"person_id": 3, "name": "Mentor Two", "change": "eligible", "on": "2027-01-05"}
        ],
    }  # fmt: skip
    text = " ".join(program("match").out.split())
    assert (
        "Please note Grants and fundraising no free mentor covers it for Mentee 1 "
        "Mentee 1 has one possible mentor: Mentor 1 "
        "Mentor Two can be a mentor from Jan 5, 2027 (C1)"
    ) in text


def test_nothing_is_said_where_nothing_is_missing(program: Program) -> None:
    program.mentor(1, "--expertise", "budget")
    program.mentor(2, "--expertise", "budget", library="Merrill")
    program.mentee(1, "--need", "budget")
    assert "Please note" not in program("match").screen
    assert program("match", "-f", "json").json["missing"] == {
        "needs": [], "one_mentor": [], "soon": []
    }  # fmt: skip


def test_somebody_whose_time_is_nearly_up_has_their_last_day(program: Program) -> None:
    program.mentor(1, "--expertise", "budget")
    program.mentee(1, "--need", "budget")
    program("mentee", "edit", "2", "--administrator-since", "2025-01-05")
    said = " ".join(program("match").out.split())
    assert "Mentee 1 can be matched until Jan 5, 2027 (C2)" in said
