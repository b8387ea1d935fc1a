"""Patients whose last study was a group's."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLE = "patients"
KEY = "fk_patients_group_id_account_groups"


def upgrade() -> None:
    # MySQL commits after each statement, so that a killed upgrade would leave half of them.
    if op.get_context().dialect.name == "mysql":
        key = f"ADD CONSTRAINT {KEY} FOREIGN KEY (group_id) REFERENCES account_groups (id)"
        op.execute(f"ALTER TABLE {TABLE} ADD COLUMN group_id INTEGER, {key}")
    else:
        op.execute(f"ALTER TABLE {TABLE} ADD COLUMN group_id INTEGER CONSTRAINT {KEY} REFERENCES account_groups (id)")


def downgrade() -> None:
    # Those of whom nothing is left would be everybody's otherwise.
    op.execute(f"DELETE FROM {TABLE} WHERE group_id IS NOT NULL AND id NOT IN (SELECT patient_id FROM studies)")
    if op.get_context().dialect.name == "mysql":
        # The index is the one that the key has made for itself.
        op.execute(f"ALTER TABLE {TABLE} DROP FOREIGN KEY {KEY}, DROP INDEX {KEY}, DROP COLUMN group_id")
    else:
        op.drop_column(TABLE, "group_id")
