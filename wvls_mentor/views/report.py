"""The board report on the screen, as JSON and as CSV."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import dollars
from wvls_mentor.rules.report import SILENCE, Figures, Report
from wvls_mentor.views.columns import Column, as_csv, as_objects, as_table
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, say
from wvls_mentor.views.theme import quiet

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.documents.report import Line
    from wvls_mentor.rules.report import Discussed

TOPICS: tuple[Column["Discussed"], ...] = (
    Column("topic", lambda t: t.slug),
    Column("title", lambda t: t.title),
    Column("meetings", lambda t: t.meetings),
)
Cell = tuple[str, object, object]
CELLS: tuple[Column[Cell], ...] = (
    Column("figure", lambda row: row[0]),
    Column("value", lambda row: row[1]),
    Column("before", lambda row: row[2]),
)


def report(
    found: Report, sentences: str, lines: "Sequence[Line]", *, saved: Path | None
) -> CommandResult:
    """The report; *sentences* and *lines* are its words."""
    body = _body(found.now)
    return CommandResult(
        found.day,
        lambda: (
            body | {"before": _body(found.before), "saved": None if saved is None else str(saved)}
        ),
        lambda console: _screen(console, found, sentences, lines, saved),
        lambda: as_csv(CELLS, list(_cells(found))),
    )


def _body(f: Figures) -> dict[str, Any]:
    return {
        "period": {"first": f.term.first, "last": f.term.last, "name": f.term.name},
        "pairs": {
            "begun": f.begun, "active": f.active, "finished": f.finished, "stopped": f.stopped,
        },
        "libraries": f.libraries,
        "in_time": {name: list(kept) for name, kept in f.in_time.items()},
        "visits": {"held": f.visits, "hours": round(f.minutes / 60, 2)},
        "goals": {"met": f.goals.kept, "set": f.goals.due},
        "topics": as_objects(TOPICS, f.topics),
        "ratings": _ratings(f),
        "money": {
            "stipends_cents": f.money.term.stipends_cents,
            "travel_cents": f.money.term.travel_cents,
            "paid_cents": f.money.term.paid_cents,
            "paid_for_earlier_cents": f.money.term.paid_for_earlier_cents,
            "paid_later_cents": f.money.term.paid_later_cents,
            "owed_for_period_cents": f.money.term.owed_cents,
            "owed_for_earlier_cents": f.money.owed_for_earlier_cents,
            "owed_at_end_cents": f.money.owed_at_end_cents,
            "owed_cents": f.money.owed_at_end_cents,  # the same: its name does not say of when
            "budget_cents": f.money.budget_cents,
            "most_cents": f.money.most_cents,
        },
    }  # fmt: skip


def _ratings(f: Figures) -> dict[str, Any]:
    """What the partners say together: of fewer than three answers no figure at all."""
    found = dict(f.ratings)
    for name in ("rating", "support"):
        if found[f"{name}_mean"] is None:
            found[f"{name}_answers"] = None
    return {key: found[key] for key in found if key not in ("evaluations", "pairs")}


def _cells(found: Report) -> Iterator[Cell]:
    """Every figure by its name in JSON, of the period and of the one before; money in dollars."""
    now, before = (dict(_flat(_body(f))) for f in (found.now, found.before))
    for name in {**now, **before}:
        yield name, now.get(name), before.get(name)


def _flat(body: dict[str, Any]) -> Iterator[tuple[str, object]]:
    for part, value in body.items():
        if part == "topics":
            yield from ((f"topic {t['topic']}", t["meetings"]) for t in value)
        elif part == "in_time":
            for name, (kept, due) in value.items():
                yield from ((f"{name}_kept", kept), (f"{name}_due", due))
        elif part == "money":
            for name, cents in value.items():
                yield name.removesuffix("_cents"), None if cents is None else dollars(cents)
        elif isinstance(value, dict):
            for name, one in value.items():
                if isinstance(one, dict):
                    yield from ((f"said_{name} {word}", n) for word, n in one.items())
                elif part != "ratings":
                    yield f"{part}_{name}", one
                else:
                    yield name if name.startswith(("rating", "support")) else f"said_{name}", one
        else:
            yield part, value


def _screen(
    console: "Console", found: Report, sentences: str, lines: "Sequence[Line]", saved: Path | None
) -> None:
    headline(console, sentences)
    columns: tuple[Column[Line], ...] = (
        Column(None, lambda x: x.label, ""),
        Column(None, lambda x: x.now, found.now.term.head, wrap=True),
        *(
            ()
            if found.before.empty
            else (Column(None, lambda x: x.before, found.before.term.head, wrap=True),)
        ),
    )
    if lines:
        # In place of the blank line: the screen is half a page that is pasted.
        silence = found.now.had_silence or found.before.had_silence
        say(console, quiet(SILENCE) if silence else "")
        console.print(as_table(columns, lines))
    if saved is not None:
        say(console, "", f"Saved as {saved}.")
    save = [] if saved is not None else ["wvls report --save report.html"]
    next_steps(console, *save, "wvls evaluations")
