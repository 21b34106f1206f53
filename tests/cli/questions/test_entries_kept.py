"""Of several entries at one question the good ones are kept where one cannot be read."""

from tests.factories import Program
from tests.terminal import talk


def _said(program: Program, *answers: str) -> str:
    words = ["log-meeting", "1"]
    typed = ["", "phone", *answers, ""]
    code, said = talk(program.path, words, [f"{answer}\n" for answer in typed])
    assert code == 0, said
    return " ".join(said.split())


def _topics(program: Program) -> list[str]:
    found: list[str] = program("meeting", "list", "1", "-f", "json").json["meetings"][-1]["topics"]
    return found


def test_enter_leaves_out_only_what_was_not_understood(paired: Program) -> None:
    said = _said(paired, "budget, pigeons, policies", "")
    assert "pigeons" in said and "Kept: budget and policies." in said
    assert "Instead of pigeons (Enter to leave out):" in said
    assert sorted(_topics(paired)) == ["budget", "policies"]
    typed = paired("history", "-f", "json").json["entries"][0]["arguments"]
    assert "pigeons" not in " ".join(typed) and "budget, policies" in typed


def test_the_rest_can_be_typed_again_and_is_listed(paired: Program) -> None:
    said = _said(paired, "budget; pigeons", "?", "facility")
    assert said.count("Instead of pigeons (Enter to leave out):") == 2
    assert sorted(_topics(paired)) == ["budget", "facility"]


def test_nothing_that_is_understood_is_asked_as_before(paired: Program) -> None:
    said = _said(paired, "pigeons, doves", "budget, budget")
    assert "Kept" not in said and said.count("Topics, with commas between") == 2
    assert _topics(paired) == ["budget"]
