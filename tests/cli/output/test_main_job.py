from tests.factories import Program


def test_from_nothing_to_a_reckoned_mentorship(program: Program) -> None:
    pair = program.pair()
    logged = program.visit(pair, "2026-06-20", "6", "--miles", "100")
    assert logged["stipend"] == {"amount_cents": 12500, "qualifies": True, "reason": None}
    assert program("overdue", "-f", "json").json["items"]
    totals = program("stipends", "-f", "json").json["totals"]
    assert totals["owed_cents"] == 12500 + 7250


def test_the_next_command_repeats_the_options_and_names_a_fixed_day(program: Program) -> None:
    program.mentor()
    program.mentee()
    words = ["--on", "yesterday", "--min-score", "10", "--fix", "Mentee 1=Mentor 1", "--fair"]
    typed = 'match --accept --fair --min-score 10 --on 2026-11-22 --fix "Mentee 1=Mentor 1"'
    assert typed in " ".join(program("match", *words).out.split())
