"""A busy year of letters: one of each kind, as of one day."""

from tests.factories import Program

DAY = "2026-11-23"
OFFICE = {
    "coordinator_name": "Coordinator One",
    "coordinator_title": "Communications Coordinator",
    "coordinator_phone": "715-555-0100",
    "coordinator_email": "coordinator@example.org",
    "organization": "A Library System",
    "program_name": "WVLS mentoring program",
    "report_link": "https://example.org/report?x=1&y=2",
    "guide_link": "https://example.org/guide",
    "evaluation_link": "https://example.org/evaluation",
    "w9_link": "https://example.org/w9",
    "business_office": "the business office, 715-555-0111",
}


def busy(program: Program) -> None:
    """Six pairs: new, silent, nearly at the end, concluded, paid, stopped early."""
    for key, value in OFFICE.items():
        assert program("policy", "set", key, value, "--from", "2020-01-01", "--yes").code == 0
    towns = (("Wausau", "Thorp"), ("Merrill", "Crandon"), ("Antigo", "Tomahawk"),
             ("Medford", "Minocqua"), ("Rhinelander", "Abbotsford"), ("Wausau", "Thorp"))  # fmt: skip
    matched = ("2026-11-02", "2026-08-01", "2025-12-10", "2025-10-10", "2026-03-02", "2026-02-01")
    for number, ((theirs, ours), on) in enumerate(zip(towns, matched, strict=True), 1):
        mentor = program.mentor(number, "--expertise", "budget", "--expertise", "grants",
                                "--interest", "gardening", "--phone", f"715-555-02{number:02d}",
                                "--note", "a remark of the coordinator", library=theirs)  # fmt: skip
        mentee = program.mentee(number, "--need", "budget:high", "--interest", "gardening",
                                "--phone", f"715-555-03{number:02d}", "--note", "too timid",
                                library=ours)  # fmt: skip
        done = program("match", str(mentee), str(mentor), "--on", on, "--yes", "--waive", "a favor")
        assert done.code == 0, done.err
    program("log-meeting", "2", "--method", "phone", "--on", "2026-09-21", "--note", "unhappy")
    program("log-meeting", "3", "--method", "phone", "--on", "2026-11-20")
    program.visit(4, "2025-11-10", "6", "--miles", "90", "--topic", "budget", "--topic", "ils")
    program.visit(4, "2026-02-10", "7", "--miles", "90.5", "--topic", "budget", "--expense", "12")
    program("goal", "add", "4", "A balanced budget", "--term", "short", "--shared", "2025-11-15")
    program("goal", "done", "1", "--on", "2026-08-01")
    program("letters", "evaluate", "--to", "Mentor 4", "--as-of", "2026-10-15", "--sent")
    program("evaluate", "4", "--by", "mentee", "--rating", "2", "--on", "2026-10-20")
    for number, day in enumerate(("2026-03-20", "2026-05-20"), 1):
        program.visit(5, day, "6:30", "--miles", f"{number}41.5", "--expense", "8.25")
    program("log-meeting", "5", "--method", "phone", "--on", "2026-11-20")
    program("stipends", "pay", "--kind", "stipend", "--reference", "check 1041", "--on",
            "2026-11-10", "--yes")  # fmt: skip
    program("stipends", "pay", "Mentor 5", "--kind", "travel", "--reference", "check 1042", "--on",
            "2026-11-12", "--yes")  # fmt: skip
    program("end", "6", "--on", "2026-11-01", "--reason", "could not stand each other", "--yes")
    program("excuse", "5", "goals", "--until", "2027-02-01", "--reason", "a death in the family")
