"""Imports the rows of a sheet, all or none, and names every bad row.

The same file again changes nothing, and what was corrected by hand stays.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from wvls_mentor.errors import WvlsError
from wvls_mentor.records import KINDS
from wvls_mentor.records.field import TopicList
from wvls_mentor.records.lists import without_unknown
from wvls_mentor.sheets.check_ins import CheckIns
from wvls_mentor.sheets.evaluations import Evaluations
from wvls_mentor.sheets.excuses import Apart, Excuses
from wvls_mentor.sheets.exporter import is_own
from wvls_mentor.sheets.form_memory import Memory
from wvls_mentor.sheets.goals import Goals
from wvls_mentor.sheets.libraries import Libraries, Topics
from wvls_mentor.sheets.meetings import Meetings
from wvls_mentor.sheets.pairs import Pairs
from wvls_mentor.sheets.people import Mentees, Mentors
from wvls_mentor.sheets.reader import Sheet
from wvls_mentor.sheets.repeated_rows import moment, tell_which_counts
from wvls_mentor.sheets.rows import (
    Context,
    FieldProblem,
    Importer,
    Options,
    Problem,
    Row,
    RowResult,
    Tally,
)
from wvls_mentor.store import people
from wvls_mentor.store.engine import writing
from wvls_mentor.text import value_text

_IMPORTERS: dict[str, Callable[[Context], Importer]] = {
    "mentors": Mentors,
    "mentees": Mentees,
    "libraries": Libraries,
    "topics": Topics,
    "pairs": Pairs,
    "meetings": Meetings,
    "goals": Goals,
    "check-ins": CheckIns,
    "evaluations": Evaluations,
    "excuses": Excuses,
    "keep-apart": Apart,
}
# Two people have no number of their own by which a sheet's row could be known again.
_NOT_REMEMBERED = ("keep-apart",)
T = TypeVar("T")
_TOPICS = ("expertise", "needs", "topics", "topic")


class _NotKept(Exception):
    """Ends a transaction without writing."""


def take(
    db: Path,
    sheet: Sheet,
    *,
    today: date,
    agreed: Callable[[Tally], bool],
    options: Options | None = None,
    tick: Callable[[int], None] = lambda done: None,
) -> Tally:
    """Bring in a sheet in one transaction, kept where it has no errors and is *agreed* to.

    Nobody else can write until that is answered: what was shown is what is kept. What the columns
    mean and what the rows say is remembered. *tick* is told how many rows are done.
    """
    tally = Tally()
    chosen = options or Options()
    # An export that was edited is the coordinator's own hand: there is nothing to guard it from.
    ours = is_own(sheet.kind, sheet.grid.header) or sheet.kind in _NOT_REMEMBERED
    form = "" if ours else sheet.fingerprint
    rows = sheet.rows()
    try:
        with writing(db) as session:
            memory = Memory(session, sheet.kind, form)
            importer = _IMPORTERS[sheet.kind](
                Context(KINDS[sheet.kind], session, today, tally, memory, chosen)
            )
            memory.put_columns(sheet.mapped, chosen.same_person)
            if chosen.topics_to_notes:
                known = people.topic_lines(session)
                rows = [(line, _topics_to_note(row, known)) for line, row in rows]
            whole = _without_broken(importer, rows, sheet.errors())
            for done, (line, row, key) in enumerate(_keyed(importer, whole), 1):
                _one(importer, line, row, key)
                tick(done)
            memory.write(importer.batch)
            importer.finish()
            tick(len(sheet.grid.rows))
            # They come from several passes; a sheet is fixed from its top to its end.
            tally.errors.sort(key=lambda problem: problem.line)
            # Asked within the transaction: nobody can change in between what was just shown.
            if not agreed(tally):
                raise _NotKept
    except _NotKept:
        pass
    return tally


def _topics_to_note(row: dict[str, str], known: TopicList) -> dict[str, str]:
    """The row with the words that are no topic in its note; a goal has none, but has words."""
    found, left = dict(row), list[str]()
    for name in _TOPICS:
        if name in found:
            kept, unknown = without_unknown(found[name], known)
            left += unknown
            found[name] = kept
            if not kept:
                del found[name]
    if left:
        said = (re.sub(r"^other:\s*", "", words, flags=re.IGNORECASE) for words in left)
        words = f"Other topics: {'; '.join(said)}"
        if "goal" in found:
            found["goal"] = f"{found['goal']} ({words})"
        else:
            found["note"] = f"{found['note']}\n{words}" if "note" in found else words
    return found


def _without_broken(
    importer: Importer, rows: Sequence[Row], broken: Mapping[int, Mapping[str, str]]
) -> list[Row]:
    """The rows without those that hold the error of a formula: #N/A would become a name."""
    whole = []
    for line, row in rows:
        if line not in broken:
            whole.append((line, row))
            continue
        importer.tally.errors += [Problem(line, f, said) for f, said in broken[line].items()]
        _look_at_the_rest(importer, line, row, set(broken[line]))
    return whole


