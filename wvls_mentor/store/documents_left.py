"""Which documents and sheets name somebody: drafts, pages, and the sheets that were imported.

They are looked for in a few folders only, not in their subfolders: a whole disk takes too long, and
is not ours to read. Whoever shows the list says where it was looked.
"""

import codecs
import email
import html
import json
import quopri
import re
import zipfile
from collections.abc import Iterable, Iterator
from email.header import decode_header
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from wvls_mentor.store import paths

ENDINGS = (
    ".eml", ".html", ".htm", ".ics", ".csv", ".tsv", ".txt", ".json", ".xlsx", ".xlsm",
)  # fmt: skip
_SAVED_FOLDER = ("letters.html", "manifest.csv")  # what drafts and records have among them
MOST = 1000  # files of a folder that are looked at
_LARGEST = 8 << 20  # bytes of a file; a larger one is no draft, page or form


def folders(connection: Connection, near: Iterable[Path]) -> list[Path]:
    """The folders *near* us, those among them that were saved, and those that the history names."""
    near = [path for path in near if paths.is_folder(path)]
    inner = (path for folder in near for path in _entries(folder) if _was_saved(path))
    named = (_folder(base / word) for word in _words(connection) for base in near)
    every = chain(near, inner, (path for path in named if path is not None))
    return list(dict.fromkeys(path.resolve() for path in every))


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:  # gone, or not ours to read
        return []


def _was_saved(path: Path) -> bool:
    return paths.is_folder(path) and any(paths.is_file(path / name) for name in _SAVED_FOLDER)


def _words(connection: Connection) -> Iterator[str]:
    """What the history has as the name of a file or folder that was read or written."""
    sql = "SELECT command, arguments FROM history"
    for command, text in connection.exec_driver_sql(sql):
        words = [str(word) for word in json.loads(text)]
        for before, word in zip(["", *words], words, strict=False):
            saved = before == "--save" or word.startswith("--save=")
            if saved or (command in ("import", "export", "records") and not word.startswith("-")):
                yield word.removeprefix("--save=")


def _folder(path: Path) -> Path | None:
    if paths.is_folder(path):
        return path
    is_document = path.suffix.lower() in ENDINGS
    return path.parent if is_document and paths.is_folder(path.parent) else None


def documents(folder: Path) -> tuple[list[Path], bool]:
    """The documents and sheets in a folder itself, at most 1,000; whether older ones were left out."""
    found = [p for p in _entries(folder) if p.suffix.lower() in ENDINGS and paths.is_file(p)]
    if len(found) <= MOST:
        return found, False
    newest = sorted(found, key=_written, reverse=True)
    return newest[:MOST], True


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def names(path: Path, wanted: re.Pattern[bytes]) -> bool | None:
    """Whether a document names who is *wanted*; None where it could not be looked at."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return any(
            hit.lastgroup for text in _texts(path) for hit in wanted.finditer(_unescaped(text))
        )
    except (OSError, zipfile.BadZipFile, ValueError, LookupError, RuntimeError):
        return None


def _texts(path: Path) -> Iterator[bytes]:
    """What a document says: as it is, and unpacked where it is a workbook or a draft."""
    raw = path.read_bytes()
    yield raw
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # "Unicode Text" of Excel
        yield raw.decode("utf-16", "replace").encode(errors="replace")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        with zipfile.ZipFile(path) as book:
            for part in book.infolist():
                if part.file_size > _LARGEST:
                    raise ValueError("a part that is not read: it may name them")
                yield book.read(part)
    elif path.suffix.lower() == ".eml":
        yield quopri.decodestring(raw)  # as drafts are written, their headers too
        yield from _saved_otherwise(raw)
    elif not _is_utf8(raw):  # a sheet as older programs of Windows save it
        yield raw.decode("cp1252", "replace").encode()


def _saved_otherwise(raw: bytes) -> Iterator[bytes]:
    """The headers and the texts of a draft that a mail program has saved in its own way."""
    message = email.message_from_bytes(raw)
    for value in message.values():
        yield "".join(
            text.decode(charset or "ascii", "replace") if isinstance(text, bytes) else text
            for text, charset in decode_header(value)
        ).encode(errors="replace")
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield content


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _unescaped(text: bytes) -> bytes:
    """An O'Neil is an ``O&#39;Neil`` in a page and in a workbook."""
    if b"&" not in text:
        return text
    return html.unescape(text.decode(errors="replace")).encode(errors="replace")
