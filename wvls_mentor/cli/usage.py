"""Rewords Typer's usage errors, each with what to type instead."""

import re
from difflib import get_close_matches
from typing import Any

from wvls_mentor.cli.prompts import at_width
from wvls_mentor.text import count, harmless, listed, short_words

_ALIKE = 0.7  # less alike than this an option is another one: --kind was proposed for --db


def explain(error: Exception) -> None:
    """Reword a usage error of Typer's; any other error stays as it is."""
    message: str | None = getattr(error, "message", None)
    if message is None:
        return
    said, hint = (
        _command(error, message)
        or _option(error)
        or _too_much(message)
        or _without_value(message)
        or (message, None)
    )
    said = short_words(harmless(said))
    if hint is not None:
        said = f"{said}\n{at_width(f'Hint: {hint}')}"
    error.message = said  # type: ignore[attr-defined]


Explained = tuple[str, str | None] | None


def _command(error: Exception, message: str) -> Explained:
    """A command of a group that has another name."""
    group = getattr(error, "ctx", None)
    if group is None or not hasattr(group.command, "list_commands"):
        return None
    from wvls_mentor.cli import meanings

    name = group.command_path.partition(" ")[2]
    hint = meanings.hint(name, message, group.command.list_commands(group))
    said = meanings.plain(message)
    return None if said == message else (said, hint)


def _option(error: Any) -> Explained:
    """An unknown option; ``--db`` is one of wvls itself."""
    name: str | None = getattr(error, "option_name", None)
    if name is None or not hasattr(error, "possibilities"):
        return None
    error.possibilities = None  # Typer adds its guess to the end of whatever is said
    if name == "--db":
        return f"No such option: {name}", "--db comes before the command: wvls --db FILE COMMAND"
    if re.fullmatch("-[0-9].*", name):
        return f"{name} is below zero.", "Numbers start at 0 here."
    known = [] if error.ctx is None else [o for p in error.ctx.command.params for o in p.opts]
    near = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    return f"No such option: {name}", f"Did you mean {near[0]}?" if near else None


_EXTRA = re.compile(r"Got unexpected extra argument\(?s?\)? \((.*)\)", re.DOTALL)


def _too_much(message: str) -> Explained:
    """Words too many: mostly somebody's last name, typed without quotes."""
    extra = _EXTRA.fullmatch(message)
    if extra is None:
        return None
    words = [repr(word) for word in extra[1].split()]
    said = f"{count(len(words), 'word')} too many: {listed(words)}."
    quotes = 'Put a name of several words in quotes, such as "Mentor One".'
    return said, quotes if re.search("[^0-9 ]", extra[1]) else None


_NO_VALUE = re.compile(r"Option '([^']+)' requires an argument\.")


def _without_value(message: str) -> Explained:
    """An option at the end of the line, its value forgotten."""
    found = _NO_VALUE.fullmatch(message)
    return (f"{found[1]} needs a value after it.", None) if found else None
