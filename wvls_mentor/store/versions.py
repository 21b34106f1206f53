"""The versions of the schema: one file each in ``migrations/versions``, named by number.

Read from the names of the files, so that a new version is one new file; Alembic is not loaded.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "migrations"  # tests put one with a made-up next version here


def known() -> tuple[str, ...]:
    """Every version, oldest first: ``("0005", "0006")``."""
    return _in(FOLDER)


@cache
def _in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name[:4] for path in (folder / "versions").glob("[0-9]*.py")))


def newest() -> str:
    """The version of this program: files of it open as they are."""
    return known()[-1]
