"""Days to come in a sheet: who is appointed may sign up, and an error says its year."""

from pathlib import Path

from tests.factories import Program


def _sheet(folder: Path, text: str) -> str:
    (folder / "form.csv").write_text(text)
    return str(folder / "form.csv")


def test_who_starts_as_director_in_march_may_sign_up_in_january(
    program: Program, tmp_path: Path
) -> None:
    """A mentee may be enrolled before the first day in office (C2); a sheet refused what add took."""
    form = _sheet(
        tmp_path,
        "email,name,library,administrator_since\nnew@example.org,New Fictional,Thorp,3/2/2026\n",
    )
    done = program("import", "mentees", form, "--yes", today="2026-01-05")
    assert done.code == 0, done.out + done.err
    said = " ".join(done.err.split())
    assert "line 2: New Fictional starts as director on Mar 2, which is still to come." in said
    (mentee,) = program("mentee", "list", "-f", "json").json["mentees"]
    assert mentee["administrator_since"] == "2026-03-02"
    again = program("import", "mentees", form, "--yes", today="2026-01-05")
    assert "1 unchanged" in again.out and "still to come" not in again.err


def test_experience_to_come_is_an_error_with_its_year_and_the_way_out(
    program: Program, tmp_path: Path
) -> None:
    """ "Mar 2 is in the future." without its year, and no word of the rows that are right."""
    head = "email,name,library,experience_since\n"
    wrong = "new@example.org,New Fictional,Wausau,3/2/2026\n"
    right = "old@example.org,Old Fictional,Wausau,3/2/2016\n"
    way_out = "To import the other rows now, take these out of a copy of the sheet."
    refused = program("import", "mentors", _sheet(tmp_path, head + wrong + right), "--yes",
                      today="2026-01-05")  # fmt: skip
    said = " ".join(refused.out.split())
    assert refused.code == 6 and "Mar 2, 2026 is in the future." in said and way_out in said
    form = _sheet(tmp_path, head + right)
    assert program("import", "mentors", form, "--yes", today="2026-01-05").code == 0
    form = _sheet(tmp_path, head + wrong.replace("2026", "2017") + right)
    done = program("import", "mentors", form, "--yes", today="2026-01-05")
    assert "1 added, 0 changed, 1 unchanged" in done.out, "no row is imported twice"
    alone = program("import", "mentors", _sheet(tmp_path, head + wrong), "--yes",
                    today="2026-01-05")  # fmt: skip
    assert alone.code == 6 and "the other rows" not in " ".join(alone.out.split())
