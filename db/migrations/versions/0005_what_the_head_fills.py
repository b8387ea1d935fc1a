"""What the head fills of a study."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Studies that came in before do not tell.
    op.add_column("studies", sa.Column("head_box", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("studies", "head_box")
