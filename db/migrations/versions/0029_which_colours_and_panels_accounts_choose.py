"""In which colours somebody sees regions, and which panels are open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLE = "accounts"


def upgrade() -> None:
    # Nobody has chosen yet.
    op.add_column(TABLE, sa.Column("palette", sa.String(16), nullable=True))
    op.add_column(TABLE, sa.Column("panels", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column(TABLE, "panels")
    op.drop_column(TABLE, "palette")
