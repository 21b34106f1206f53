"""Topics in a sentence: their own commas and ands must not run into those of the list."""

import pytest

from wvls_mentor.rules.topics import listed_topics


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
