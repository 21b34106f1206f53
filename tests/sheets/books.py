"""Workbooks made by hand, part by part: what no spreadsheet program would write."""

import io
import zipfile
from collections.abc import Iterable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
GOOD = "email,name,years\none@example.org,Mentor One,9\n"


def cells(csv: str) -> str:
    """The rows of a simple CSV as the inside of a sheet."""
    rows = [
        "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in line.split(","))
        for line in csv.splitlines()
    ]
    return "".join(f"<row>{row}</row>" for row in rows)


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def book(
    *sheets: str | Iterable[str],
    states: Iterable[str] = (),
    names: Iterable[str] = (),
    strings: str | None = None,
    styles: str | None = None,
) -> bytes:
    """The bytes of a workbook of these sheets, each the text of its part or pieces of it."""
    numbers = range(1, len(sheets) + 1)
    called = list(names) or [f"Sheet{n}" for n in numbers]
    seen = list(states) or ["visible"] * len(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, name, state in zip(numbers, called, seen, strict=True)
    )
    related = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    parts: dict[str, str | Iterable[str]] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN_TYPE}"/></Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
    }
    for n, text in zip(numbers, sheets, strict=True):
        parts[f"xl/worksheets/sheet{n}.xml"] = text
    for name, more in (("sharedStrings", strings), ("styles", styles)):
        if more is not None:
            related.append((name, name, f"{name}.xml"))
            parts[f"xl/{name}.xml"] = more
    parts["xl/_rels/workbook.xml.rels"] = _relations(related)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, text in parts.items():
            with packed.open(name, "w") as file:
                for piece in [text] if isinstance(text, str) else text:
                    file.write(piece.encode())
    return out.getvalue()


def _relations(related: Iterable[tuple[str, str, str]]) -> str:
    every = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{part}"/>'
        for key, kind, part in related
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{every}</Relationships>'
