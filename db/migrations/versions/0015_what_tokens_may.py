"""What tokens may do, and until when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

from db.types import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLE = "tokens"


def upgrade() -> None:
    # Tokens from before may do what their account may, and do not end.
    dialect = op.get_context().dialect
    table = sa.Table(
        TABLE,
        sa.MetaData(),
        sa.Column("role", sa.String(length=16)),
        sa.Column("expires_at", UtcDateTime()),
    )
    added = [f"ADD COLUMN {str(CreateColumn(column).compile(dialect=dialect)).strip()}" for column in table.columns]
    # MySQL commits after each statement, so that a killed upgrade would leave half of them; SQLite takes one at a time.
    for change in [", ".join(added)] if dialect.name == "mysql" else added:
        op.execute(f"ALTER TABLE {TABLE} {change}")


def downgrade() -> None:
    for column in ("expires_at", "role"):
        op.drop_column(TABLE, column)
