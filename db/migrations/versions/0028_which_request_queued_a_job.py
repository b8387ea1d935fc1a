"""Which request queued a job."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of jobs from before, it is not known.
    op.add_column("jobs", sa.Column("request_id", sa.String(16), nullable=True))


def downgrade() -> None:
    op.drop_column("jobs", "request_id")
