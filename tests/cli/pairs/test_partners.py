"""Who is with whom: the lists of people name partners and pairs, and so does ``match``."""

from tests.factories import Program

WITH_MENTEE = {"pair_id": 1, "partner_id": 2, "partner": "Mentee 1", "state": "active"}
WITH_MENTOR = {"pair_id": 1, "partner_id": 1, "partner": "Mentor 1", "state": "active"}


def test_the_lists_name_partner_and_pair(paired: Program) -> None:
    (mentor,) = paired("mentor", "list", "-f", "json").json["mentors"]
    (mentee,) = paired("mentee", "list", "-f", "json").json["mentees"]
    assert (mentor["pairs"], mentee["pairs"]) == ([WITH_MENTEE], [WITH_MENTOR])
    assert "1 of 1 1 Mentee 1 full" in " ".join(paired("mentor", "list").out.split())
    assert "matched 1 Mentor 1" in " ".join(paired("mentee", "list").out.split())


def test_show_names_earlier_pairs_too(paired: Program) -> None:
    assert "pairs             Mentee 1 (pair 1)\n" in paired("mentor", "show", "1").out
    paired("end", "1", "--reason", "moved", "--yes", "--on", "2026-11-20")
    assert "Mentor 1 (pair 1, ended early)" in paired("mentee", "show", "2").out
    found = paired("mentee", "show", "2", "-f", "json").json["mentee"]["pairs"]
    assert found == [WITH_MENTOR | {"state": "ended-early"}]
    # What ended since was active then, and before the match there was no pair.
    for day, pairs in (("2026-11-01", [WITH_MENTOR]), ("2026-05-31", [])):
        words = ["mentee", "show", "2", "--as-of", day, "-f", "json"]
        assert paired(*words).json["mentee"]["pairs"] == pairs


def test_match_says_who_somebody_is_matched_with(paired: Program) -> None:
    other = paired.mentor(2)
    explained = paired("match", "2")
    assert explained.out.startswith("Mentee 1 is matched with Mentor 1 (pair 1).")
    for mentor in (1, other):
        said = paired("match", "2", str(mentor), "--yes")
        assert said.code == 5 and "Mentee 1 is matched with Mentor 1 (pair 1)" in said.err
        assert "a pair before" not in said.err


def test_those_who_were_a_pair_before_are_told_so(paired: Program) -> None:
    paired("end", "1", "--reason", "moved", "--yes", "--on", "2026-11-20")
    said = paired("match", "2", "1", "--yes")
    assert said.code == 5 and "they were a pair before" in said.err


def test_a_matched_mentee_is_not_withdrawn_and_the_pair_is_named(paired: Program) -> None:
    said = paired("mentee", "withdraw", "2")
    assert said.code == 5 and "matched with Mentor 1" in said.err and "wvls end 1" in said.err
