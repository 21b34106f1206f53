"""The command group: commands load when they are called."""

import importlib
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from wvls_mentor import interrupts, invocation
from wvls_mentor.cli.endings import told
from wvls_mentor.cli.registry import COMMANDS, GROUPS
from wvls_mentor.cli.settings import user
from wvls_mentor.text import harmless, shortened

MOST_TYPED = 500  # characters of one argument that the history keeps


class Root(TyperGroup):
    """The ``wvls`` group."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Every command, in the order of a coordinator's work."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Load one command's module, and no other."""
        if cmd_name not in COMMANDS:
            return None
        if self.commands.get(cmd_name) is None:
            module, name = COMMANDS[cmd_name][0].split(":")
            app = getattr(importlib.import_module(f"wvls_mentor.cli.{module}"), name)
            command = get_command(app)
            command.name = cmd_name
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The list of commands, from the registry: loading them all would double the start."""
        longest = max(map(len, COMMANDS))
        with formatter.section("Commands"):
            for title, commands in GROUPS.items():
                formatter.write_text(title)
                formatter.indent()
                formatter.write_dl([(n.ljust(longest), text) for n, (_, text) in commands.items()])
                formatter.dedent()

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find the command; a near miss is named."""
        for name in COMMANDS:
            self.commands.setdefault(name, None)  # type: ignore[arg-type]
        try:
            found = super().resolve_command(ctx, args)
            invocation.begin(_invocation(found[1], args))
            return found
        finally:
            for name in [n for n, c in self.commands.items() if c is None]:
                del self.commands[name]

    def make_context(self, *args: Any, **more: Any) -> Any:
        """Read the command line; help and version are shown here, so output may fail here too."""
        with told(typer.Context(self)):
            return super().make_context(*args, **more)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command; every refusal ends here as a sentence and its exit code."""
        interrupts.begin()
        with told(ctx):
            return super().invoke(ctx)


def _invocation(command: Any, words: list[str]) -> invocation.Invocation:
    """What the history shows: the command's name, and everything typed after it."""
    length = 2 if words[1:] and words[1] in getattr(command, "commands", ()) else 1
    typed = tuple(shortened(harmless(word), MOST_TYPED) for word in words[length:])
    return invocation.Invocation(" ".join(words[:length]), typed, user)
