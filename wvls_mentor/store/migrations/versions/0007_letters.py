"""How people are written to, and which letters were sent"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("address", "dear"):
        op.add_column("person", sa.Column(name, sa.String(), server_default="", nullable=False))
    op.add_column("person", sa.Column("no_letters", sa.String(), nullable=True))
    op.add_column("person", sa.Column("w9_on", sa.Date(), nullable=True))
    for name in ("vendor", "payable_to"):
        op.add_column("person", sa.Column(name, sa.String(), server_default="", nullable=False))
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("obligation", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column(
            "entered_at", sa.String(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=True
        ),
        sa.CheckConstraint(
            "kind IN ('intro', 'remind', 'evaluate', 'closing', 'payment')", name="kind_is_known"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "letter_answer",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("about", sa.Date(), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.CheckConstraint("question IN ('let-end', 'write')", name="question_is_known"),
        sa.ForeignKeyConstraint(["pair_id"], ["pair.id"]),
        sa.PrimaryKeyConstraint("pair_id", "question", "about"),
    )
    op.create_index("ix_letter_person_id", "letter", ["person_id"], unique=False)
    op.create_index("ix_letter_pair_id", "letter", ["pair_id"], unique=False)
