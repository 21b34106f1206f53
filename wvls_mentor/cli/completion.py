"""Shell completion of people, pairs, libraries and topics."""

from collections.abc import Callable

import typer

from wvls_mentor.cli.settings import Settings


def _of(kind: str) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from wvls_mentor.services.completion import candidates

        settings = Settings(ctx.find_root().params.get("db"))
        return candidates(settings.path(), kind, incomplete)

    return complete


mentors = _of("mentor")
mentees = _of("mentee")
pairs = _of("pair")
libraries = _of("library")
topics = _of("topic")
