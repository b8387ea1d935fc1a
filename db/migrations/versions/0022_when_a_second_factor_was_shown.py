"""When whoever opened a session showed a second factor."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLE = "sessions"


def upgrade() -> None:
    # Sessions from before showed none.
    op.add_column(TABLE, sa.Column("second_factor_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column(TABLE, "second_factor_at")
