"""The definition of each kind of record. Pure: no database, no terminal, no clock."""

from wvls_mentor.records.field import RecordKind
from wvls_mentor.records.libraries import LIBRARIES, TOPICS
from wvls_mentor.records.meetings import MEETINGS
from wvls_mentor.records.pairs import (
    CHECK_INS,
    EVALUATIONS,
    EXCUSES,
    EXTENSIONS,
    GOALS,
    PAIRS,
    QUESTIONS,
)
from wvls_mentor.records.payments import CLAIMS, PAYMENTS
from wvls_mentor.records.people import (
    CONTACTS,
    KEEP_APART,
    LETTER_ANSWERS,
    LETTERS,
    MENTEES,
    MENTORS,
    PAUSES,
)

EVERY = (
    MENTORS, MENTEES, LIBRARIES, TOPICS, PAIRS, MEETINGS, GOALS, CHECK_INS, EVALUATIONS, PAYMENTS,
    QUESTIONS, EXCUSES, EXTENSIONS, KEEP_APART, PAUSES, CLAIMS,
    LETTERS, LETTER_ANSWERS, CONTACTS,
)  # fmt: skip
KINDS: dict[str, RecordKind] = {kind.name: kind for kind in EVERY}
# Sheets that go out and come in again; the ledger goes out only.
SHEETS = tuple(kind.name for kind in EVERY if kind.sheet)
IMPORTED = tuple(name for name in SHEETS if name != "payments")
FORMS = tuple(kind.name for kind in EVERY if kind.form)
