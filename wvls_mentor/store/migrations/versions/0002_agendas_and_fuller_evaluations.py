"""Questions for agendas; an evaluation says more: support, and whether they would again"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEPT = "id, pair_id, partner, day, rating, goals_met, note, entered_at"


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column(
            "entered_at", sa.String(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=True
        ),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_question_pair_id", "question", ["pair_id"], unique=False)
    # SQLite cannot add a constraint to a table: the old one makes room, and its rows move.
    op.rename_table("evaluation", "evaluation_of_0001")
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
        sa.Column(
            "entered_at", sa.String(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=True
        ),
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
    op.execute(f"INSERT INTO evaluation ({KEPT}) SELECT {KEPT} FROM evaluation_of_0001")
    op.drop_table("evaluation_of_0001")
