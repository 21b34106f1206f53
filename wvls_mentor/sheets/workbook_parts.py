"""The parts of a zipped file, unpacked as a stream: no tree is built, each bound is checked.

A library that builds a tree of each part, or fills every row up to its last cell, turns a file of
some kilobytes into gigabytes.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat

from wvls_mentor.errors import BadInputFile
from wvls_mentor.sheets.limits import too_much

MOST_UNPACKED = 200_000_000  # bytes
MOST_PARTS = 2_000
_DEEPEST = 50
_LONGEST_TAG = 1_000_000
_CHUNK = 1 << 16


class Damaged(Exception):
    """A part that is no part of a workbook."""


def unreadable(path: Path) -> BadInputFile:
    """The refusal of a file that is damaged, or no workbook."""
    return BadInputFile(f"{path} is no workbook that can be read.", "Save it as .xlsx or .csv.")


def opened(raw: bytes, path: Path) -> zipfile.ZipFile:
    """The zipped file, once what it would unpack to is known from its table of contents.

    Raises BadInputFile where that is too much.
    """
    if raw.count(b"PK\x01\x02") > MOST_PARTS:  # the table itself may be the bomb
        raise too_much(path, f"{MOST_PARTS:,} parts")
    packed = zipfile.ZipFile(io.BytesIO(raw))
    if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
        raise BadInputFile(f"{path} unpacks to more than 200 MB.", "Is it the right file?")
    return packed


class Handler:
    """What is made of the tags and the text of one part."""

    def begin(self, tag: str, marks: dict[str, str]) -> None:
        """A tag opens."""

    def end(self, tag: str) -> None:
        """A tag closes."""

    def text(self, characters: str) -> None:
        """Text between tags; it may come in several parts."""


def read_part(packed: zipfile.ZipFile, part: str, handler: Handler) -> Iterator[None]:
    """Unpack a part bit by bit through *handler*; yields after each bit. Raises Damaged."""
    info = packed.getinfo(part)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Damaged(part)  # the others are unpacked whole
    depth = fed = 0

    def begin(tag: str, marks: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Damaged(part)
        handler.begin(_local(tag), {_local(name): value for name, value in marks.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(tag))

    def refuse(*declared: object) -> None:
        raise Damaged(part)  # no workbook declares entities, which may stand for gigabytes

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = refuse
    with packed.open(info) as unpacked:  # which ends at the size that the table of contents names
        while bit := unpacked.read(_CHUNK):
            parser.Parse(bit, False)
            fed += len(bit)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise Damaged(part)
            yield
    parser.Parse(b"", True)
    yield


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def read_tags(
    packed: zipfile.ZipFile, part: str, begin: Callable[[str, dict[str, str]], None]
) -> None:
    """Show every opening tag of a part to *begin*."""
    for _ in read_part(packed, part, _Tags(begin)):
        pass


class _Tags(Handler):
    def __init__(self, begin: Callable[[str, dict[str, str]], None]) -> None:
        self._begin = begin

    def begin(self, tag: str, marks: dict[str, str]) -> None:
        self._begin(tag, marks)


def digits(text: str) -> int:
    """A whole number of a mark; no other digits than 0 to 9. Raises Damaged."""
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Damaged(text[:40])
    return int(text)
