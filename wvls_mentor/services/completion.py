"""Shell completion: what a half-typed word may become, with nothing that a shell evaluates."""

import re
from pathlib import Path

from wvls_mentor.store.completion import names
from wvls_mentor.text import plain_letters

# A shell puts what it is handed on the command line as it is, and some evaluate it at once: a name
# from a sign-up form would be run as a program. These need no quotes in any shell.
_SAFE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def candidates(db: Path, kind: str, typed: str) -> list[tuple[str, str]]:
    """(word, what it means) of every *kind* whose id, short name or town begins with *typed*.

    Shells drop words that do not begin with what was typed: hence ids, with the name beside them in
    plain letters. An address is never handed out: most of its marks mean something to some shell.
    """
    found = []
    for number, other, name in names(db, kind):
        if number.startswith(typed) and _SAFE.fullmatch(number):
            found.append((number, plain_letters(f"{name} {other}")))
        elif typed and other.casefold().startswith(typed.casefold()) and _SAFE.fullmatch(other):
            found.append((other, plain_letters(name)))
    return found
