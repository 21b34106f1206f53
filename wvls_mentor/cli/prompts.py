"""Questions, warnings and hints at a terminal: everything that goes to stderr."""

import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TypeVar

import typer

from wvls_mentor import invocation, services, views
from wvls_mentor.cli import back
from wvls_mentor.cli.answer_words import command_said, is_text
from wvls_mentor.errors import Ambiguous, Refused, UsageProblem, missing
from wvls_mentor.text import GLUE, harmless
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.steps import as_typed_here
from wvls_mentor.views.theme import STYLES, counted, spoken_days

if TYPE_CHECKING:
    from wvls_mentor.rules.terms import PairFacts

T = TypeVar("T")


def at_terminal() -> bool:
    """Whether somebody can answer a question."""
    # A program started without a standard input has None there, and would end in a traceback.
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


REPLACED = "y writes over what is there now. n leaves it as it is, and saves nothing."
GO_AHEAD = "y to go ahead. n to cancel; nothing will be saved."


def confirm(question: str, *, yes: bool, explained: str = GO_AHEAD) -> None:
    """Ask; raises Refused when the answer is no, or nobody can answer.

    A ``?`` is answered with what is *explained*.
    """
    if yes:
        return
    if not at_terminal():
        raise Refused(
            f"{question} Nobody can answer here, so nothing was saved.", "Add --yes to confirm."
        )
    if not yes_or_no(question, explained=explained):
        raise Refused("Canceled. Nothing was saved.")
    # So that the history shows a command that does the same again, without a question.
    invocation.answered("--yes")


def yes_or_no(question: str, *, default: bool = False, explained: str = "") -> bool:
    """Ask at a terminal until the answer is y or n; Enter takes the *default*.

    A ``?`` is answered with what y and n do, as *explained*.
    """
    line = with_keys(question, "Y/n" if default else "y/N")
    while True:
        answer = ask_line(line, room=2).lower()
        if answer in ("", "y", "yes", "n", "no"):
            return answer[0] == "y" if answer else default
        if asks_what(answer):
            enter = f"Enter for {'yes' if default else 'no'}"
            explain([explained or "y for yes, n for no."], skip=enter)
            continue
        # Anything else is no answer: a slip must neither write nor cancel.
        tell("Please type y or n.")


def with_keys(question: str, keys: str = "y/N") -> str:
    """A question with the keys that answer it, on the line of its last word."""
    return f"{question}{GLUE}[{keys}]"


def sure_of_address(address: str) -> str:
    """*address*; asks about one without a dot at its end. Raises UsageProblem if it is wrong.

    An office network may have such addresses, so it is no error; mostly a part is missing.
    """
    domain = address.strip().rpartition("@")[2]
    odd = domain and "." not in domain
    explained = "y keeps the address as it is. n asks for it again."
    if odd and not yes_or_no(f"Is {address.strip()[:60]} right?", explained=explained):
        raise UsageProblem("Type the whole address, such as name@example.org.")
    return address


def ask(question: str, what: str, *, default: str | None = None, explained: str = "") -> str:
    """A missing value, asked for at a terminal; Enter takes the *default*.

    A ``?`` is answered with what is *explained*. Raises UsageProblem where nobody can answer, and
    for Enter where there is no default.
    """
    if not at_terminal():
        raise missing(what, "See the command's --help for an example.")
    while True:
        answer = _typed(_prompt(question), default or "", shown=bool(default))
        if asks_what(answer):
            explain([explained or f"{question}."], default=default)
            continue
        # Typer's own prompt without a default asks forever and never says why.
        if default is None and not answer.strip():
            raise UsageProblem(NO_ANSWER)
        return answer


def asks_what(answer: str) -> bool:
    """Whether somebody typed ``?``: before, it was saved as an answer, such as a goal."""
    return bool(answer.strip()) and not answer.strip("? ")


def explain(said: Iterable[str], *, default: str | None = None, skip: str = "") -> None:
    """Say what is wanted at a question, and what Enter does."""
    enter = f"Enter for {default}" if default else skip or "Ctrl-C to quit"
    tell(" ".join(text for text in (*said, f"{enter}.", back.hint()) if text))


NO_ANSWER = "Please enter an answer (Ctrl-C to quit)."
ROOM = 4  # columns that stay free behind a question, for the answer


