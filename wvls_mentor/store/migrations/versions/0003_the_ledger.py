"""The ledger of payments, and the sheets that mentors claim with"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ENTERED = sa.text("(CURRENT_TIMESTAMP)")
TRIGGERS = (
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
THRESHOLDS = (("600", "1950-01-01"), ("2000", "2026-01-01"))


def upgrade() -> None:
    op.create_table(
        "claim_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=ENTERED, nullable=True),
        sa.ForeignKeyConstraint(["mentor_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_claim_sheet_mentor_id", "claim_sheet", ["mentor_id"], unique=False)
    op.create_table(
        "claim_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('stipend', 'travel')", name="kind_is_known"),
        sa.ForeignKeyConstraint(["sheet_id"], ["claim_sheet.id"]),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_claim_line_sheet_id", "claim_line", ["sheet_id"], unique=False)
    op.create_index(
        "one_live_line",
        "claim_line",
        ["kind", "item_id"],
        unique=True,
        sqlite_where=sa.text("live"),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("payee", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.Column("voided_at", sa.String(), nullable=True),
        sa.Column("voided_by", sa.String(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=ENTERED, nullable=True),
        sa.CheckConstraint("kind IN ('stipend', 'travel')", name="kind_is_known"),
        sa.CheckConstraint("amount_cents > 0", name="amount_positive"),
        sa.CheckConstraint("voided_on >= paid_on", name="voided_after_paid"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["sheet_id"], ["claim_sheet.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_payment_meeting_id", "payment", ["meeting_id"], unique=False)
    op.create_index("ix_payment_person_id", "payment", ["person_id"], unique=False)
    op.create_index(
        "one_live_payment",
        "payment",
        ["kind", "item_id"],
        unique=True,
        sqlite_where=sa.text("voided_on IS NULL"),
    )
    for trigger in TRIGGERS:
        op.execute(trigger)
    for value, since in THRESHOLDS:
        op.execute(
            f"INSERT INTO setting (key, value, since) VALUES ('reporting_threshold', '{value}', '{since}')"
        )
