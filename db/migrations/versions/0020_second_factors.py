"""What accounts show beside their passwords."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.models.base import TABLE_OPTIONS

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLE = "second_factors"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sealed_key", sa.String(length=255), nullable=True),
        sa.Column("sealed_new_key", sa.String(length=255), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_second_factors_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factors")),
        sa.UniqueConstraint("account_id", name=op.f("uq_second_factors_account_id")),
        **TABLE_OPTIONS,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