def _keyed(importer: Importer, rows: Sequence[Row]) -> list[tuple[int, dict[str, str], str]]:
    """Each row with its key; of several submissions the newest, where that can be told."""
    answers: dict[str, list[Row]] = {}  # of each key, from the one that counts least
    for line, row in rows:
        wrong = set[str]()
        key = _every_problem(importer, line, row, importer.key, wrong)
        if key is None:
            _look_at_the_rest(importer, line, row, wrong)
            continue
        given = answers.setdefault(key, [])
        try:
            if given:
                importer.compare(row, given[-1][1])
                tell_which_counts(importer, row, line, (*given[-1], key))
            given.append((line, row))
            given.sort(key=lambda one: moment(one[1]) or datetime.min)
            if importer.first_counts:
                given.sort(key=lambda one: moment(one[1]) or datetime.min, reverse=True)
        except WvlsError as problem:
            _note(importer, line, problem)
    keyed = []
    for key, given in answers.items():
        whole: dict[str, str] = {}
        for _, row in given:
            whole |= row  # a blank cell changes nothing
        keyed.append((given[-1][0], whole, key))
    return sorted(keyed, key=lambda entry: entry[0])


def _every_problem(
    importer: Importer,
    line: int,
    row: dict[str, str],
    attempt: Callable[[dict[str, str]], T],
    wrong: set[str],
) -> T | None:
    """What *attempt* makes of a row; None where it fails, with everything that is wrong noted.

    It is tried again without each cell with a problem: the cells beside it may be wrong too.
    The fields of these are added to *wrong*.
    """
    left = dict(row)
    importer.line = line
    while True:
        try:
            done = attempt(left)
        except WvlsError as problem:
            field = getattr(problem, "field", None)
            for each in (problem, *getattr(problem, "others", ())):
                name = getattr(each, "field", None)
                if not wrong.intersection(importer.sources.get(name or "", (name,))):
                    _note(importer, line, each)  # otherwise it was excluded by choice
            if field is None or left.pop(field, None) is None:
                wrong.add(field or "")
                return None
            wrong.add(field)
            continue
        return None if wrong else done


def _note(importer: Importer, line: int, problem: WvlsError) -> None:
    known = {(p.line, p.field, p.message) for p in importer.tally.errors[-20:]}
    found = Problem(line, getattr(problem, "field", None), _sentences(problem))
    if (found.line, found.field, found.message) not in known:
        importer.tally.errors.append(found)


def _look_at_the_rest(importer: Importer, line: int, row: dict[str, str], told: set[str]) -> None:
    """Note what else is wrong with a row whose key cannot be read."""
    importer.begin()
    importer.line = line
    warned = len(importer.tally.warnings)
    for name in row:
        try:
            if name in importer.fields and name not in told:
                importer.value(row, name)
        except FieldProblem as problem:
            _note(importer, line, problem)
    importer.take_back()
    del importer.tally.warnings[warned:]


def _sentences(problem: WvlsError) -> str:
    if isinstance(problem, FieldProblem) or not problem.hint:
        return problem.message
    return f"{problem.message} {problem.hint}"


def _one(importer: Importer, line: int, row: dict[str, str], key: str) -> None:
    """Import a row, or note everything that is wrong with it."""
    settled = _every_problem(
        importer, line, row, lambda left: (_settled(importer, line, left, key),), set()
    )
    if settled is None:
        return
    (booked,) = settled
    if booked is None:
        importer.tally.unchanged += 1
    else:
        importer.tally.count(booked, line)
        importer.memory.put(key, booked.record_id, row)


def _settled(importer: Importer, line: int, row: dict[str, str], key: str) -> RowResult | None:
    """Import a row, except for values that were in the last sheet and were corrected by hand since.

    None where the record itself was removed by hand. Raises WvlsError.
    """
    said = None if importer.options.overwrite else importer.memory.of(key, row)
    before = said.cells if said is not None else {}
    left = dict(row)
    if said is not None:
        now = importer.present(said.record_id, row)
        if now is None:
            _keep(importer, line, "It was removed here; the sheet still has it.")
            return None
        if importer.key(row | now) != key:
            for name, text in now.items():
                if row.get(name, text).casefold() != text.casefold():
                    _keep(importer, line, _kept(name, text, row[name]))
            left |= now
    while True:
        warned, kept = len(importer.tally.warnings), len(importer.tally.kept)
        importer.begin()
        stale: dict[str, str] = {}
        try:
            booked = importer.book(left)
        except WvlsError as problem:
            field = getattr(problem, "field", None)
            if field is None or field not in left or left[field] != before.get(field):
                importer.take_back()
                raise
            still = value_text(left[field])
            stale[field] = f"{field}: kept what is here, the sheet still says {still}."
        else:
            for name, (have, says) in booked.differences.items():
                fields = importer.sources.get(name, (name,))
                same = all(row.get(f) == before.get(f) for f in fields)
                if said is not None and same and any(f in left for f in fields):
                    stale[name] = _kept(name, have, says)
        if not stale:
            importer.keep()
            return booked
        importer.take_back()
        del importer.tally.warnings[warned:], importer.tally.kept[kept:]
        for name, sentence in stale.items():
            _keep(importer, line, sentence)
            for field in importer.sources.get(name, (name,)):
                left.pop(field, None)


def _keep(importer: Importer, line: int, sentence: str) -> None:
    importer.tally.kept.append(Problem(line, None, sentence))


def _kept(name: str, have: object, says: object) -> str:
    return f"{name}: kept your {value_text(have)}, the sheet still says {value_text(says)}."
