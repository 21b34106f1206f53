"""The tables of claims and payments, and the triggers that protect the ledger."""

from datetime import date

from sqlalchemy import DDL, Index, UniqueConstraint, event, text
from sqlmodel import Field, SQLModel

from wvls_mentor.rules.choices import CLAIM_MARKS, PARTNERS, PAYMENTS
from wvls_mentor.store.models import NEVER_REUSED, NOW, check, one_of


class ClaimSheet(SQLModel, table=True):
    """What a mentor claims of the business office: C-2026-07, printed and signed."""

    __tablename__ = "claim_sheet"
    __table_args__ = (NEVER_REUSED,)
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    mentor_id: int = Field(foreign_key="person.id", index=True)
    until: date
    made_on: date
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class ClaimLine(SQLModel, table=True):
    """A stipend or a travel claim on a sheet; *live* until the sheet is withdrawn."""

    __tablename__ = "claim_line"
    __table_args__ = (
        Index("one_live_line", "kind", "item_id", unique=True, sqlite_where=text("live")),
        one_of("kind", PAYMENTS),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    sheet_id: int = Field(foreign_key="claim_sheet.id", index=True)
    kind: str
    item_id: int  # the meeting of a stipend, the claim of travel
    meeting_id: int = Field(foreign_key="meeting.id")
    amount_cents: int
    rate: int | None = None
    live: bool = True


class ClaimMark(SQLModel, table=True):
    """A claim that was sent or approved. Stored apart, because a mark can be undone."""

    __tablename__ = "claim_mark"
    __table_args__ = (
        UniqueConstraint("sheet_id", "state"),
        one_of("state", CLAIM_MARKS),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    sheet_id: int = Field(foreign_key="claim_sheet.id")
    state: str
    day: date
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class MeetingReport(SQLModel, table=True):
    """A partner who reported a meeting by a form; of one without any the coordinator wrote it down.

    An office that pays for a visit asks who says that it took place.
    """

    __tablename__ = "meeting_report"
    __table_args__ = (one_of("partner", PARTNERS),)
    meeting_id: int = Field(primary_key=True, foreign_key="meeting.id")
    partner: str = Field(primary_key=True)


class Payment(SQLModel, table=True):
    """A line of the ledger: never edited, never deleted; a mistake is voided and paid again."""

    __table_args__ = (
        Index("one_live_payment", "kind", "item_id", unique=True,
              sqlite_where=text("voided_on IS NULL")),
        one_of("kind", PAYMENTS),
        check("amount_cents > 0", "amount_positive"),
        check("voided_on >= paid_on", "voided_after_paid"),
        NEVER_REUSED,
    )  # fmt: skip
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    item_id: int  # the meeting of a stipend, the claim of travel
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    pair_id: int = Field(foreign_key="pair.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    payee: str  # to whom the check was made out
    amount_cents: int
    rate: int | None = None  # in ten-thousandths of a dollar
    paid_on: date
    reference: str
    sheet_id: int | None = Field(default=None, foreign_key="claim_sheet.id")
    voided_on: date | None = None
    void_reason: str | None = None
    voided_at: str | None = None
    voided_by: str | None = None
    entered_by: str = ""
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


# The ledger holds itself: whatever a program does, a line stays as it was written.
LEDGER_TRIGGERS = (
    """CREATE TRIGGER payment_is_never_deleted BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'a payment line is never deleted'); END""",
    """CREATE TRIGGER payment_is_never_replaced BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM payment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a payment line is never replaced'); END""",
    """CREATE TRIGGER payment_is_only_voided BEFORE UPDATE ON payment
WHEN OLD.voided_on IS NOT NULL OR NEW.voided_on IS NULL OR NEW.id IS NOT OLD.id
  OR NEW.kind IS NOT OLD.kind OR NEW.item_id IS NOT OLD.item_id
  OR NEW.meeting_id IS NOT OLD.meeting_id OR NEW.pair_id IS NOT OLD.pair_id
  OR NEW.person_id IS NOT OLD.person_id OR NEW.payee IS NOT OLD.payee
  OR NEW.amount_cents IS NOT OLD.amount_cents OR NEW.rate IS NOT OLD.rate
  OR NEW.paid_on IS NOT OLD.paid_on OR NEW.reference IS NOT OLD.reference
  OR NEW.sheet_id IS NOT OLD.sheet_id OR NEW.entered_at IS NOT OLD.entered_at
  OR NEW.entered_by IS NOT OLD.entered_by
BEGIN SELECT RAISE(ABORT, 'a payment line is never edited'); END""",
)
for _trigger in LEDGER_TRIGGERS:
    event.listen(SQLModel.metadata.tables["payment"], "after_create", DDL(_trigger))  # type: ignore[no-untyped-call]
