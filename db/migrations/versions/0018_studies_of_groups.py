"""Studies that one group alone sees."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLE = "studies"
INDEX = "ix_studies_group_id"
KEY = "fk_studies_group_id_account_groups"


def upgrade() -> None:
    # MySQL commits after each statement, so that a killed upgrade would leave half of them; SQLite takes one at a time.
    if op.get_context().dialect.name == "mysql":
        added = "ADD COLUMN group_id INTEGER", f"ADD INDEX {INDEX} (group_id)"
        key = f"ADD CONSTRAINT {KEY} FOREIGN KEY (group_id) REFERENCES account_groups (id)"
        op.execute(f"ALTER TABLE {TABLE} {', '.join(added)}, {key}")
    else:
        op.execute(f"ALTER TABLE {TABLE} ADD COLUMN group_id INTEGER CONSTRAINT {KEY} REFERENCES account_groups (id)")
        op.create_index(INDEX, TABLE, ["group_id"])


def downgrade() -> None:
    # Those of groups would be everybody's otherwise. `neuroslice check --collect` removes their files.
    limited, open_ = (f"SELECT patient_id FROM {TABLE} WHERE group_id IS {each}" for each in ("NOT NULL", "NULL"))
    op.execute(f"DELETE FROM patients WHERE id IN ({limited}) AND id NOT IN ({open_})")
    op.execute(f"DELETE FROM {TABLE} WHERE group_id IS NOT NULL")
    if op.get_context().dialect.name == "mysql":
        op.execute(f"ALTER TABLE {TABLE} DROP FOREIGN KEY {KEY}, DROP INDEX {INDEX}, DROP COLUMN group_id")
    else:
        op.drop_index(INDEX, TABLE)
        op.drop_column(TABLE, "group_id")
