"""What a half-typed word may become."""

from pathlib import Path

from wvls_mentor.store.names import names
from wvls_mentor.words import harmless


def candidates(db: Path, kind: str, typed: str) -> list[tuple[str, str]]:
    """(word, what it means) of every *kind* whose id or other word begins with *typed*.

    Shells drop words that do not begin with what was typed and do not quote: hence ids and
    addresses, with the name beside them.
    """
    found = []
    for number, other, name in names(db, kind):
        if number.startswith(typed):
            found.append((number, harmless(f"{name} {other}".strip())))
        elif typed and " " not in other and other.casefold().startswith(typed.casefold()):
            found.append((other, harmless(name)))
    return found
