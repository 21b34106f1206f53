"""A library may go by other names in sheets"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("library", sa.Column("aliases", sa.String(), server_default="", nullable=False))
