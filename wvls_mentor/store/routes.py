"""Finds routes in the history: a claim names its meeting, not its pair."""

from sqlalchemy import Connection

from wvls_mentor.store.queries import Source, rows


def meetings_of(connection: Connection, pairs: set[int]) -> set[int]:
    """The meetings of these pairs, those that only the history has among them."""
    sql = """
    SELECT id, pair_id FROM meeting UNION
    SELECT json_extract(state, '$.id'), json_extract(state, '$.pair_id')
    FROM (SELECT COALESCE(after, before) AS state FROM change WHERE table_name = 'meeting')
    """
    return {n for n, pair in connection.exec_driver_sql(sql) if pair in pairs}


def entries_of_claims(connection: Connection, meetings: set[int]) -> set[int]:
    """The entries that said how somebody drove to these meetings."""
    sql = """
    SELECT entry_id, json_extract(COALESCE(after, before), '$.meeting_id')
    FROM change WHERE table_name = 'claim'
    """
    return {n for n, meeting in connection.exec_driver_sql(sql) if meeting in meetings}


def erased(source: Source) -> set[int]:
    """The travel claims whose route went when somebody was forgotten: the history has its place.

    One that never had a route was driven from library to library, and has nothing that is gone.
    """
    sql = """
    SELECT json_extract(row_key, '$[0]'), json_type(after, '$.route'), MAX(id)
    FROM change WHERE table_name = 'claim' GROUP BY row_key
    """
    return {claim for claim, kind, _ in rows(source, sql) if kind == "null"}
