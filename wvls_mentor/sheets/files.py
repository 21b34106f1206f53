"""Writes exported files: whole or not at all, and never over another file."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wvls_mentor import invocation
from wvls_mentor.errors import BadInputFile, Refused
from wvls_mentor.store import paths


def refuse_existing(path: Path) -> None:
    """Refuse to replace a file, before any work is done."""
    if dead := paths.dead_link(path):
        raise Refused(dead, paths.DEAD_LINK)
    if path.exists():
        raise Refused(f"{path} exists already.", "Name another file.")


def look_at(path: Path) -> None:
    """Refuse a file or folder that could not be made here, before any record is made for it.

    Raises Refused when it exists, BadInputFile when its folder is missing or takes no file.
    """
    refuse_existing(path)
    look_at_folder(path)


def look_at_folder(path: Path) -> None:
    """Raise BadInputFile where the folder of *path* is missing or takes no file."""
    if not path.parent.is_dir():
        raise BadInputFile(f"There is no folder {path.parent}.", "Make it, or name another one.")
    with _said(path):  # rights alone would not tell: the drive may be read-only
        paths.discard(paths.new_draft(path))


def new_file(path: Path, content: str | bytes) -> None:
    """Write *content* to a new file, readable by its owner alone.

    Raises Refused when it exists, BadInputFile when the folder cannot take it.
    """
    refuse_existing(path)
    with _said(path):
        draft = paths.new_draft(path)
        try:
            draft.write_bytes(content.encode() if isinstance(content, str) else content)
            with invocation.saving(path):
                draft.rename(path)
        finally:
            paths.discard(draft)


def new_folder(path: Path, texts: dict[str, str]) -> None:
    """Write *texts* into a new folder that appears whole, readable by its owner alone."""
    refuse_existing(path)
    with _said(path):
        draft = paths.new_draft(path, folder=True)
        try:
            for name, text in texts.items():
                inner = draft / name
                inner.touch(mode=0o600)
                inner.write_bytes(text.encode())
            with invocation.saving(path):
                draft.rename(path)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def taken(folder: Path, names: Iterable[str]) -> list[Path]:
    """Which of these files are there already. Raises Refused where *folder* is a file."""
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file, not a folder.", "Name a folder.")
    return [folder / name for name in names if os.path.lexists(folder / name)]


def put_files(folder: Path, contents: dict[str, bytes]) -> None:
    """Write *contents* into a folder, made where it is missing; what is there under a name goes.

    Each file is written under another name first: where one fails, none has changed. The folder
    goes again where nothing came into it. Raises BadInputFile, which names the file that failed.
    """
    made = [part for part in (folder, *folder.parents) if not part.exists()]
    drafts: dict[Path, Path] = {}
    try:
        with _said(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, content in ((folder / name, text) for name, text in contents.items()):
            with _said(path):
                drafts[path] = draft = paths.new_draft(path)
                draft.write_bytes(content)
        for path, draft in drafts.items():
            with _said(path), invocation.saving(path):
                draft.replace(path)
    finally:
        for draft in drafts.values():
            paths.discard(draft)
        with suppress(OSError):  # it holds what was saved, or was never made
            for part in made:
                part.rmdir()


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn a system error into a sentence about *path*, not about its temporary file."""
    try:
        yield
    except (OSError, BadInputFile) as error:
        reason = getattr(error.__cause__ or error, "strerror", None) or "the disk refused it"
        raise BadInputFile(
            f"{path} cannot be written: {reason}.",
            "Make room, or name a folder that you may write to.",
        ) from error
