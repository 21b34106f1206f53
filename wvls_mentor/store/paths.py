"""Paths that go with a database file: its URI, its journals and its temporary files.

Loads nothing heavy: shell completion and exports need it too.
"""

import os
import re
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path, PurePath
from urllib.parse import quote_from_bytes

JOURNALS = ("-journal", "-wal", "-shm")
DEAD_LINK = "Is a drive missing? Else delete the link, or name another file."
OLD_SECONDS = 3600.0  # no command writes that long without touching its draft
_RANDOM = r"\.[a-z0-9_]{8}\.new(-journal|-wal|-shm)?"
_DRAFT = re.compile(r"\..+" + _RANDOM, re.DOTALL)
_DATED = re.compile(r"wvls-[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]+)?\.db")


def uri(path: PurePath, mode: str) -> str:
    """An absolute path as the URI by which SQLite opens it; *mode* is ``ro`` or ``rw``.

    ``Path.as_uri`` makes a server's name in ``\\\\server\\share`` the URI's authority, which SQLite
    refuses: here the authority is always empty.
    """
    text = path.as_posix()
    local = text if text.startswith("/") else f"/{text}"  # a drive's letter has a slash before it
    return f"file://{quote_from_bytes(os.fsencode(local), safe='/:')}?mode={mode}"


def dead_link(path: Path) -> str | None:
    """What is wrong with a name that is a link, or lies in one, that leads nowhere; or None.

    One sentence for all: to read there is no file, and to make there is one in the way.
    """
    for name in (path, *path.parents):
        if os.path.islink(name) and not os.path.exists(name):  # noqa: PTH110, PTH114 - no folder that may not be entered stops these
            return f"{name} is a link to {name.readlink()}, and nothing is there."
    return None


def is_file(path: Path) -> bool:
    """Whether a file is there. No, too, where nobody may look: a link into a closed folder."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises there


def is_folder(path: Path) -> bool:
    """Whether a folder is there; as :func:`is_file`."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises there


def real(path: Path) -> Path:
    """*path* without links. ``Path.resolve`` fails where a link leads to itself."""
    return Path(os.path.realpath(path))


def with_journals(path: Path) -> list[Path]:
    """A database and every name that SQLite would read together with it."""
    return [path, *(path.with_name(path.name + end) for end in JOURNALS)]


def journals(path: Path) -> list[Path]:
    """The journals that lie beside *path*, whether it is there or not."""
    return [found for found in with_journals(path)[1:] if os.path.lexists(found)]


def is_free(path: Path) -> bool:
    """Whether neither a file nor a journal has this name."""
    return not any(os.path.lexists(name) for name in with_journals(path))


def new_draft(path: Path, *, folder: bool = False) -> Path:
    """A new empty file or *folder* beside *path*, its owner's alone; old drafts of *path* go.

    Raises OSError.
    """
    start = f".{path.name[:50]}."
    if folder:
        made = Path(tempfile.mkdtemp(prefix=start, suffix=".new", dir=path.parent))
    else:
        handle, name = tempfile.mkstemp(prefix=start, suffix=".new", dir=path.parent)
        os.close(handle)
        made = Path(name)
        if journals(made):  # SQLite would replay it into the draft
            made.unlink()
            return new_draft(path)
    tidy(path, now=made.stat().st_mtime)
    return made


def discard(draft: Path) -> None:
    """Delete a draft with its journals; one that another program holds open is deleted later."""
    for name in with_journals(draft):
        with suppress(OSError):
            name.unlink(missing_ok=True)


def is_draft(name: str) -> bool:
    """Whether a file or folder is called like a draft, or a journal of one."""
    return _DRAFT.fullmatch(name) is not None


def drafts(folder: Path) -> list[Path]:
    """Every draft in a folder, also of a command that is running now."""
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if is_draft(e.name)]
    except OSError:  # gone, or not ours to read
        return []
    return [folder / name for name in sorted(names)]


def tidy(path: Path, *, now: float) -> None:
    """Delete the drafts of *path* that killed commands left.

    Only those of its own name (and of the copies beside it) that nobody wrote to for an hour. *now*
    is the time of a file that was just written, in seconds: the clock of a network drive may differ
    from ours.
    """
    own = _of(path.name)
    for found in drafts(path.parent):
        if own.fullmatch(found.name):
            with suppress(OSError):
                known = found.lstat()
                if known.st_mtime > now - OLD_SECONDS:
                    continue
                if stat.S_ISDIR(known.st_mode):
                    shutil.rmtree(found, ignore_errors=True)
                else:
                    found.unlink()


def _of(name: str) -> re.Pattern[str]:
    """What the drafts of a file are called; dated backups share one name."""
    dated = _DATED.fullmatch(name)
    whole = name.partition(".before-")[0]
    own = _DATED.pattern if dated else rf"{re.escape(whole[:50])}(\.before-[\w-]*)?"
    return re.compile(rf"\.{own}{_RANDOM}", re.DOTALL)


def is_dated(name: str) -> bool:
    """Whether a file is called like a backup that went into a folder."""
    return _DATED.fullmatch(name) is not None
