import sqlite3
from pathlib import Path

import pytest
from sqlmodel import Session

from tests import next_version
from wvls_mentor.errors import DatabaseProblem, Refused
from wvls_mentor.store import connection as opening
from wvls_mentor.store import engine, versions
from wvls_mentor.store import opening as file_opening
from wvls_mentor.store.migrations import config, upgrade


def _objects(path: Path) -> dict[tuple[str, str], list[str]]:
    """Everything in sqlite_master: Alembic's own comparison sees no CHECK and no collation."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
    ).fetchall()
    connection.close()
    return {(kind, name): _parts(str(sql)) for kind, name, sql in rows}


def _parts(sql: str) -> list[str]:
    """A table's columns in their order, then its constraints sorted: their order means nothing.

    A column that was added to a table stands behind its constraints.
    """
    head, bracket, rest = " ".join(sql.split()).partition("(")
    if not head.startswith("CREATE TABLE"):
        return [head + bracket + rest]
    body, end = rest.rsplit(")", 1)
    parts, depth = [""], 0
    for mark in body:
        depth += (mark == "(") - (mark == ")")
        if mark == "," and not depth:
            parts.append("")
        else:
            parts[-1] += mark
    clean = [part.strip() for part in parts]
    first = ("CONSTRAINT", "CHECK", "UNIQUE", "FOREIGN", "PRIMARY")
    columns = [part for part in clean if not part.startswith(first)]
    return [head, *columns, *sorted(set(clean) - set(columns)), end]


def test_migrated_schema_is_the_models_schema(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    with engine.creating(made):
        pass
    sqlite3.connect(migrated).close()
    upgrade(migrated)
    assert _objects(made)
    assert _objects(made) == _objects(migrated)


def test_a_version_is_the_number_in_the_name_of_its_file() -> None:
    from alembic.script import ScriptDirectory

    revisions = ScriptDirectory.from_config(config()).walk_revisions()
    assert tuple(r.revision for r in revisions) == versions.known()[::-1]


def test_a_new_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with engine.creating(path):
        pass
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["new.db"]


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "there.db"
    path.write_text("mine")
    with pytest.raises(Refused), engine.creating(path):
        pass
    assert path.read_text() == "mine"


def test_a_failure_while_creating_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), engine.creating(tmp_path / "new.db"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="no database"), engine.reading(tmp_path / "no.db"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseProblem, match="not a wvls database"), engine.reading(path):
        pass
    assert path.read_bytes() == content


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with engine.creating(path):
        pass
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(DatabaseProblem, match="newer"), engine.reading(path):
        pass


def test_a_busy_database_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    path = tmp_path / "busy.db"
    with engine.creating(path):
        pass
    with (
        engine.writing(path),
        pytest.raises(DatabaseProblem, match="busy"),
        engine.writing(path) as second,
    ):
        second.connection()


def test_a_large_import_keeps_nobody_from_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    path = tmp_path / "large.db"
    with engine.creating(path):
        pass
    with engine.writing(path) as session:
        for number in range(3_000):  # more than SQLite's cache holds
            session.connection().exec_driver_sql(
                "INSERT INTO topic (slug, title, area) VALUES (?, ?, '')", (str(number), "x" * 3000)
            )
        with engine.reading(path) as reader:
            count = reader.connection().exec_driver_sql("SELECT COUNT(*) FROM topic")
            assert count.scalar() == 0


def test_foreign_keys_are_held(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with engine.creating(path):
        pass
    connection = opening.connect(path)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO need VALUES (1, 1, 'high')")
    connection.close()


PAST = sorted(next_version.PAST.glob("*.sql"))


def test_every_past_schema_has_its_fixture() -> None:
    assert {*versions.known()[:-1], "0005"} <= {p.stem for p in PAST} <= set(versions.known())


def test_a_database_of_the_first_schema_opens(tmp_path: Path) -> None:
    made, old = tmp_path / "made.db", next_version.file_of(next_version.OLD, tmp_path / "old.db")
    with engine.creating(made):
        pass
    with engine.reading(old) as session:
        assert session.connection().exec_driver_sql("SELECT COUNT(*) FROM payment").scalar() == 2
    assert _objects(old) == _objects(made)


def test_a_number_that_was_given_up_stays_so_when_a_table_is_rebuilt(tmp_path: Path) -> None:
    old = next_version.file_of(next_version.OLD, tmp_path / "old.db")
    with sqlite3.connect(old) as connection:
        connection.execute("UPDATE sqlite_sequence SET seq = 40 WHERE name = 'evaluation'")
    connection.close()
    with engine.reading(old) as session:
        sql = "SELECT name, seq FROM sqlite_sequence WHERE name LIKE 'evaluation%'"
        assert [*map(tuple, session.connection().exec_driver_sql(sql))] == [("evaluation", 40)]


@pytest.fixture
def newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The program with a made-up next version of the schema; its number."""
    folder = tmp_path / "migrations"
    number = next_version.add_to(folder)
    monkeypatch.setattr(versions, "FOLDER", folder)
    return number


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for databases alone."""
    made = tmp_path / "home"
    made.mkdir()
    return made


def _topics(session: Session) -> int:
    sql = "SELECT COUNT(*) FROM topic WHERE slug = ?"
    found = session.connection().exec_driver_sql(sql, (next_version.TOPIC,))
    return int(found.scalar_one())


@pytest.mark.parametrize("source", PAST, ids=lambda p: p.stem)
def test_a_database_of_the_past_is_brought_up_whole(source: Path, home: Path, newest: str) -> None:
    made, old = home / "made.db", next_version.file_of(source, home / "old.db")
    with engine.creating(made):
        pass
    before = sqlite3.connect(old).execute("SELECT * FROM meeting").fetchall()
    with engine.reading(old) as session:
        rows = session.connection().exec_driver_sql("SELECT partner, rating, note FROM evaluation")
        assert [tuple(r) for r in rows] == [("mentor", 4, "a note")]
        assert _topics(session) == 1
    assert _objects(old) == _objects(made)
    connection = sqlite3.connect(old)
    assert connection.execute("SELECT * FROM meeting").fetchall() == before
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    assert file_opening.version_of(old) == newest
    copy = home / f"old.db.before-{newest}"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert file_opening.version_of(copy) == source.stem


@pytest.mark.parametrize("source", PAST, ids=lambda p: p.stem)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    source: Path, home: Path, newest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    old = next_version.file_of(source, home / "old.db")
    before = _objects(old)

    def fail(*args: object, **more: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(op, "create_index", fail)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError), engine.reading(old):
                pass
            assert _objects(old) == before and list(home.iterdir()) == [old]
            assert file_opening.version_of(old) == source.stem
    with engine.reading(old) as session:
        assert _topics(session) == 1


def test_the_copy_of_an_upgrade_that_was_killed_serves_again(home: Path, newest: str) -> None:
    old = next_version.file_of(PAST[-1], home / "old.db")
    whole = old.read_bytes()
    with engine.reading(old):
        pass
    for content in (whole, whole, old.read_bytes()):
        old.write_bytes(content)
        with engine.reading(old):
            pass
    copy = home / f"old.db.before-{newest}"
    assert sorted(home.iterdir()) == [old, copy]
    copy.write_bytes(b"of another file")
    old.write_bytes(whole)
    with engine.reading(old):
        pass
    assert copy.read_bytes() == b"of another file"
    assert len(list(home.glob("old.db.before-*"))) == 2
