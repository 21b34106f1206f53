"""Every row that a transaction changes is noted, by whatever statement; else nothing is written."""

import sqlite3
from pathlib import Path

import pytest

from wvls_mentor.errors import DatabaseProblem, Refused
from wvls_mentor.store import engine

STATEMENTS = {
    "INSERT INTO topic (slug, title, area) VALUES ('b', 'B', '')": ("insert", None, "b"),
    " insert  INTO \"topic\" (slug, title, area) VALUES ('b', 'B', '')": ("insert", None, "b"),
    "INSERT OR IGNORE INTO topic (slug, title, area) VALUES ('b', 'B', '')": ("insert", None, "b"),
    "REPLACE INTO topic (slug, title, area) VALUES ('b', 'B', '')": ("insert", None, "b"),
    "INSERT INTO topic (slug, title, area) VALUES ('a', 'A', '')"
    " ON CONFLICT (slug) DO UPDATE SET slug = 'c'": ("update", "a", "c"),
    "UPDATE topic SET slug = 'c'": ("update", "a", "c"),
    "UPDATE OR IGNORE \"topic\" SET slug = 'c'": ("update", "a", "c"),
    "DELETE FROM topic WHERE slug = 'a'": ("delete", "a", None),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with the topic ``a``."""
    made = tmp_path / "a.db"
    with engine.creating(made) as session:
        session.connection().exec_driver_sql(
            "INSERT INTO topic (slug, title, area) VALUES ('a', 'A', '')"
        )
    return made


def _noted(path: Path) -> list[tuple[str, str | None, str | None]]:
    connection = sqlite3.connect(path)
    sql = (
        "SELECT op, json_extract(before, '$.slug'), json_extract(after, '$.slug') FROM change"
        " ORDER BY id"
    )
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


@pytest.mark.parametrize("sql", STATEMENTS)
def test_a_change_is_noted_whatever_the_statement(path: Path, sql: str) -> None:
    with engine.writing(path) as session:
        session.connection().exec_driver_sql(sql)
    assert _noted(path) == [STATEMENTS[sql]]


def test_a_change_after_a_savepoint_was_rolled_back_is_noted(path: Path) -> None:
    with engine.writing(path) as session:
        attempt = session.begin_nested()
        session.connection().exec_driver_sql("UPDATE topic SET slug = 'lost'")
        attempt.rollback()
        session.connection().exec_driver_sql("UPDATE topic SET slug = 'kept'")
    assert _noted(path) == [("update", "a", "kept")]


def test_a_write_that_would_not_be_noted_is_refused(path: Path) -> None:
    driver = None
    with pytest.raises(DatabaseProblem, match="not authorized"), engine.writing(path) as session:
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("UPDATE topic SET slug = 'unseen'")
    with engine.reading(path) as session:
        found = session.connection().exec_driver_sql("SELECT slug FROM topic").scalars().all()
    assert found == ["a"] and _noted(path) == []


def test_a_dry_run_refuses_what_would_be_refused_and_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with engine.writing(path, dry_run=True) as session:
        session.connection().exec_driver_sql("UPDATE topic SET slug = 'c'")
    sql = "INSERT INTO topic (slug, title, area) VALUES ('a', 'A', '')"
    with pytest.raises(Refused, match="UNIQUE"), engine.writing(path, dry_run=True) as session:
        session.connection().exec_driver_sql(sql)
    assert path.read_bytes() == before
