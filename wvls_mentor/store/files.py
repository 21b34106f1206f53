"""Files as a whole: made under another name, checked, and named in one step, never over another."""

import os
import tempfile
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from wvls_mentor.errors import DatabaseProblem, Refused
from wvls_mentor.store.connection import connect


def free_name(start: str, end: str = "") -> Path:
    """The first name of its kind that no file has: ``a.db``, ``a-2.db``."""
    names = (Path(f"{start}{f'-{n}' if n > 1 else ''}{end}") for n in count(1))
    return next(path for path in names if not path.exists() and not path.is_symlink())


def duplicate(source: Path, target: Path) -> None:
    """SQLite's own online copy of one database over another. Raises sqlite3.DatabaseError."""
    with closing(connect(source)) as old, closing(connect(target)) as new:
        old.backup(new)


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong inside. Raises sqlite3.DatabaseError."""
    with closing(connect(path)) as opened:
        (said,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
        orphan = opened.execute("PRAGMA foreign_key_check").fetchone()
    return bool(said == "ok" and orphan is None)


def draft_beside(path: Path) -> Path:
    """A new empty file of another name in the same folder, readable by its owner alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    except OSError as error:
        raise DatabaseProblem(
            f"No database can be made in {path.parent}: {error.strerror}.",
            "Name a folder that you may write to with --db.",
        ) from None
    os.close(handle)  # mkstemp makes it readable by its owner alone
    return Path(name)


def into_place(draft: Path, path: Path) -> None:
    """Give *draft* its name, never over another file. Raises Refused."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise Refused(f"{path} exists already.", "Name another file with --db.") from None
    except OSError:
        # A file system without hard links: still never overwrite.
        with suppress(FileExistsError):
            path.touch(mode=0o600, exist_ok=False)
            draft.replace(path)
            return
        raise Refused(f"{path} exists already.", "Name another file with --db.") from None
