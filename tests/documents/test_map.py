"""The map of the board report: each pair by a line of its own, and every name to be read."""

import re
import sqlite3
from collections.abc import Callable
from math import dist
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.documents.test_report import _page, _pictures
from tests.documents.year import busy
from tests.factories import Program, Recipe
from wvls_mentor.documents import labels
from wvls_mentor.documents.labels import Wanted

ROOM = (680.0, 360.0)


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


def _lines(towns: ElementTree.Element) -> list[list[tuple[float, float]]]:
    """The points of each line of the map."""
    paths = (x for x in towns.iter() if x.tag.endswith("path"))
    drawn = [x.get("d", "") for x in paths if x.get("stroke") == "#000"]  # no label's hairline
    return [
        [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.-]+),([\d.-]+)", d)] for d in drawn
    ]


def test_each_pair_has_its_line_and_none_runs_through_a_third_town(
    year: Program, tmp_path: Path
) -> None:
    """Along one line nobody can tell which two of three towns are matched."""
    for number in (8, 9):
        mentor, mentee = year.mentor(number), year.mentee(number)
        done = year("match", str(mentee), str(mentor), "--on", "2026-11-02", "--yes")
        assert done.code == 0, done.err
    (towns,) = [x for x in _pictures(_page(year, tmp_path)) if "Thorp" in "".join(x.itertext())]
    lines = _lines(towns)
    assert len(lines) == 6 and len({tuple(line) for line in lines}) == 6
    dots = [(float(x.get("cx", 0)), float(x.get("cy", 0))) for x in towns.iter()
            if x.tag.endswith("circle") and x.get("fill") != "none"]  # fmt: skip
    assert len(dots) > 20
    for line in lines:
        near = {dot for dot in dots for point in line if dist(dot, point) < 5}
        assert near == {line[0], line[-1]}


def test_no_label_of_the_map_covers_another(program: Program, tmp_path: Path) -> None:
    """Names beside Tomahawk, Merrill, Crandon and Laona: the region's towns stand close."""
    towns = (("Merrill", "Tomahawk"), ("Minocqua", "Laona"), ("Rhinelander", "Abbotsford"),
             ("Wausau", "Thorp"), ("Wausau", "Crandon"))  # fmt: skip
    for number, (theirs, ours) in enumerate(towns, 1):
        mentor, mentee = (
            program.mentor(number, library=theirs),
            program.mentee(number, library=ours),
        )
        done = program("match", str(mentee), str(mentor), "--on", "2026-11-01", "--yes")
        assert done.code == 0, done.err
    connection = sqlite3.connect(program.path)
    connection.execute("UPDATE person SET name = 'Fictional ' || name")
    connection.commit()
    connection.close()
    drawn = _pictures(_page(program, tmp_path, "--names"))[-1]
    boxes = [_box(x) for x in drawn.iter() if x.tag.endswith("text")]
    assert len(boxes) > 25 and "Tomahawk" in "".join(drawn.itertext())
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            apart = (
                one[0] >= other[1] or other[0] >= one[1] or one[2] >= other[3] or other[2] >= one[3]
            )
            assert apart, (one, other)


def _box(text: ElementTree.Element) -> tuple[float, float, float, float]:
    """(left, right, top, bottom) of a line of type, somewhat smaller than it is."""
    size, x, y = (float(text.get(name, 0)) for name in ("font-size", "x", "y"))
    wide = len(text.text or "") * size * 0.5
    left = x - {"end": wide, "middle": wide / 2}.get(text.get("text-anchor", ""), 0)
    return left, left + wide, y - size * 0.7, y


def _dots(drawn: ElementTree.Element) -> list[tuple[float, float]]:
    return [
        (float(x.get("cx", 0)), float(x.get("cy", 0)))
        for x in drawn.iter()
        if x.tag.endswith("circle") and x.get("fill") != "none"
    ]


