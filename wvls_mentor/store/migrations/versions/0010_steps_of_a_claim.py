"""When a claim was sent and approved, and which partner reported a meeting"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Whose form had the meeting: the key of such a row ends with the address that sent it.
_FROM_FORMS = """
INSERT INTO meeting_report (meeting_id, partner)
SELECT m.id, '{partner}' FROM meeting m JOIN pair p ON p.id = m.pair_id
JOIN person x ON x.id = p.{partner}_id
WHERE EXISTS (SELECT 1 FROM said s JOIN form f ON f.id = s.form_id
  WHERE f.kind = 'meetings' AND s.record_id = m.id
  AND substr(lower(s.key), -length(x.email) - 1) = ' ' || lower(x.email))
"""


def upgrade() -> None:
    op.create_table(
        "claim_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "entered_at", sa.String(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=True
        ),
        sa.CheckConstraint("state IN ('sent', 'approved')", name="state_is_known"),
        sa.ForeignKeyConstraint(["sheet_id"], ["claim_sheet.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sheet_id", "state"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting_report",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.CheckConstraint("partner IN ('mentor', 'mentee')", name="partner_is_known"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"]),
        sa.PrimaryKeyConstraint("meeting_id", "partner"),
    )
    for partner in ("mentor", "mentee"):
        op.execute(_FROM_FORMS.format(partner=partner))
