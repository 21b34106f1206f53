"""A trip has several expenses, each with its kind, and a route"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("expenses", "route"):
        op.add_column("claim", sa.Column(name, sa.String(), server_default="", nullable=False))
