"""Which of our files still hold somebody's address or name, by a search of their raw bytes.

Queries would miss freed pages, journals, temporary files and damaged files.
"""

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from wvls_mentor.store import paths
from wvls_mentor.store.connection import APPLICATION_ID

_SQLITE = b"SQLite format 3\x00"
_OURS = APPLICATION_ID.to_bytes(4, "big")
_OURS_AT = 68  # where SQLite's header has the application id
_ZIP = b"PK\x03\x04"  # a draft of a workbook
_PART = 1 << 20  # bytes read at once
_LONGEST = 4096  # bytes of an address or a name at most
# Between the words of a name: white space, also as JSON writes it, and what file names have there.
_GAP = rb"(?:\s|\\[nrt]|\xc2\xa0|[_.+-])+"


def pattern(
    addresses: Iterable[str], names: Iterable[str], others: Iterable[str] = ()
) -> re.Pattern[bytes] | None:
    """What finds any of these in raw bytes, in any case; None where there is nothing to look for.

    *others* are names and addresses of other people. A longer one of theirs is not a hit, and a
    name that somebody else has, too, is not looked for: good copies would be called bad.
    A name of one word is found as a whole word, as it is written: "Li" is in every "Library".
    """
    theirs = {text.casefold() for text in others}
    wanted = [*addresses, *(name for name in names if name.casefold() not in theirs)]
    parts = [_word(text) if "@" in text else _name(text) for text in wanted if text.split()]
    if not parts:
        return None
    own = [text.casefold() for text in wanted]
    longer = [text for text in theirs if any(mine in text and mine != text for mine in own)]
    skipped = [_word(text) for text in sorted(longer, key=len, reverse=True)]
    return re.compile(b"|".join([*skipped, rb"(?P<mine>%s)" % b"|".join(parts)]))


def _name(name: str) -> bytes:
    words = name.split()
    if len(words) == 1:
        letters = rb"[0-9A-Za-z\x80-\xff]"
        return rb"(?<!%s)%s(?!%s)" % (letters, re.escape(name.encode()), letters)
    *first, last = map(_word, words)
    return _GAP.join([*first, last]) + b"|" + last + rb",(?:%s)?" % _GAP + _GAP.join(first)


def _word(text: str) -> bytes:
    return b"".join(map(_letter, text))


def _letter(letter: str) -> bytes:
    """A letter in either case, as UTF-8 and as JSON may write it."""
    found = set()
    for form in {letter, letter.lower(), letter.upper()}:
        found.add(re.escape(form.encode("utf-8", "surrogatepass")))
        if form in '"\\':
            found.add(re.escape(json.dumps(form)[1:-1].encode()))
        if not form.isascii():
            units = form.encode("utf-16-be", "surrogatepass")
            pairs = [units[i : i + 2].hex() for i in range(0, len(units), 2)]
            found.add(b"".join(rb"(?i:\\u%s)" % pair.encode() for pair in pairs))
    return b"(?:" + b"|".join(sorted(found)) + b")"


def files_of_ours(folder: Path, db: Path) -> list[Path]:
    """The databases, copies, journals and drafts of ours in a folder, without *db* itself."""
    return sorted(p for p in _files(folder) if p.resolve() != db and _is_ours(p, db))


def _files(folder: Path) -> Iterator[Path]:
    try:
        for path in folder.iterdir():
            if paths.is_file(path):
                yield path
            elif paths.is_draft(path.name):  # of a folder of sheets
                yield from (inner for inner in path.rglob("*") if paths.is_file(inner))
    except OSError:  # gone, or not ours to read
        return


def _is_ours(path: Path, db: Path) -> bool:
    name = path.name
    return (
        _is_our_journal(path, db)
        or name.startswith(f"{db.name}.before-")
        or paths.is_draft(name)
        or paths.is_draft(path.parent.name)
        or paths.is_dated(name)
        or _has_our_header(path)
    )


def _is_our_journal(path: Path, db: Path) -> bool:
    """Whether a journal belongs to a file of ours or to none: other programs have journals too."""
    for end in paths.JOURNALS:
        if path.name.endswith(end):
            base = path.with_name(path.name.removesuffix(end))
            return base == db or not base.exists() or _is_ours(base, db)
    return False


def _has_our_header(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_OURS_AT + 4)
    except OSError:
        return False
    return start.startswith(_SQLITE) and start[_OURS_AT:] == _OURS


def people_in(path: Path, addresses: Iterable[str]) -> set[str]:
    """The names and addresses of who a copy has, but for who has one of *addresses*.

    Somebody with a longer name may be in an old copy alone, and it would be called one to delete.
    """
    own = {a.casefold() for a in addresses}
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as db:
            found = db.execute("SELECT name, email FROM person").fetchall()
    except (sqlite3.Error, OSError):  # no database, or a damaged one
        return set()
    return {str(text) for row in found if str(row[1]).casefold() not in own for text in row}


def holds(path: Path, wanted: re.Pattern[bytes]) -> bool | None:
    """Whether a file holds what is *wanted*; None where it cannot be read, as a packed workbook."""
    before, packed = b"", False
    try:
        with path.open("rb") as file:
            while part := file.read(_PART):
                packed = packed or (not before and part.startswith(_ZIP))
                if any(hit.lastgroup for hit in wanted.finditer(before + part)):
                    return True
                before = part[-_LONGEST:]
    except OSError:
        return None
    return None if packed else False


def is_reachable(path: Path) -> bool:
    """Whether it can be seen if a file is there: a drive may not be plugged in, a folder closed."""
    try:
        path.stat()
    except FileNotFoundError:
        return os.path.lexists(path.parent)
    except OSError:
        return False
    return True
