"""Files that go out: whole or not at all, never over another one."""

import os
import tempfile
from pathlib import Path

from wvls_mentor.errors import BadInputFile, Refused


def refuse_existing(path: Path) -> None:
    """Refuse a file that is there, before any work is done for it."""
    if path.exists() or path.is_symlink():
        raise Refused(f"{path} exists already.", "Name another file.")


def new_file(path: Path, content: str | bytes) -> None:
    """Write *content* to a new file, readable by its owner alone.

    Raises Refused when it exists, BadInputFile when the folder cannot take it.
    """
    refuse_existing(path)
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        Path(draft).rename(path)
    except OSError as error:
        raise BadInputFile(
            f"{path} cannot be written: {error.strerror}.", "Name a folder that you may write to."
        ) from None


def new_folder(path: Path, texts: dict[str, str]) -> None:
    """Write *texts* into a new folder that appears whole, readable by its owner alone."""
    refuse_existing(path)
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
        for name, text in texts.items():
            new_file(draft / name, text)
        draft.rename(path)
    except OSError as error:
        raise BadInputFile(
            f"{path} cannot be written: {error.strerror}.", "Name a folder that you may write to."
        ) from None
