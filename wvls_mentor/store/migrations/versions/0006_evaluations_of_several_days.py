"""A partner may hand in an evaluation before an extension, and the final one after it"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite cannot change a constraint of a table: the old one makes room, and its rows move.
    op.rename_table("evaluation", "evaluation_before")
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
        sa.UniqueConstraint("pair_id", "partner", "day"),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO evaluation SELECT * FROM evaluation_before")
    # The highest number that was ever given out stays: an undone evaluation's is not reused.
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'evaluation'")
    op.execute("UPDATE sqlite_sequence SET name = 'evaluation' WHERE name = 'evaluation_before'")
    op.drop_table("evaluation_before")
