"""From where somebody signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLE = "sessions"


def upgrade() -> None:
    # Of sessions from before, nothing is known.
    op.add_column(TABLE, sa.Column("address", sa.String(45), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column(TABLE, "address")
