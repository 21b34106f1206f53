"""What was answered about a pair's end counts from the day of the answer"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# The command that wrote an answer last is in the history, with the day on which it ran.
_FROM_HISTORY = """
UPDATE letter_answer SET answered_on = (
  SELECT date(MAX(h.at), 'localtime') FROM change c JOIN history h ON h.id = c.entry_id
  WHERE c.table_name = 'letter_answer' AND c.after IS NOT NULL
    AND json_extract(c.row_key, '$[0]') = letter_answer.pair_id
    AND json_extract(c.row_key, '$[1]') = letter_answer.question
    AND json_extract(c.row_key, '$[2]') = letter_answer.about)
"""


def upgrade() -> None:
    op.add_column("letter_answer", sa.Column("answered_on", sa.Date(), nullable=True))
    op.execute(_FROM_HISTORY)
