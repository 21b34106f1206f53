"""Many commands at once on one file: none is lost, none is written twice."""

import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.factories import Program
from tests.faults.conftest import COMMANDS, run

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("writers", [2, 8])
def test_none_is_lost_and_none_is_double(lived: Program, writers: int) -> None:
    def log(number: int) -> tuple[str, int]:
        note = f"call {number}"
        done = run(lived.path, "log-meeting", "1", "--method", "phone", "--on", "2026-08-01",
                   "--again", "--note", note)  # fmt: skip
        assert done.code in (0, 7) and "Traceback" not in done.err, done.err
        return note, done.code

    with ThreadPoolExecutor(writers) as pool:
        codes = dict(pool.map(log, range(COMMANDS)))
    written = [note for note, code in codes.items() if code == 0]
    connection = sqlite3.connect(lived.path)
    found = Counter(
        n for (n,) in connection.execute("SELECT note FROM meeting WHERE note LIKE 'call%'")
    )
    entries = connection.execute(
        "SELECT COUNT(*) FROM history WHERE command = 'log-meeting'"
    ).fetchone()[0]
    connection.close()
    assert found == Counter(written)
    assert entries == len(written) + 2  # the two visits that were there
    assert len(written) >= 0.95 * COMMANDS  # who waited in vain was told so
    assert lived("check", "--exit-code").code == 0
    print(f"{writers} writers: {COMMANDS} commands, {len(written)} written, each once")


@pytest.mark.parametrize("writers", [2, 8])
def test_a_payment_is_made_once(lived: Program, writers: int) -> None:
    def pay(number: int) -> int:
        return run(lived.path, "stipends", "pay", "--reference", f"check {number}", "--yes").code

    with ThreadPoolExecutor(writers) as pool:
        codes = list(pool.map(pay, range(writers)))
    assert set(codes) <= {0, 5, 7}
    ledger = lived("stipends", "ledger", "-f", "json").json["payments"]
    assert len(ledger) == 3 and len({line["reference"] for line in ledger}) == 1
    assert lived("check", "--exit-code").code == 0


def test_a_reader_sees_one_moment_while_others_write(lived: Program, folder: Path) -> None:
    def write(number: int) -> int:
        return run(lived.path, "mentor", "add", f"M {number}", "--email", f"w{number}@example.org",
                   "--years", "9", "--expertise", "budget").code  # fmt: skip

    def read(number: int) -> int:
        return run(lived.path, "check", "--exit-code").code

    with ThreadPoolExecutor(4) as pool:
        written = [pool.submit(write, n) for n in range(8)]
        seen = [pool.submit(read, n) for n in range(8)]
    assert {f.result() for f in (*written, *seen)} == {0}
