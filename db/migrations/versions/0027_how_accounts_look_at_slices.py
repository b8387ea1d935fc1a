"""In which convention somebody looks at slices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLE = "accounts"


def upgrade() -> None:
    # Nobody has chosen yet.
    op.add_column(TABLE, sa.Column("convention", sa.String(16), nullable=True))


def downgrade() -> None:
    op.drop_column(TABLE, "convention")
