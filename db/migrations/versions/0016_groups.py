"""Groups of accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.models.base import TABLE_OPTIONS
from db.types import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE = "account_groups"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_groups")),
        sa.UniqueConstraint("name", name=op.f("uq_account_groups_name")),
        **TABLE_OPTIONS,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
