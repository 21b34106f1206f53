"""Lists of people are not lost: one entry more or less, and what a replaced list was."""

import pytest

from tests.factories import Program

PEOPLE = {"expertise": "mentor", "interest": "mentor", "culture": "mentee", "need": "mentee"}
KEYS = {"expertise": "expertise", "interest": "interests", "culture": "culture", "need": "needs"}
ONE_TWO = {
    "expertise": ("budget", "grants"), "interest": ("chess", "hiking"),
    "culture": ("lakes", "woods"), "need": ("budget", "grants"),
}  # fmt: skip
THREE = {"expertise": "policies", "interest": "Fishing", "culture": "farms", "need": "policies"}


def _begin(program: Program, name: str) -> str:
    """The id of somebody who has two entries in the list."""
    words = [word for entry in ONE_TWO[name] for word in (f"--{name}", entry)]
    add = program.mentor if PEOPLE[name] == "mentor" else program.mentee
    return str(add(1, *words))


def _list(program: Program, name: str, person: str) -> list[str]:
    role = PEOPLE[name]
    found = program(role, "show", person, "-f", "json").json[role][KEYS[name]]
    return [e["topic"] if isinstance(e, dict) else e for e in found]


@pytest.mark.parametrize("name", PEOPLE)
def test_an_entry_is_added_and_another_removed_and_the_rest_stays(
    program: Program, name: str
) -> None:
    person = _begin(program, name)
    one, two = ONE_TWO[name]
    edit = [PEOPLE[name], "edit", person]
    assert program(*edit, f"--add-{name}", THREE[name], f"--remove-{name}", one).code == 0
    assert sorted(_list(program, name, person)) == sorted([two, THREE[name].lower()])
    said = program(*edit, f"--add-{name}", two)
    assert said.code == 0 and f"{name} was" not in said.out.lower(), "it was there: nothing lost"
    assert len(_list(program, name, person)) == 2


@pytest.mark.parametrize("name", PEOPLE)
def test_a_replaced_list_says_what_it_was(program: Program, name: str) -> None:
    person = _begin(program, name)
    said = program(PEOPLE[name], "edit", person, f"--{name}", THREE[name])
    line = next(x for x in said.out.splitlines() if x.startswith(f"{name.capitalize()} was "))
    assert all(entry in line for entry in ONE_TWO[name])
    assert f"--add-{name}" in said.out and "\nNext  wvls match" in said.out
    assert _list(program, name, person) == [THREE[name].lower()]


def test_the_same_list_again_replaces_nothing(program: Program) -> None:
    person = _begin(program, "expertise")
    said = program("mentor", "edit", person, "--expertise", "grants", "--expertise", "budget")
    assert said.code == 0 and "Expertise was" not in said.out


@pytest.mark.parametrize("name", PEOPLE)
def test_what_is_not_there_cannot_be_removed(program: Program, name: str) -> None:
    person = _begin(program, name)
    before = program.path.read_bytes()
    said = program(PEOPLE[name], "edit", person, f"--remove-{name}", THREE[name])
    assert said.code == 4 and f"has no {name}" in said.err and ONE_TWO[name][0] in said.err
    assert program.path.read_bytes() == before


@pytest.mark.parametrize("name", PEOPLE)
def test_replacing_and_adding_at_once_is_refused(program: Program, name: str) -> None:
    person = _begin(program, name)
    words = [f"--{name}", THREE[name], f"--add-{name}", ONE_TWO[name][0]]
    said = program(PEOPLE[name], "edit", person, *words)
    assert said.code == 2 and "replaces the whole list" in said.err


def test_adding_a_need_again_changes_its_priority(program: Program) -> None:
    person = _begin(program, "need")
    program("mentee", "edit", person, "--add-need", "budget:high")
    found = program("mentee", "show", person, "-f", "json").json["mentee"]["needs"]
    assert {(n["topic"], n["priority"]) for n in found} == {
        ("budget", "high"),
        ("grants", "medium"),
    }


def test_an_unknown_topic_is_not_added(program: Program) -> None:
    person = _begin(program, "expertise")
    assert program("mentor", "edit", person, "--add-expertise", "makerspace").code == 4
    assert _list(program, "expertise", person) == ["budget", "grants"]
