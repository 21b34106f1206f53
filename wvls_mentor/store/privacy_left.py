"""What is stored about a person: counted before it is forgotten, and searched for afterward."""

from sqlalchemy import Connection

from wvls_mentor.rules.people import forgotten_address
from wvls_mentor.store.privacy import TEXTS, known_as


def count_texts(
    connection: Connection, person_id: int, *, notes: bool = False
) -> dict[tuple[str, str], int]:
    """How many texts about a person stand in each (table, column), or only how many *notes*."""
    counts = {
        (t.table, t.column): connection.exec_driver_sql(
            f"SELECT COUNT(*) FROM {t.table} WHERE {t.belongs} AND {t.column} NOT IN ('', :instead)",
            {"id": person_id, "instead": t.instead},
        ).one()[0]
        for t in TEXTS.values()
        if t.note or not notes
    }
    return {column: number for column, number in counts.items() if number}


def nothing_left(connection: Connection, person_id: int, entries: set[int]) -> bool:
    """Whether a person was forgotten before, and none of their words came back since.

    The name aside: it may stay as long as a payment needs it. *entries* are those of the history
    that touch the person; the ones that were cleared are final.
    """
    if set(known_as(connection, person_id, "email")) - {forgotten_address(person_id)}:
        return False
    forgets = "SELECT COUNT(*) FROM history WHERE command = 'forget' AND arguments = ?"
    (times,) = connection.exec_driver_sql(forgets, (f'["{person_id}"]',)).one()
    final = {n for (n,) in connection.exec_driver_sql("SELECT id FROM history WHERE final")}
    if not times or entries - final or count_texts(connection, person_id):
        return False
    rows = (
        "SELECT 1 FROM word WHERE person_id = :id UNION SELECT 1 FROM letter WHERE person_id = :id"
        " UNION SELECT 1 FROM person WHERE id = :id AND (w9_on IS NOT NULL OR no_letters <> '')"
    )
    return connection.exec_driver_sql(rows, {"id": person_id}).first() is None
