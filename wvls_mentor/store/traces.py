"""Which files of ours still hold somebody's address or name: looked for in their raw bytes.

Not by queries: freed pages, journals, drafts and damaged files hold them too.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from wvls_mentor.store import paths
from wvls_mentor.store.connection import APPLICATION_ID

_SQLITE = b"SQLite format 3\x00"
_OURS = APPLICATION_ID.to_bytes(4, "big")
_OURS_AT = 68  # where SQLite's header has the application id
_PART = 1 << 20  # bytes read at once
_LONGEST = 4096  # bytes of an address or a name at most
# Between the words of a name: white space, also as JSON writes it, and what file names have there.
_GAP = rb"(?:\s|\\[nrt]|\xc2\xa0|[_.+-])+"


def pattern(addresses: Iterable[str], names: Iterable[str]) -> re.Pattern[bytes] | None:
    """What finds any of these in raw bytes, in any case; None where there is nothing to look for.

    A name of one word is found as a whole word, as it is written: "Li" is in every "Library".
    """
    parts = [_word(address) for address in addresses]
    for name in names:
        words = name.split()
        if len(words) > 1:
            parts.append(_GAP.join(map(_word, words)))
        elif words:
            letters = rb"[0-9A-Za-z\x80-\xff]"
            parts.append(rb"(?<!%s)%s(?!%s)" % (letters, re.escape(words[0].encode()), letters))
    return re.compile(b"|".join(parts)) if parts else None


def _word(text: str) -> bytes:
    return b"".join(map(_letter, text))


def _letter(letter: str) -> bytes:
    """A letter in either case, as UTF-8 and as JSON may write it."""
    found = set()
    for form in {letter, letter.lower(), letter.upper()}:
        found.add(re.escape(form.encode("utf-8", "surrogatepass")))
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
            if path.is_file():
                yield path
            elif paths.is_draft(path.name):  # of a folder of sheets
                yield from (inner for inner in path.rglob("*") if inner.is_file())
    except OSError:  # gone, or not ours to read
        return


def _is_ours(path: Path, db: Path) -> bool:
    name = path.name
    return (
        name.endswith(paths.JOURNALS)
        or name.startswith(f"{db.name}.before-")
        or paths.is_draft(name)
        or paths.is_draft(path.parent.name)
        or paths.is_dated(name)
        or _has_our_header(path)
    )


def _has_our_header(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_OURS_AT + 4)
    except OSError:
        return False
    return start.startswith(_SQLITE) and start[_OURS_AT:] == _OURS


def holds(path: Path, wanted: re.Pattern[bytes]) -> bool | None:
    """Whether a file holds what is *wanted*; None where it cannot be read."""
    before = b""
    try:
        with path.open("rb") as file:
            while part := file.read(_PART):
                if wanted.search(before + part):
                    return True
                before = part[-_LONGEST:]
    except OSError:
        return None
    return False


def is_reachable(path: Path) -> bool:
    """Whether the folder of a file is there: else a drive may not be plugged in."""
    return os.path.lexists(path.parent)
