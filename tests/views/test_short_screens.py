"""What matters on a long screen stays in view: a window has 24 lines, and nobody scrolls up."""

from tests.factories import Program


def test_what_is_to_be_done_for_a_pair_stands_last(paired: Program) -> None:
    said = paired("status", "1").out
    assert said.index("What happened") < said.index("Money") < said.index("Deadlines")
    assert said.index("Deadlines") < said.index("\nNext ")


def test_your_office_is_a_table_whatever_a_link_is_like(program: Program) -> None:
    link = "https://example.org/a/form/with/a/long/address?of=it"
    assert program("policy", "set", "report_link", link, "--yes").code == 0
    said = program("policy").out
    office = said[said.index("Your office") : said.index("Rates")].splitlines()
    assert any(line.startswith("report_link") and link in line for line in office)
    assert len(office) < 30


def test_of_several_rates_to_confirm_one_is_asked_for_at_a_time(paired: Program) -> None:
    for day in ("2026-06-20", "2026-07-20"):
        paired.visit(1, day, "6", "--miles", "90")
    rates = ("0.76 --from 2026-07-01", "0.725 --from 2026-01-01")
    said = paired("status").out
    assert rates[0] in said and rates[1] not in said and "1 older rate" in said
    assert paired("policy", "rate", "mileage", *rates[0].split(), "--yes").code == 0
    said = paired("status").out
    assert rates[0] not in said and rates[1] in said and "older" not in said


def test_a_table_stands_apart_from_the_lines_above_it(paired: Program) -> None:
    assert paired("check-in", "1", "--going", "badly", "--on", "2026-07-03").code == 0
    lines = paired("overdue").out.splitlines()
    (said,) = [n for n, line in enumerate(lines) if line.startswith("! Mentor 1")]
    head = next(n for n, line in enumerate(lines) if n > said and "what" in line)
    assert lines[head - 1] == "" and lines[head - 2] != ""
