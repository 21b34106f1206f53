"""What a form's last import is remembered by: the map of its columns, and each row's answers.

Next month's export has the old rows too. What changed in the sheet is news; what did not change
there and differs here was corrected by hand, and stays. A question that was added makes another form
of it; its columns and answers are known again by their headers and by the moment they were sent.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wvls_mentor.store import forms
from wvls_mentor.store.batch import Batch
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.imports import Form, ImportedRow
from wvls_mentor.store.session import Session

ONE_PERSON = "\x1fone person"  # among the columns, as no header can be called


@dataclass(frozen=True, slots=True)
class Answers:
    """One row as the sheet had it last time, and the record that it went into."""

    record_id: int
    cells: dict[str, str]


class Memory:
    """What one form said; nothing is remembered of a sheet without a fingerprint."""

    def __init__(self, session: Session, kind: str, fingerprint: str) -> None:
        self.session, self.kind, self.fingerprint = session, kind, fingerprint
        self.form = forms.form(session, kind, fingerprint)
        kept = {} if self.form is None else json.loads(self.form.columns)
        self._one_person = {a for a in kept.get(ONE_PERSON, "").split("; ") if a}
        self._said: dict[str, ImportedRow] = {}
        self._new: list[ImportedRow] = []
        self._keys: defaultdict[int, set[str]] = defaultdict(set)
        self._elsewhere: defaultdict[str, list[ImportedRow]] = defaultdict(list)
        if not fingerprint:
            return
        own = None if self.form is None else self.form.id
        for said in forms.said(session, kind):
            if said.form_id == own:
                self._said[said.key] = said
                self._keys[said.record_id].add(said.key)
            else:
                self._elsewhere[said.key].append(said)

    def of(self, key: str, row: dict[str, str]) -> Answers | None:
        """What the sheet said of *key* last time; the form may have had other columns then."""
        there = self._said.get(key)
        if there is not None:
            return Answers(there.record_id, json.loads(there.cells))
        sent = row.get("timestamp")
        for said in self._elsewhere.get(key, ()) if sent else ():
            cells = json.loads(said.cells)
            if cells.get("timestamp") == sent:
                return Answers(said.record_id, cells)
        return None

    def others(self, record_id: int, key: str) -> bool:
        """Whether another row of this form went into the same record."""
        return bool(self._keys[record_id] - {key})

    def put(self, key: str, record_id: int, row: dict[str, str]) -> None:
        """Remember a row."""
        if not self.fingerprint:
            return
        cells = json.dumps(row, sort_keys=True, ensure_ascii=False)
        said = self._said.get(key)
        if said is not None and (said.record_id, said.cells) == (record_id, cells):
            return
        if said is None:
            said = ImportedRow(form_id=self._form_id(), key=key, record_id=record_id, cells=cells)
            self._said[key] = said
            self._new.append(said)
        said.record_id, said.cells = record_id, cells
        self._keys[record_id].add(key)

    def write(self, batch: Batch) -> None:
        """Rows that are remembered for the first time go into the *batch*; the others are models."""
        for said in self._new:
            batch.add(said)

    def is_one_person(self, address: str) -> bool:
        """Whether two names at an address were said to be one person's, now or in an earlier sheet."""
        return address.strip().casefold() in self._one_person

    def put_columns(self, mapped: dict[str, str], same_person: Iterable[str] = ()) -> None:
        """Remember what the columns mean, and which addresses are one person's."""
        self._one_person |= {address.strip().casefold() for address in same_person}
        if self._one_person:
            mapped = mapped | {ONE_PERSON: "; ".join(sorted(self._one_person))}
        if not mapped or not self.fingerprint:
            return
        self._form_id()
        columns = json.dumps(mapped, sort_keys=True, ensure_ascii=False)
        assert self.form is not None
        if self.form.columns != columns:
            self.form.columns = columns
            self.session.add(self.form)

    def _form_id(self) -> int:
        if self.form is None:
            self.form = Form(kind=self.kind, fingerprint=self.fingerprint)
            self.session.add(self.form)
            self.session.flush()
        assert self.form.id is not None
        return self.form.id


def columns(db: Path, kind: str, fingerprint: str) -> dict[str, str]:
    """What columns meant last time, header -> field: in this form, or in another of its kind."""
    found: dict[str, str] = {}
    with reading(db) as session:
        known = forms.of_kind(session, kind)
    for form in sorted(known, key=lambda f: f.fingerprint == fingerprint):
        found |= json.loads(form.columns)
    return found


def remember_columns(db: Path, kind: str, fingerprint: str, mapped: dict[str, str]) -> None:
    """Save what was confirmed about a form's columns, though its rows could not be imported."""
    with writing(db) as session:
        Memory(session, kind, fingerprint).put_columns(mapped)
