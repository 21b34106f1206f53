"""Topics in a sentence: their own commas and ands must not run into those of the list."""

import pytest

from wvls_mentor.rules.topics import listed_topics, with_titles


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ([], ""),
        (["Budget development"], "budget development"),
        (["Policies and procedures"], "policies and procedures"),
        (["Budget development", "Technology"], "budget development and technology"),
        (
            ["Budget development", "Policies and procedures"],
            "budget development, and policies and procedures",
        ),
        (
            ["Hiring, pay and personnel policy", "Technology"],
            "hiring, pay and personnel policy; and technology",
        ),
        (
            ["Budget development", "Policies and procedures", "Technology"],
            "budget development; policies and procedures; and technology",
        ),
    ],
)
def test_a_list_of_topics_is_read_as_one_says_it(titles: list[str], said: str) -> None:
    assert listed_topics(titles) == said


@pytest.mark.parametrize("not_covered", ["not", "does not cover"])
def test_a_reason_kept_in_either_wording_is_told_with_titles(not_covered: str) -> None:
    """ "Covers grants; not policies" sounded as if a mentor never worked with policies."""
    kept = f"covers grants (high); {not_covered} policies, ils"
    titles = {"grants": "Grants", "policies": "Policies and procedures", "ils": "The ILS"}
    told = "covers grants (high); does not cover policies and procedures, or the ILS"
    assert with_titles(kept, titles) == told
