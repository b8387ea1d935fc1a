"""What stands in for an authenticator app that is lost."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.models.base import TABLE_OPTIONS

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLE = "recovery_codes"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint("account_id", "code_hash", name=op.f("uq_recovery_codes_account_id_code_hash")),
        **TABLE_OPTIONS,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