def test_no_dot_lies_under_another_nor_under_a_name(program: Program, tmp_path: Path) -> None:
    """Owen and Withee are two miles apart: one dot covered the other, a name the third."""
    towns = (("Owen", "Withee"), ("Colby", "Abbotsford"), ("Dorchester", "Stetsonville"))
    for number, (theirs, ours) in enumerate(towns, 1):
        mentor, mentee = (
            program.mentor(number, library=theirs),
            program.mentee(number, library=ours),
        )
        done = program("match", str(mentee), str(mentor), "--on", "2026-11-01", "--yes")
        assert done.code == 0, done.err
    drawn = _pictures(_page(program, tmp_path))[-1]
    dots = _dots(drawn)
    assert len(dots) == 25
    for number, dot in enumerate(dots):
        assert all(dist(dot, other) > 10 for other in dots[:number]), dot
    named = {x.text: _box(x) for x in drawn.iter() if x.tag.endswith("text")}
    assert {name for pair in towns for name in pair} <= set(named)
    for name, (left, right, top, bottom) in named.items():
        for x, y in dots:
            assert not (left < x < right and top < y < bottom), name


def test_a_long_report_is_one_printed_page(year: Program, tmp_path: Path) -> None:
    """The more is said above and below the map, the less tall it is."""

    def tall(*more: str) -> float:
        return float(_pictures(_page(year, tmp_path, *more))[-1].get("height", "0"))

    before = tall()
    assert 200 <= tall("--names") < before < 360
    assert tall("--from", "2026-11-01", "--to", "2026-11-23") == 360


def test_a_label_stands_beside_its_dot_and_a_far_one_is_tied_to_it() -> None:
    """A town's name hung below its dot, beside another one's."""
    alone = labels.placed({"A": (300, 200)}, {"A": Wanted(("Abbotsford",), gray=False)}, [], ROOM)
    assert alone["A"].box.left == 307 and alone["A"].tie is None
    edge = labels.placed({"A": (660, 200)}, {"A": Wanted(("Abbotsford",), gray=False)}, [], ROOM)
    assert edge["A"].box.right == 653 and edge["A"].tie is None, "the side where there is room"
    at = {"A": (300.0, 200.0)} | {
        f"{x} {y}": (300.0 + x, 200.0 + y)
        for x in (-70, -50, -30, -13, 13, 30, 50, 70) for y in (-13, 0, 13)
    } | {"above": (300.0, 187.0), "below": (300.0, 213.0)}  # fmt: skip
    wanted = {town: Wanted(("Abbotsford" if town == "A" else ".",), town != "A") for town in at}
    far = labels.placed(at, wanted, [], ROOM)["A"]
    assert far.tie is not None and far.box.far(at["A"]) > 9
    (x, y), end = far.tie
    assert dist((x, y), at["A"]) == pytest.approx(5, abs=0.1) and far.box.far(end) < 0.1


def test_the_map_draws_a_hairline_for_each_far_label(year: Program, tmp_path: Path) -> None:
    for number, (theirs, ours) in enumerate((("Merrill", "Tomahawk"), ("Colby", "Dorchester")), 7):
        mentor = year.mentor(number, library=theirs)
        mentee = year.mentee(number, library=ours)
        assert year("match", str(mentee), str(mentor), "--on", "2026-11-02", "--yes").code == 0
    towns = _pictures(_page(year, tmp_path, "--names"))[-1]
    ties = [x for x in towns.iter() if x.tag.endswith("path") and x.get("stroke") == "#888"]
    assert ties, "Colby and Dorchester stand close"
    dots = [(float(x.get("cx", 0)), float(x.get("cy", 0))) for x in towns.iter()
            if x.tag.endswith("circle")]  # fmt: skip
    for tie in ties:
        first = re.findall(r"M([\d.]+),([\d.]+)", tie.get("d", ""))[0]
        assert min(dist((float(first[0]), float(first[1])), dot) for dot in dots) < 5.2
