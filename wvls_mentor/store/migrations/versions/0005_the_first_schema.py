"""The first schema

It has the number 0005 because files of it are in use that were brought there step by step: they
open as they are. Nothing earlier was ever released.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = None
branch_labels = None
depends_on = None

NOW = sa.text("(CURRENT_TIMESTAMP)")
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


def upgrade() -> None:
    op.create_table(
        "library",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(collation="NOCASE"), nullable=False),
        sa.Column("city", sa.String(collation="NOCASE"), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("fscskey", sa.String(), nullable=True),
        sa.Column("member", sa.Boolean(), nullable=False),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_on_earth"),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_on_earth"),
        sa.CheckConstraint("population >= 0", name="population_not_negative"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("fscskey"),
        sa.UniqueConstraint("name", "city"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.CheckConstraint("kind IN ('mileage', 'stipend')", name="kind_is_known"),
        sa.CheckConstraint("rate >= 0", name="rate_not_negative"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "since"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key", "since"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(collation="NOCASE"), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("library_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(name) > 0", name="person_named"),
        sa.ForeignKeyConstraint(
            ["library_id"],
            ["library.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_person_library_id"), "person", ["library_id"], unique=False)
    op.create_table(
        "keep_apart",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("mentee_id", "mentor_id"),
    )
    op.create_table(
        "mentee",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("administrator_since", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "mentor",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("experience_since", sa.Date(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("max_miles_tenths", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("capacity >= 0", name="capacity_not_negative"),
        sa.CheckConstraint("max_miles_tenths >= 0", name="max_miles_not_negative"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("matched_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("waived", sa.String(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("factors", sa.String(), nullable=True),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.CheckConstraint("ended_on >= matched_on", name="ends_after_match"),
        sa.CheckConstraint("mentor_id <> mentee_id", name="two_people"),
        sa.ForeignKeyConstraint(
            ["mentee_id"],
            ["person.id"],
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pair_mentee_id"), "pair", ["mentee_id"], unique=False)
    op.create_index(op.f("ix_pair_mentor_id"), "pair", ["mentor_id"], unique=False)
    op.create_table(
        "role_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.CheckConstraint("role IN ('mentor', 'mentee')", name="role_is_known"),
        sa.CheckConstraint("status IN ('paused', 'withdrawn', 'resumed')", name="status_is_known"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_role_change_person_id"), "role_change", ["person_id"], unique=False)
    op.create_table(
        "word",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('interest', 'culture')", name="kind_is_known"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", "word"),
    )
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("partner", sa.String(), nullable=True),
        sa.Column("going", sa.String(), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.CheckConstraint("going IN ('well', 'mixed', 'badly')", name="going_is_known"),
        sa.CheckConstraint("partner IN ('mentor', 'mentee', 'both')", name="partner_is_known"),
        sa.ForeignKeyConstraint(
            ["pair_id"],
            ["pair.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_check_in_pair_id"), "check_in", ["pair_id"], unique=False)
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("goals_met", sa.String(), nullable=True),
        sa.Column("support", sa.Integer(), nullable=True),
        sa.Column("again", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.CheckConstraint(
            "goals_met IN ('yes', 'mostly', 'partly', 'no')", name="goals_met_is_known"
        ),
        sa.CheckConstraint("partner IN ('mentor', 'mentee')", name="partner_is_known"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_in_range"),
        sa.CheckConstraint("support BETWEEN 1 AND 5", name="support_in_range"),
        sa.CheckConstraint("again IN ('yes', 'maybe', 'no')", name="again_is_known"),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pair_id", "partner"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "excused",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.CheckConstraint(
            "kind IN ('first-visit', 'goals', 'contact', 'check-in', 'evaluation', 'confirm-meeting')",
            name="kind_is_known",
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"],
            ["pair.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_excused_pair_id"), "excused", ["pair_id"], unique=False)
    op.create_table(
        "expertise",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["mentor.person_id"],
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "topic_id"),
    )
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.ForeignKeyConstraint(
            ["pair_id"],
            ["pair.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_extension_pair_id"), "extension", ["pair_id"], unique=False)
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.CheckConstraint("term IN ('short', 'long')", name="term_is_known"),
        sa.ForeignKeyConstraint(
            ["pair_id"],
            ["pair.id"],
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_goal_pair_id"), "goal", ["pair_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.CheckConstraint(
            "(method = 'in-person') = (place IS NOT NULL)", name="place_iff_in_person"
        ),
        sa.CheckConstraint(
            "method IN ('in-person', 'phone', 'video', 'email', 'text', 'carpool', 'other')",
            name="method_is_known",
        ),
        sa.CheckConstraint(
            "place IN ('mentor-library', 'mentee-library', 'elsewhere')", name="place_is_known"
        ),
        sa.CheckConstraint(
            "state IN ('held', 'planned', 'attempted', 'cancelled')", name="state_is_known"
        ),
        sa.CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes_in_a_day"),
        sa.ForeignKeyConstraint(
            ["pair_id"],
            ["pair.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("meeting_by_pair", "meeting", ["pair_id", "day"], unique=False)
    op.create_table(
        "need",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.CheckConstraint("priority IN ('high', 'medium', 'low')", name="priority_is_known"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["mentee.person_id"],
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "topic_id"),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("traveler", sa.String(), nullable=False),
        sa.Column("miles_tenths", sa.Integer(), nullable=False),
        sa.Column("expense_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint("traveler IN ('mentor', 'mentee')", name="traveler_is_known"),
        sa.CheckConstraint("expense_cents BETWEEN 0 AND 1000000", name="expense_in_range"),
        sa.CheckConstraint("miles_tenths BETWEEN 0 AND 20000", name="miles_in_range"),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "traveler"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting_topic",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
        ),
        sa.PrimaryKeyConstraint("meeting_id", "topic_id"),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_question_pair_id", "question", ["pair_id"], unique=False)
    op.create_table(
        "claim_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
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
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
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
    op.create_table(
        "form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("columns", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "fingerprint"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "said",
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("cells", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["form_id"], ["form.id"]),
        sa.PrimaryKeyConstraint("form_id", "key"),
    )
    op.create_index("ix_said_record_id", "said", ["record_id"], unique=False)
    op.create_table(
        "backup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.String(), server_default=NOW, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), server_default=NOW, nullable=True),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("arguments", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["history.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_history_undoes", "history", ["undoes"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.CheckConstraint("op IN ('insert', 'update', 'delete')", name="op_is_known"),
        sa.ForeignKeyConstraint(["entry_id"], ["history.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_entry_id", "change", ["entry_id"], unique=False)
    op.create_index("change_by_row", "change", ["table_name", "row_key"], unique=False)
