"""Patients that were deleted and can be brought back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

from db.types import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "patients"


def upgrade() -> None:
    dialect = op.get_context().dialect
    table = sa.Table(
        TABLE,
        sa.MetaData(),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column("deleted_mrn", sa.String(length=64), nullable=True),
    )
    added = [f"ADD COLUMN {str(CreateColumn(column).compile(dialect=dialect)).strip()}" for column in table.columns]
    # MySQL commits after each statement, so that a killed upgrade would leave half of them; SQLite takes one at a time.
    for change in [", ".join(added)] if dialect.name == "mysql" else added:
        op.execute(f"ALTER TABLE {TABLE} {change}")


def downgrade() -> None:
    # Those who wait to be gone for good would be back otherwise, under numbers that are none.
    op.execute(f"DELETE FROM {TABLE} WHERE deleted_at IS NOT NULL")
    for column in ("deleted_mrn", "deleted_at"):
        op.drop_column(TABLE, column)
