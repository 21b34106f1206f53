"""A sheet as a spreadsheet program saves it: bytes in, rows by field out."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from wvls_mentor.errors import BadInputFile, UsageProblem
from wvls_mentor.words import fold, guarded, harmless, listed, nearest, unguarded

FIELDS: dict[str, tuple[str, ...]] = {
    "mentors": (
        "name", "email", "phone", "library", "experience_since", "years", "expertise",
        "interests", "culture", "capacity", "max_miles", "note", "status", "timestamp",
    ),
    "mentees": (
        "name", "email", "phone", "library", "administrator_since", "years", "needs", "interests",
        "culture", "note", "status", "timestamp",
    ),
    "libraries": (
        "name", "city", "county", "latitude", "longitude", "population", "locale", "fscskey",
        "member",
    ),
    "pairs": (
        "mentor_email", "mentee_email", "matched_on", "ends_on", "ended_on", "end_reason", "waived",
        "extensions", "score", "factors",
    ),
    "meetings": (
        "mentor_email", "mentee_email", "email", "on", "method", "at", "hours", "miles",
        "traveler", "expense", "topics", "note", "state", "nth", "other_miles", "other_expense",
    ),
    "goals": (
        "mentor_email", "mentee_email", "email", "matched_on", "term", "goal", "topic", "shared_on",
        "done_on", "dropped_on",
    ),
    "check-ins": (
        "mentor_email", "mentee_email", "email", "matched_on", "on", "with", "going", "answered",
        "note", "nth",
    ),
    "evaluations": (
        "mentor_email", "mentee_email", "email", "matched_on", "by", "on", "rating", "goals_met",
        "support", "again", "note",
    ),
}  # fmt: skip
KEYS: dict[str, tuple[str, ...]] = {
    "mentors": ("email",),
    "mentees": ("email",),
    "libraries": ("name",),
    "pairs": ("mentor_email", "mentee_email", "matched_on"),
    "meetings": ("on", "method"),
    "goals": ("term", "goal"),
    "check-ins": ("on",),
    "evaluations": ("by", "on"),
}
LISTS = ("expertise", "needs", "interests", "culture", "topics")
MOST_BYTES = 50_000_000
MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as (number of the first line, field -> text); blank cells are left out."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    unused: tuple[str, ...]


def read(path: Path, kind: str, maps: Sequence[str] = ()) -> Sheet:
    """Read a sheet of *kind*; *maps* are ``THEIR HEADER=field``.

    Several headers may feed one list field. Raises BadInputFile when it is no such sheet,
    UsageProblem for a map that cannot be read.
    """
    mapped = [_map(text, kind) for text in maps]
    records = _records(_text(path), path)
    if not records:
        raise BadInputFile(f"{path} is empty.", "The first line names the columns.")
    _, header = records[0]
    names, priorities = _named(header, mapped, path)
    _check_header(names, header, kind, path)
    known = FIELDS[kind]
    rows = []
    for line, cells in records[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            raise BadInputFile(
                f"{path}: line {line} has {len(cells)} cells under {len(names)} headers.",
                "Check the quotes and commas of that line.",
            )
        row: dict[str, str] = {}
        for name, priority, text in zip(names, priorities, cells, strict=False):
            clean = unguarded(text.strip())
            if name in known and clean:
                clean = _with_priority(clean, priority)
                row[name] = f"{row[name]}; {clean}" if name in row else clean
        rows.append((line, row))
    unused = tuple(h for n, h in zip(names, header, strict=True) if n not in known and h.strip())
    return Sheet(tuple(rows), unused)


def _map(text: str, kind: str) -> tuple[str, str, str]:
    """(their header folded, our field, priority) of one map."""
    header, equals, field = text.rpartition("=")
    name, _, priority = field.strip().partition(":")
    if not equals or not header.strip() or name not in FIELDS[kind]:
        raise UsageProblem(
            f"{text[:60]!r} maps nothing.",
            f'Write --map "THEIR HEADER=field"; the fields are {", ".join(FIELDS[kind])}.',
        )
    if priority and (name != "needs" or priority not in ("high", "medium", "low")):
        raise UsageProblem(
            f"{field.strip()[:40]!r} will not do as a field.", "Only needs: high, medium or low."
        )
    return fold(header), name, priority


def _named(
    header: Sequence[str], mapped: Sequence[tuple[str, str, str]], path: Path
) -> tuple[list[str], list[str]]:
    """Our field and the priority of each column; a map wins over the name."""
    ours = {theirs: (name, priority) for theirs, name, priority in mapped}
    missing = [theirs for theirs in ours if theirs not in map(fold, header)]
    if missing:
        near = nearest(missing[0], [h for h in header if h.strip()])
        raise BadInputFile(
            f"{path} has no column {missing[0][:60]!r}.",
            f"Did you mean {listed(near, 'or')}?" if near else "Look at its first line.",
        )
    found = [ours.get(fold(h), (_field(h), "")) for h in header]
    return [name for name, _ in found], [priority for _, priority in found]


def _with_priority(text: str, priority: str) -> str:
    """Each entry of a list of needs with the priority that its column has."""
    if not priority:
        return text
    return "; ".join(f"{part.strip()}:{priority}" for part in text.split(";") if part.strip())


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)  # a device may have no end
    except OSError as error:
        raise BadInputFile(f"{path} cannot be read: {error.strerror}.", "Check the name.") from None
    if len(raw) > MOST_BYTES:
        raise BadInputFile(f"{path} is larger than 50 MB.", "Is it the right file?")
    if b"\x00" in raw:
        raise BadInputFile(f"{path} is not a text file.", "Save the sheet as CSV, then try again.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _records(text: str, path: Path) -> list[tuple[int, list[str]]]:
    """(number of the first line, cells) of each record; quoted cells may hold new lines."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found, before = [], 0
    try:
        for cells in reader:
            found.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise BadInputFile(
            f"{path}: line {before + 1} cannot be read: {error}.", "Check its quotes."
        ) from None
    return found


def _field(header: str) -> str:
    return "_".join(harmless(header).strip().lower().replace("-", " ").replace("_", " ").split())


def _check_header(names: Sequence[str], header: Sequence[str], kind: str, path: Path) -> None:
    if len(names) > MOST_COLUMNS:
        raise BadInputFile(f"{path} has {len(names)} columns.", "Is it the right file?")
    twice = {n for n in names if n in FIELDS[kind] and n not in LISTS and names.count(n) > 1}
    if twice:
        raise BadInputFile(f"{path} has the column {listed(sorted(twice))} twice.", "Leave one.")
    missing = [n for n in KEYS[kind] if n not in names]
    if missing:
        near = nearest(missing[0], [h for h in header if h.strip()])
        seen = f" The nearest here: {listed(near, 'or')}." if near else ""
        raise BadInputFile(
            f"{path} has no column {listed(missing)}.{seen}",
            f"Name the columns of {kind}: {', '.join(FIELDS[kind])}.",
        )


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A sheet as CSV: ISO dates, no cell that a spreadsheet would run, quoted new lines."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def manifest(texts: dict[str, str]) -> str:
    """Which files there are, with their rows and checksums."""
    rows = [
        (name, max(0, len(_records(text, Path(name))) - 1), sha256(text.encode()).hexdigest())
        for name, text in texts.items()
    ]
    return written(("file", "rows", "sha256"), rows)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return guarded(value) if isinstance(value, str) else "" if value is None else value
