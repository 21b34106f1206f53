"""What a workbook holds besides cells: its sheets, its texts, and which numbers are dates."""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from wvls_mentor import invocation
from wvls_mentor.sheets.limits import MOST_BYTES, too_much
from wvls_mentor.sheets.tabs import Tab, choose
from wvls_mentor.sheets.workbook_parts import (
    MOST_PARTS,
    Damaged,
    Handler,
    digits,
    read_part,
    read_tags,
)

MOST_TEXTS = 1_000_000  # different ones: cells share them


@dataclass(slots=True)
class _Sheet:
    name: str
    hidden: bool
    relation: str


class Book:
    """What a workbook holds besides cells: its sheets, its texts, which numbers are dates."""

    def __init__(self, packed: zipfile.ZipFile, path: Path) -> None:
        self.packed, self.path = packed, path
        self.sheets: list[_Sheet] = []
        self.from_1904 = False
        main = next(iter(self._relations("", "officeDocument").values()))
        self._refuse_other(main)
        self._pages = self._relations(main, "worksheet")
        read_tags(packed, main, self._sheet)
        self.texts = self._shared(main)
        self.dates, self.spans = self._formats(main)

    def _refuse_other(self, main: str) -> None:
        """A document of another program is packed the same way. Raises Damaged."""
        kinds: list[str] = []

        def begin(tag: str, marks: dict[str, str]) -> None:
            if tag == "Override" and marks["PartName"].lstrip("/") == main:
                kinds.append(marks["ContentType"])

        read_tags(self.packed, "[Content_Types].xml", begin)
        if not any(re.search(r"(spreadsheetml|ms-excel)\..*main\+xml$", kind) for kind in kinds):
            raise Damaged(main)

    def tab(self, kind: str = "", sheet: str = "") -> Tab:
        """The tab to read: see ``tabs.choose``. Raises BadInputFile, or Damaged for no tab at all."""
        tabs = [
            Tab(s.name, s.hidden, self._pages[s.relation])
            for s in self.sheets
            if s.relation in self._pages
        ]
        if not tabs:
            raise Damaged("no sheets")
        chosen = choose(tabs, self.path, kind, sheet)
        if chosen.hidden:
            invocation.note(
                f"The sheet {chosen.name[:60]!r} is hidden in the workbook; it was read."
            )
        return chosen

    def _sheet(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "sheet":
            hidden = marks.get("state", "visible") != "visible"
            self.sheets.append(_Sheet(marks["name"], hidden, marks["id"]))
        elif tag == "workbookPr":
            self.from_1904 = marks.get("date1904") in ("1", "true")
        if len(self.sheets) > MOST_PARTS:
            raise too_much(self.path, f"{MOST_PARTS:,} sheets")

    def _relations(self, part: str, kind: str) -> dict[str, str]:
        """Id -> part of everything of that *kind* that *part* refers to."""
        folder, name = posixpath.split(part)
        found: dict[str, str] = {}

        def begin(tag: str, marks: dict[str, str]) -> None:
            if tag == "Relationship" and marks["Type"].endswith(f"/{kind}"):
                target = posixpath.join("/", folder, marks["Target"])
                found[marks["Id"]] = posixpath.normpath(target).lstrip("/")
                if len(found) > MOST_PARTS:
                    raise Damaged(part)

        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations in self.packed.NameToInfo:
            read_tags(self.packed, relations, begin)
        return found

    def _shared(self, main: str) -> list[str]:
        handler = _Texts(self.path)
        for part in self._relations(main, "sharedStrings").values():
            if part in self.packed.NameToInfo:  # a workbook of numbers alone may lack it
                for _ in read_part(self.packed, part, handler):
                    pass
        return handler.found

    def _formats(self, main: str) -> tuple[set[int], set[int]]:
        """The numbers of the styles that show days or times, and of those that show spans."""
        handler = _Styles()
        for part in self._relations(main, "styles").values():
            for _ in read_part(self.packed, part, handler):
                pass
        return handler.dates, handler.spans


class _Texts(Handler):
    """The texts that cells share."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[str] = []
        self._parts: list[str] = []
        self._size = 0
        self._open = self._spoken = False

    def begin(self, tag: str, marks: dict[str, str]) -> None:
        """A text, a part of one, or how to pronounce it, which is none."""
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._spoken = True
        self._open = tag == "t" and not self._spoken

    def end(self, tag: str) -> None:
        """A text ends."""
        self._open = False
        if tag == "rPh":
            self._spoken = False
        elif tag == "si":
            self.found.append("".join(self._parts))
            if len(self.found) > MOST_TEXTS:
                raise too_much(self.path, f"{MOST_TEXTS:,} texts")

    def text(self, characters: str) -> None:
        """A part of a text."""
        if self._open:
            self._size += len(characters)
            if self._size > MOST_BYTES:
                raise too_much(self.path, f"{MOST_BYTES // 1_000_000} million characters")
            self._parts.append(characters)


class _Styles(Handler):
    """Which styles show a number as a day or time, and which as a span of time."""

    def __init__(self) -> None:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        self.dates: set[int] = set()
        self.spans: set[int] = set()
        self._codes: dict[int, str] = dict(BUILTIN_FORMATS)
        self._inside = False
        self._count = 0

    def begin(self, tag: str, marks: dict[str, str]) -> None:
        """A format, or a style that uses one."""
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format

        if tag == "numFmt" and len(self._codes) < MOST_PARTS:
            self._codes[digits(marks["numFmtId"])] = marks["formatCode"][:255]
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            code = self._codes.get(digits(marks.get("numFmtId", "0")), "")
            if self._count < 100_000 and is_date_format(code):
                (self.spans if is_timedelta_format(code) else self.dates).add(self._count)
            self._count += 1

    def end(self, tag: str) -> None:
        """The styles of cells end; others follow."""
        if tag == "cellXfs":
            self._inside = False
