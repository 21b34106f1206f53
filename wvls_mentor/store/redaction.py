"""Removes a person's names and addresses from notes, arguments of commands and cells of sheets."""

import json
import re
from dataclasses import dataclass
from typing import Any

from wvls_mentor.records.papers import TEXTS

_PAPERS = tuple(field.name for field in TEXTS)
# Options of commands and fields of sheets in which a name of one word is looked for, too.
_FREE = ("note", "reason", "reference", "add", "goal", "end_reason", "waive", "waived", "question",
         "text", "without", "fix", "partner", "no-letters", "no_letters", "letters", "route",
         "other_route", *_PAPERS, *(name.replace("_", "-") for name in _PAPERS))  # fmt: skip
# What keeps its words: whoever is called like a library or a topic, and other people's records.
_KEPT = ("library", "city", "county", "topic", "topics", "need", "needs", "expertise", "interest",
         "interests", "culture", "area", "slug", "title", "name", "first_name", "last_name",
         "email", "term")  # fmt: skip
_KEPT_COMMANDS = ("library", "topic", "mentor", "mentee")
_JSON = ("arguments", "cells", "row_key", "columns")  # columns whose texts stand in JSON
# All of a word: a note may begin with a dash ("-Beatrix called").
_OPTION = re.compile(r"--?([\w-]+)(?:(=).*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for; names stand in free text only, addresses are their person's anywhere."""

    found: re.Pattern[str]
    instead: str
    names: bool = False

    def without(self, column: str, text: str | None, command: str = "") -> str | None:
        """A column's text without them; of arguments, *command* is what they belong to."""
        if text is None or (self.names and column in ("key", "row_key")):
            return text
        if column not in _JSON:
            return self.clean(text)
        value = json.loads(text)
        clean = self.arguments(value, command) if column == "arguments" else self.cells(value)
        return text if clean == value else json.dumps(clean, ensure_ascii=False)

    def clean(self, text: str, *, free: bool = True) -> str:
        """A text without them; names of one word are taken out of *free* text only."""

        def instead(hit: re.Match[str]) -> str:
            mine = not self.names or (hit.lastgroup and (free or _SEPARATED.search(hit[0])))
            return self.instead if mine else hit[0]

        return self.found.sub(instead, text)

    def cells(self, value: Any) -> Any:
        """The cells of a sheet (a dict), or a row's key (a list), without them."""
        if isinstance(value, dict):
            return {k: self._of(k, v) if isinstance(v, str) else v for k, v in value.items()}
        if isinstance(value, list):
            return [self._of("", one) if isinstance(one, str) else one for one in value]
        return value

    def arguments(self, words: list[Any], command: str) -> list[Any]:
        """The arguments of a command without them: a goal's words, file names, ``--without``."""
        found, option = [], ""
        for word in words:
            said = _OPTION.fullmatch(word) if isinstance(word, str) else None
            if not isinstance(word, str) or (said and not said[2]):
                found.append(word)
            elif said:
                value = said.end(2)
                found.append(word[:value] + self._of(said[1], word[value:], command))
            else:
                found.append(self._of(option, word, command))
            option = said[1] if said and not said[2] else ""
        return found

    def _of(self, name: str, text: str, command: str = "") -> str:
        """A text by the name of its option or field."""
        if not self.names or name in _FREE:
            return self.clean(text)
        first = command.partition(" ")[0]
        if name in _KEPT or first in _KEPT_COMMANDS:
            return text
        return self.clean(text, free=first == "goal")


# An address must not be part of a longer one; a file name's ending is no part of it.
_FILE_ENDS = r"(?:csv|tsv|txt|xls[xm]?|ods|db|html?|ics|pdf|json)(?![\w-]|\.\w)"
_BETWEEN = r"[\s_.+-]+"  # the words of a name: blanks, line breaks, what file names have there
_SEPARATED = re.compile(_BETWEEN)


def address(word: str) -> str:
    """What finds an address or a number as a whole, in any case."""
    return rf"(?<![\w.+-])(?i:{re.escape(word)})(?![\w-]|\.(?!(?i:{_FILE_ENDS}))\w)"


def name_of(name: str) -> str:
    """What finds a name as a whole, also with its last word first: "Fictional, Beatrix".

    One of a single word only as it is written: somebody may be called May.
    """
    words = [re.escape(word) for word in name.split()]
    forms = [_BETWEEN.join(words)]
    if len(words) > 1:
        forms.append(rf"{words[-1]},\s*" + _BETWEEN.join(words[:-1]))
    case = "i:" if len(words) > 1 else ":"
    return rf"(?<![^\W_])(?{case}{'|'.join(forms)})(?![^\W_])"
