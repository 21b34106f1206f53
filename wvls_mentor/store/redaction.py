"""Texts without a person's names and addresses: notes, arguments of commands, cells of sheets."""

import json
import re
from dataclasses import dataclass
from typing import Any

# Options of commands and fields of sheets that are free text.
_FREE = ("note", "reason", "reference", "add", "goal", "end_reason", "waive", "waived", "question")
_JSON = ("arguments", "cells", "row_key")  # columns whose texts stand in JSON


@dataclass(frozen=True, slots=True)
class Words:
    """What is looked for; names stand in free text only, addresses are their person's anywhere."""

    found: re.Pattern[str]
    instead: str
    names: bool = False

    def without(self, column: str, text: str | None) -> str | None:
        """A column's text without them."""
        if text is None or (self.names and column in ("key", "row_key")):
            return text
        if column not in _JSON:
            return self.clean(text)
        value = json.loads(text)
        clean = self.inside(value)
        return text if clean == value else json.dumps(clean, ensure_ascii=False)

    def clean(self, text: str) -> str:
        """A text without them."""
        return self.found.sub(
            lambda hit: hit[0] if self.names and not hit.lastgroup else self.instead, text
        )

    def inside(self, value: Any) -> Any:
        """A JSON value without them: arguments of a command, or cells of a sheet."""
        if isinstance(value, dict):
            return {
                name: self.clean(one) if isinstance(one, str) and self.free(name) else one
                for name, one in value.items()
            }
        if isinstance(value, list):
            return [
                self.clean(one) if isinstance(one, str) and self.free(option) else one
                for option, one in zip(["", *value], value, strict=False)  # the word before each
            ]
        return value

    def free(self, name: object) -> bool:
        """Whether what is so named is free text."""
        return not self.names or str(name).lstrip("-") in _FREE


def address(word: str) -> str:
    """What finds an address or a number as a whole, in any case."""
    return rf"(?<![\w.+-])(?i:{re.escape(word)})(?![\w-]|\.\w)"


def name_of(name: str) -> str:
    """What finds a name as a whole; of one word only as it is written: somebody may be called May."""
    case = "i:" if re.search(r"\W", name) else ":"
    return rf"(?<!\w)(?{case}{re.escape(name)})(?!\w)"
