"""A trip to a place that is no library: the paper leaves room for the way, and says that it lacks."""

from pathlib import Path

from tests.factories import Program
from tests.terminal import talk

ELSEWHERE = ("log-meeting", "1", "--method", "in-person", "--at", "elsewhere", "--hours", "6")


def test_a_trip_without_a_route_has_room_for_one_and_is_named(
    paired: Program, tmp_path: Path
) -> None:
    """It said "from the library, RT", as if somebody had driven in a circle."""
    assert paired(*ELSEWHERE, "--on", "2026-08-03", "--miles", "30").code == 0
    draft = " ".join(paired("stipends", "claim", "Mentor 1", "--dry-run").out.split())
    assert "Marathon County Public Library, Wausau to $22.80 ____________, RT; visit," in draft
    assert "No route for the 30 miles on Aug 3, 2026: please fill it in." in draft
    page = tmp_path / "claim.html"
    assert paired("stipends", "claim", "Mentor 1", "--yes", "--save", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "Library, Wausau to ____________, RT" in text and "No route for the 30 miles" in text


def test_the_command_that_is_named_gives_the_trip_its_route(paired: Program) -> None:
    paired(*ELSEWHERE, "--on", "2026-08-03", "--miles", "30")
    draft = " ".join(paired("stipends", "claim", "Mentor 1", "--dry-run").out.split())
    assert "wvls meeting claim 1 --traveler mentor --route ROUTE" in draft
    fixed = ("meeting", "claim", "1", "--traveler", "mentor", "--route", "Wausau to Stratford, RT")
    assert paired(*fixed).code == 0
    draft = " ".join(paired("stipends", "claim", "Mentor 1", "--dry-run").out.split())
    assert "Wausau to Stratford, RT" in draft and "No route" not in draft


def _asked(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return said


def test_a_terminal_asks_for_the_way_to_a_place_elsewhere(paired: Program) -> None:
    route = "The route, such as: Thorp to Wausau, RT"
    said = _asked(paired, "log-meeting 1", "8/3", "in-person", "elsewhere", "6", "mentor", "30",
                  "Wausau to Edgar, RT", "", "", "")  # fmt: skip
    assert route in said
    assert paired(*ELSEWHERE[:6], "--planned", "--on", "2026-11-20", today="2026-11-18").code == 0
    said = _asked(paired, "meeting confirm 2", "", "", "", "mentor", "25", "Wausau to Stratford, RT",
                  "", "", "")  # fmt: skip
    assert route in said
    draft = " ".join(paired("stipends", "claim", "Mentor 1", "--dry-run").out.split())
    assert "Wausau to Edgar, RT" in draft and "Wausau to Stratford, RT" in draft


def test_no_way_is_asked_for_without_miles_or_at_a_library(paired: Program) -> None:
    said = _asked(paired, "log-meeting 1", "8/3", "in-person", "elsewhere", "6", "mentor", "0",
                  "", "", "")  # fmt: skip
    said += _asked(paired, "log-meeting 1", "8/5", "in-person", "mentee-library", "6", "mentor",
                   "148", "", "", "")  # fmt: skip
    assert "The route" not in said
