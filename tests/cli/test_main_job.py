from tests.factories import Program


def test_from_nothing_to_a_reckoned_mentorship(program: Program) -> None:
    pair = program.pair()
    logged = program.visit(pair, "2026-06-20", "6", "--miles", "100")
    assert logged["stipend"] == {"amount_cents": 12500, "qualifies": True, "reason": None}
    assert program("overdue", "-f", "json").json["items"]
    totals = program("stipends", "-f", "json").json["totals"]
    assert totals["owed_cents"] == 12500 + 7250
