"""Where the regions of a mask are widest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Masks that were made before do not tell.
    op.add_column("segmentations", sa.Column("widest_at", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("segmentations", "widest_at")
