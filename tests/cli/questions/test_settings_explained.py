"""What a setting is, and what each of its words means, stands where it is chosen."""

import pytest

from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.policy import MEANINGS, SETTINGS, about


def test_the_list_and_a_question_mark_say_what_a_setting_is(program: Program) -> None:
    words = ["policy", "set"]
    code, said = talk(program.path, words, ["visit_hours_scope\n", "?\n", "banana\n", "total\n"])
    assert code == 0, said
    flat = " ".join(said.split())
    assert "whether the minimum is per visit or for all visits together (now visit)" in flat
    assert (
        "Whether the minimum is per visit or for all visits together. visit: each visit must last "
        "visit_min_hours; total: all visits of a pair together must. Ctrl-C to quit." in flat
    )
    assert "Its new value. Ctrl-C" not in flat
    assert max(map(len, said.splitlines())) <= 80


def test_a_number_is_explained_with_its_bounds(program: Program) -> None:
    assert about("term_months") == "Months a mentorship lasts: a whole number from 1 to 120."
    assert about("coordinator_title") == "Your title."


@pytest.mark.parametrize("key", list(SETTINGS))
def test_every_word_that_a_setting_takes_is_explained(key: str) -> None:
    try:
        SETTINGS[key].read("?")
        taken = ""
    except UsageProblem as wanted:
        taken = wanted.message.removeprefix("one of ") if "one of " in wanted.message else ""
    assert list(MEANINGS.get(key, ())) == taken.split(", ") * bool(taken), key
