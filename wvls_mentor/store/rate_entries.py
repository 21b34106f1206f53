"""Which commands set a rate: a query fast enough for every report."""

from datetime import date

from wvls_mentor.store.queries import Source, rows


def rate_entries(source: Source) -> list[tuple[str, date, int]]:
    """(kind, first day, entry) of each command that set a rate as it stands, undoings aside."""
    sql = (
        "SELECT r.kind, r.since, h.id FROM rate r JOIN change c ON c.table_name = 'rate'"
        " AND c.row_key = json_array(r.id) AND c.op <> 'delete'"
        " JOIN history h ON h.id = c.entry_id WHERE h.undoes IS NULL"
    )
    return [(kind, date.fromisoformat(since), entry) for kind, since, entry in rows(source, sql)]


def undoings(source: Source) -> list[tuple[int, int]]:
    """(entry, the entry that it took back), the newest first."""
    sql = "SELECT id, undoes FROM history WHERE undoes IS NOT NULL ORDER BY id DESC"
    return [(entry, undone) for entry, undone in rows(source, sql)]