def ask_line(question: str, *, default: str | None = None, room: int = ROOM) -> str:
    """One answer at a terminal, without blanks around it; Enter takes the *default* or ""."""
    # On stderr: what the command prints may be piped into a file or a program.
    room += 0 if default is None else len(default) + 3  # it is shown in brackets
    put = _prompt(question, room)
    while not is_text(answer := _typed(put, default or "", shown=default is not None)):
        tell("Part of that cannot be read as text. Please type it again, in plain letters.")
    return answer.strip()


def _typed(question: str, default: str, *, shown: bool) -> str:
    """One answer. Raises Back for the question before."""
    while True:
        views.progress.clear()
        answer: str = typer.prompt(question, default=default, show_default=shown, err=True)
        if not (said := back.look_at(answer) or command_said(answer)):
            return answer
        tell(said)


def _say(text: str) -> None:
    views.progress.clear()
    typer.echo(text, err=True)


def _prompt(question: str, room: int = ROOM) -> str:
    """A question as it is put: its days as people say them, folded so that the answer has room."""
    text = _IN_BRACKETS.sub(_together, harmless(spoken_days(question)))
    return _folded(text, room=room)


_IN_BRACKETS = re.compile(r"\([^()]*\)$")
_SHORT = 30


def _together(found: re.Match[str]) -> str:
    """The parentheses at the end of a question, on one line; long ones break at a ";"."""
    glued = found[0].replace(" ", GLUE)
    return glued if len(glued) <= _SHORT else glued.replace(f";{GLUE}", "; ")


def ask_until(
    question: str,
    what: str,
    read: Callable[[str], T],
    *,
    default: str | None = None,
    explained: str = "",
) -> T:
    """Ask until the answer can be read; Enter takes the *default*; ``?`` says what is *explained*."""
    while True:
        try:
            return read(ask(question, what, default=default, explained=explained))
        except UsageProblem as problem:
            if not at_terminal():
                raise
            tell(f"{problem.message} {problem.hint or ''}".rstrip())


def show_choices(choices: Iterable[tuple[object, str]]) -> None:
    """Each choice: what to type, and what it means, in columns where a tab stands between them.

    What is too long for its line goes on under its own column, as everywhere on a screen.
    """
    every = [(str(key), _cells(label)) for key, label in choices]
    width = max((len(key) for key, _ in every), default=0)
    room = get_terminal_size().columns - width - _LEAST
    most = max((len(cells) for _, cells in every), default=0)
    while sum(widths := _widths(every, most)) + 2 * most > room and most > 1:
        most -= 1  # the last two columns become one text
    every = [(key, [*c[: most - 1], "  ".join(c[most - 1 :])]) for key, c in every]
    for key, cells in every:
        if not key:
            _say(cells[0])  # the heading of a group
            continue
        side = key.rjust(width) if key.isdigit() else key.ljust(width)
        start = "  ".join(["", side, *map(_padded, cells[:-1], widths), ""])
        text = _folded(cells[-1], room=len(start)).replace("\n", "\n" + " " * len(start))
        _say(f"{start}{text}".rstrip())


