"""Finds the file that was typed: completes its ending, lists similar files if it is missing."""

import os
from pathlib import Path
from typing import NamedTuple

from wvls_mentor.errors import BadInputFile, UsageProblem
from wvls_mentor.text import first_few


class FileKind(NamedTuple):
    """Files of one kind: how their names end, and what one and several of them are called."""

    endings: tuple[str, ...]
    one: str
    several: str


SHEETS = FileKind((".csv", ".tsv", ".txt", ".xlsx", ".xlsm"), "sheet", "sheets")
COPIES = FileKind((".db",), "copy", "copies")
_MOST = 5  # names that are listed


def completed(path: Path, kind: FileKind) -> Path:
    """*path*, with its ending if that was left out and exactly one such file exists."""
    if path.exists() or path.suffix.lower() in kind.endings:
        return path
    hits = [
        found
        for found in _files(path.parent, kind)
        if found.stem.casefold() == path.name.casefold()
    ]
    return hits[0] if len(hits) == 1 else path


def existing(path: Path, kind: FileKind) -> Path:
    """The file meant. Raises BadInputFile, which says where it was looked and what is there.

    A link that leads nowhere, what is no regular file and a missing folder are left to who reads it.
    """
    found = completed(path, kind)
    if os.path.lexists(found) or not found.parent.is_dir():
        return found
    raise BadInputFile(_missing(path), near(path, kind))


def asked_for(path: Path, kind: FileKind) -> Path:
    """The file meant by an answer. Raises UsageProblem for one that is not there, or a folder."""
    found = completed(path, kind)
    if found.is_dir():
        inside = near(found / "-", kind)
        raise UsageProblem(f"{str(path)[:200]} is a folder.", f"Name a file in it. {inside}")
    if not found.is_file():
        raise UsageProblem(_missing(path), near(path, kind))
    return found


def _missing(path: Path) -> str:
    """Says that a file does not exist and, for a bare name, in which folder."""
    where = f" in {Path.cwd()}" if path.parent == Path() else ""
    return f"There is no file {str(path)[:200]}{where}."


def near(path: Path, kind: FileKind) -> str:
    """What of this kind lies in the folder of *path*."""
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {str(folder)[:200]} either. Check the name."
    names = [found.name for found in _files(folder, kind)]
    if not names:
        return f"There is no {kind.one} in that folder. Type the whole path."
    noun = kind.one if len(names) == 1 else kind.several
    return f"The {noun} in that folder: {first_few(names, _MOST)}."


def _files(folder: Path, kind: FileKind) -> list[Path]:
    try:
        return sorted(
            p for p in folder.iterdir() if p.suffix.lower() in kind.endings and p.is_file()
        )
    except OSError:  # gone, or not ours to read
        return []
