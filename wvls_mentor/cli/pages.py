"""The layout of ``--help`` pages, in place of Typer's: easy to read, and commands easy to copy."""

import re
from inspect import cleandoc
from typing import Any

from typer.core import TyperCommand, TyperGroup

# Stands for a hyphen at which no line may break; the page has a hyphen there.
_HYPHEN = "\ue000"


def as_written(command: str) -> str:
    """Of ``{PAIR}``, ``[[PAIR]]`` and ``PAIR <str>`` what people write: ``PAIR`` and ``[PAIR]``."""
    command = re.sub(r"\{([A-Z]+)\}", r"\1", command)
    command = re.sub(r"\[\[([A-Z]+)\]\]", r"[\1]", command)
    return re.sub(r"^(\[?[A-Z]+\]?) <\w+>$", r"\1", command)


def examples(epilog: str | None) -> list[str]:
    """The commands of an epilog, which stand apart by three blanks."""
    name, _, commands = (epilog or "").partition(": ")
    return commands.split("   ") if name in ("Example", "Examples") else []


def _unbroken(text: str) -> str:
    """*text* whose words with a hyphen stay on one line: ``confirm-meeting`` is typed as one."""
    return re.sub(r"(?<=\w)-(?=\w)", _HYPHEN, text)


class _Page:
    """What a command's page and a group's have in common."""

    params: Any
    help: Any
    epilog: Any
    get_params: Any

    def get_help(self, ctx: Any) -> str:
        """The whole page."""
        page: str = super().get_help(ctx)  # type: ignore[misc]  # Typer's
        return page.replace(_HYPHEN, "-")

    def get_usage(self, ctx: Any) -> str:
        """The usage line of an error in an argument."""
        return as_written(super().get_usage(ctx))  # type: ignore[misc]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The first line of the page."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, as_written(pieces))

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_unbroken(cleandoc(self.help or "")))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options, each list in two columns."""
        for kind in ("argument", "option"):
            of_kind = [p for p in self.get_params(ctx) if p.param_type_name == kind]
            records = [r for p in of_kind if (r := p.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(f"{kind.capitalize()}s"):
                    formatter.write_dl([(as_written(n), _unbroken(text)) for n, text in records])
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The examples, each on a line of its own, so that it can be copied in one piece."""
        found = examples(self.epilog)
        if not found:
            super().format_epilog(ctx, formatter)  # type: ignore[misc]
            return
        with formatter.section("Example" if len(found) == 1 else "Examples"):
            for one in found:
                formatter.write(f"{'':{formatter.current_indent}}{one}\n")


class CommandPage(_Page, TyperCommand):
    """A command with our page."""


class GroupPage(_Page, TyperGroup):
    """A group of commands with our page."""