def show_all(choices: Sequence[tuple[object, str]]) -> None:
    """A long list of choices, so that the question above it stays on the screen.

    The meaning is shown beside each if there is room. Otherwise names that explain themselves
    stand in columns, read downward, and only those such as ``ils`` keep their meaning.
    """
    columns, lines = get_terminal_size()
    names = [str(key) for key, label in choices if _tells(str(key), label)]
    if len(choices) + _BESIDE <= lines or not names:
        show_choices(choices)
        return
    width = 2 + max(map(len, names))
    high = -(-len(names) // max(1, columns // width))
    for row in range(high):
        _say("".join(f"  {n}".ljust(width) for n in names[row::high]).rstrip())
    show_choices((key, label) for key, label in choices if str(key) not in names)


def _tells(name: str, label: str) -> bool:
    """Whether a short name has a word of what it stands for, or nearly, and no abbreviation."""
    words = re.findall("[a-z]+", label.lower())
    parts = re.findall("[a-z]+", name)
    known = [part for part in parts if any(word.startswith(part[:4]) for word in words)]
    return any(len(part) > 2 for part in known) and all(len(p) > 2 or p in words for p in parts)


_BESIDE = 4  # lines of the screen beside a list: the question before and after it
_LEAST = 24  # columns that the last cell of a choice has at least; with fewer, nothing is aligned


def _cells(label: str) -> list[str]:
    return [harmless(spoken_days(cell)) for cell in label.split("\t")]


def _widths(every: Sequence[tuple[str, Sequence[str]]], most: int) -> list[int]:
    """How wide the columns before the last of *most* are."""
    return [max(len(c[n]) for _, c in every if len(c) > n + 1) for n in range(most - 1)]


def _padded(cell: str, width: int) -> str:
    return cell.rjust(width) if cell.startswith("$") else cell.ljust(width)


def _choose(find: Callable[[str], T], text: str) -> T:
    """The result of *find*; if there are several, the one that is chosen at a terminal."""
    try:
        return find(text)
    except Ambiguous as several:
        if not at_terminal():
            raise
        tell(several.message)
        show_choices(several.choices)
        ids = {str(number) for number, _ in several.choices}

        def listed(answer: str) -> str:
            # Its place in the list is no id: a 2 must never pick another record than 2.
            if answer.strip() not in ids:
                raise UsageProblem(
                    f"{answer.strip()[:40]!r} is not in this list.", "Type the number of a line."
                )
            return answer.strip()

        only = ids.copy().pop() if len(ids) == 1 else None  # Enter takes the only line
        number = "Type the number at the beginning of a line."
        found = ask_until("Which one", "a choice", listed, default=only, explained=number)
        invocation.meant(text, found)
        return find(found)


def pick_person(db: Path, text: str, role: str | None = None) -> int:
    """The id of the person meant; several hits are asked about at a terminal."""
    return _choose(lambda t: services.find.person(db, t, role=role), text)


def pick_pair(db: Path, text: str, day: date) -> "PairFacts":
    """The pair meant, as of *day*."""
    return _choose(lambda t: services.find.pair(db, t, day), text)


def pick_goal(db: Path, text: str, day: date, *, unshared: bool = False) -> int:
    """The number of the goal meant; asks if a pair has several."""
    find = partial(services.find.goal, db, day=day, unshared=unshared, listed=at_terminal())
    return _choose(lambda t: find(text=t), text)


def pick_meeting(db: Path, text: str, day: date, states: Collection[str]) -> int:
    """The number of the meeting meant; asks if a pair was named."""
    return _choose(lambda t: services.find.meeting(db, t, day, states), text)


def pick_library(db: Path, text: str) -> int:
    """The id of the library meant."""
    return _choose(lambda t: services.find.library(db, t).id, text)


def show_first(result: CommandResult) -> None:
    """Print a result's screen to stderr: a question about it follows."""
    views.progress.clear()
    views.result.show_first(result.screen)


def warn(sentences: Iterable[str]) -> None:
    """Print a warning on stderr."""
    for sentence in sentences:
        tell(f"Warning: {sentence}")


_LABELS = {"Error:": "late", "Warning:": "soon", "Hint:": "quiet", "Note:": "quiet"}
_COMMAND = re.compile(r"wvls [^;()\n]*?(?=$|[;()]|\. |, )")


def tell(text: str) -> None:
    """Print a sentence on stderr, its days in words; at a terminal in color and folded."""
    clean = at_width(harmless(spoken_days(as_typed_here(text))))
    _say(_colored(clean) if sys.stderr.isatty() else clean)


def at_width(text: str) -> str:
    """*text* folded where a terminal shows it; a line with blanks in front is a command to copy."""
    if not sys.stderr.isatty():
        return text
    return "\n".join(x if x.startswith("  ") else _folded(x) for x in text.split("\n"))


def _folded(text: str, *, room: int = 0) -> str:
    """Folded between words as on a screen; a command stays in one piece, to be copied."""
    width = max(20, get_terminal_size().columns - room)
    glued = _COMMAND.sub(lambda found: found[0].replace(" ", GLUE), counted(text))
    # A path or an address that is longer than the line stays whole: people copy it.
    folded = fill(glued, width, break_long_words=False, break_on_hyphens=False)
    return folded.replace(GLUE, " ")


def _colored(text: str) -> str:
    """The word that a sentence begins with, in the color of its meaning."""
    label = text.partition(" ")[0]
    if label not in _LABELS or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    shade = int(re.sub(r"\D", "", STYLES[_LABELS[label]]))
    return typer.style(label, fg=shade, bold=label == "Error:") + text[len(label) :]
