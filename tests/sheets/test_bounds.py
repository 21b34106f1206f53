"""A small file that unpacks to a huge one is refused while it is read, in little memory."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sheets.books import GOOD, MAIN, book, cells, sheet
from wvls_mentor.errors import BadInputFile
from wvls_mentor.sheets import grids

Load = Callable[[Path], tuple[str, int]]
# A process of its own for each file, forked from one that has loaded everything and no file: the
# peak of the tests' own process says nothing of one file.
LOADER = """
import os, resource, signal, sys
from pathlib import Path
from wvls_mentor.errors import BadInputFile
from wvls_mentor.sheets import grids, workbook_reader
import openpyxl

def read(path):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = ""
    try:
        grids.load(Path(path))
    except BadInputFile as error:
        said = error.message
    return said, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024

for line in sys.stdin:
    if (child := os.fork()) == 0:
        code = 1
        signal.alarm(60)
        try:
            print(*read(line.strip()), sep="\\t", flush=True)
            code = 0
        finally:
            os._exit(code)
    if os.waitpid(child, 0)[1]:
        print("failed\\t0", flush=True)
"""


@pytest.fixture(scope="module")
def load() -> Iterator[Load]:
    """What is said of a file that is read, and by how many megabytes the reader grew."""
    with subprocess.Popen(
        [sys.executable, "-c", LOADER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as loader:
        assert loader.stdin is not None and loader.stdout is not None
        asks, answers = loader.stdin, loader.stdout

        def loaded(file: Path) -> tuple[str, int]:
            print(file, file=asks, flush=True)
            said, megabytes = answers.readline().rstrip("\n").split("\t")
            return said, int(megabytes)

        yield loaded
        asks.close()


X = '<c t="inlineStr"><is><t>x</t></is></c>'


def _strings(inside: str) -> str:
    return f'<sst xmlns="{MAIN}">{inside}</sst>'


def _far(row: int) -> str:
    return f'<row r="{row}"><c r="XFC{row}" t="inlineStr"><is><t>x</t></is></c></row>'


def _lying() -> bytes:
    """Its table of contents names a tenth of what the sheet unpacks to."""
    honest = sheet(cells(GOOD) + "<row/>" * 1_000_000)
    raw = book(honest)
    size = len(honest).to_bytes(4, "little")
    assert size in raw
    return raw.replace(size, (len(honest) // 10).to_bytes(4, "little"))


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "cells at the far end of every row": (
        lambda: book(sheet("".join(map(_far, range(1, 20_000))))), "3,000,000 cells"),
    "a row of a million cells": (
        lambda: book(sheet(f"<row>{X * 1_000_000}</row>")), "16,384 columns"),
    "one cell again and again": (
        lambda: book(sheet("<row>" + '<c r="A1"/>' * 1_000_000 + "</row>")), "16,384 columns"),
    "rows and rows": (
        lambda: book(sheet(f"<row>{X}</row>" * 200_001)), "200,000 rows"),
    "empty texts": (
        lambda: book(sheet(cells(GOOD)), strings=_strings("<si/>" * 1_000_001)), "1,000,000 texts"),
    "one long text in every cell": (
        lambda: book(sheet('<row><c t="s"><v>0</v></c></row>' * 600),
                     strings=_strings(f"<si><t>{'x' * 100_000}</t></si>")), "50 million characters"),
    "a text without end": (
        lambda: book(sheet(f'<row><c t="str"><v>{"x" * 60_000_000}</v></c></row>')),
        "131,072 characters in a cell"),
    "a tag without end": (
        lambda: book(sheet(f'<row><c t="{"x" * 60_000_000}"/></row>')), "no workbook"),
    "tags in tags": (lambda: book(sheet("<row>" * 5_000_000)), "no workbook"),
    "a table of contents that lies": (_lying, "no workbook"),
    "new lines": (lambda: GOOD.encode() + b"\n" * 5_000_000, "1,048,576 lines"),
    "commas": (lambda: GOOD.encode() + b"," * 20_000_000, "1,000,000 characters in one row"),
    "lines in quotes": (
        lambda: GOOD.encode() + b'"a\n' * 10_000_000, "line 3 cannot be read"),
    "rows of a CSV": (lambda: b"email\n" + b"x\n" * 200_001, "200,000 rows"),
    "cells of a CSV": (
        lambda: (b"x," * 400 + b"x\n") * 8_000, "3,000,000 cells"),
}  # fmt: skip


@pytest.mark.parametrize(("made", "bound"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_in_little_memory(
    tmp_path: Path, load: Load, made: Callable[[], bytes], bound: str
) -> None:
    file = tmp_path / "bomb"
    file.write_bytes(made())
    said, megabytes = load(file)
    assert bound in said and len(said) < 400
    assert megabytes < 200, megabytes


def test_the_largest_sheet_that_is_taken_fits_in_memory(tmp_path: Path, load: Load) -> None:
    file = tmp_path / "survey.csv"
    row = ",".join(str(number) for number in range(190))
    file.write_text(f"{row}\n" * 9_300)  # as the federal survey is published
    said, megabytes = load(file)
    assert not said and 10 < megabytes < 300


def test_a_zip_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "parts.xlsx"
    file.write_bytes(b"PK\x03\x04" + b"PK\x01\x02" * 2_001)
    with pytest.raises(BadInputFile, match="2,000 parts"):
        grids.load(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_is_read_bit_by_bit_is_read_as_before(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "names.csv"
    long = "é" * 100_000  # further than one bit reaches
    file.write_bytes(
        f'sep=;\r\nname;note\r\n"Zoé, Ü";"{long}\r\nx"\r\n\r\né;y\r\n'.encode(encoding)
    )
    grid = grids.load(file)
    assert grid.header == ("name", "note")
    assert grid.rows == ((3, ("Zoé, Ü", f"{long}\r\nx")), (6, ("é", "y")))
