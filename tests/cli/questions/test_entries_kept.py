"""Of several entries at one question the good ones are kept where one cannot be read."""

from pathlib import Path

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


def test_all_that_is_not_understood_is_named_at_once(paired: Program) -> None:
    """One was named, corrected, and then the next one was."""
    said = _said(paired, "pigeons, doves", "pigeons, budgt, policies", "")
    assert "'pigeons'. There is no topic 'doves'. Type ? to see them all." in said
    assert "'pigeons'. There is no topic 'budgt'. Did you mean budget" in said
    assert "Instead of pigeons or budgt" in said


def test_an_option_and_a_cell_name_all_topics_that_are_not_known(
    paired: Program, tmp_path: Path
) -> None:
    words = ["--topic", "pigeons", "--topic", "budgt", "--topic", "policies"]
    refused = paired("log-meeting", "1", "--method", "phone", *words)
    assert refused.code == 4 and "'pigeons' and 'budgt'" in refused.err, refused.err
    assert "For 'budgt', did you mean budget" in refused.err
    sheet = tmp_path / "mentors.csv"
    sheet.write_text("name,email,years,expertise\nMentor Nine,nine@example.org,9,pigeons; doves\n")
    refused = paired("import", "mentors", str(sheet), "--yes")
    assert refused.code == 6 and "'pigeons' and 'doves'" in refused.out + refused.err
