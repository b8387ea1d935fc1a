"""How sure a mask is: confidence, findings and the uncertainty volume."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

from db.types import LongBlob

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLE = "segmentations"


def upgrade() -> None:
    # Masks that were made before have none of it.
    dialect = op.get_context().dialect
    table = sa.Table(
        TABLE,
        sa.MetaData(),
        sa.Column("confidence", sa.JSON(), nullable=True),
        sa.Column("low_confidence", sa.JSON(), nullable=True),
        sa.Column("findings", sa.JSON(), nullable=True),
        sa.Column("uncertainty", LongBlob, nullable=True),
        sa.Column("uncertainty_sha256", sa.String(length=64), nullable=True),
    )
    added = [f"ADD COLUMN {str(CreateColumn(column).compile(dialect=dialect)).strip()}" for column in table.columns]
    # MySQL commits after each statement, so that a killed upgrade would leave half of them; SQLite takes one at a time.
    for change in [", ".join(added)] if dialect.name == "mysql" else added:
        op.execute(f"ALTER TABLE {TABLE} {change}")


def downgrade() -> None:
    for column in ("uncertainty_sha256", "uncertainty", "findings", "low_confidence", "confidence"):
        op.drop_column(TABLE, column)
