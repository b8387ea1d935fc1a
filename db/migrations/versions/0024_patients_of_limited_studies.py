"""An index that tells the patients of limited studies without a look at the studies."""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLE = "studies"
INDEX = "ix_studies_group_id_patient_id"


def upgrade() -> None:
    op.create_index(INDEX, TABLE, ["group_id", "patient_id"])


def downgrade() -> None:
    op.drop_index(INDEX, TABLE)
