"""Studies that were deleted and can be brought back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.types import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = "studies"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("deleted_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    # Those that wait to be gone for good would be back otherwise. `neuroslice check --collect` removes their files.
    op.execute(f"DELETE FROM {TABLE} WHERE deleted_at IS NOT NULL")
    op.drop_column(TABLE, "deleted_at")
