"""What a signed-in browser calls itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLE = "sessions"


def upgrade() -> None:
    # Of sessions from before, nothing is known.
    op.add_column(TABLE, sa.Column("agent", sa.String(200), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column(TABLE, "agent")
