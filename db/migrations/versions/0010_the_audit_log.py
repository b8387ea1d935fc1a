"""Who did what, when and from where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.models.base import TABLE_OPTIONS
from db.types import UtcDateTime

revision = "0010"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "audit_events"


def upgrade() -> None:
    # One statement, with what finds the events of an account, a patient or a study: MySQL commits after each.
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("account_name", sa.String(length=128), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=True),
        sa.Column("via", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("target_kind", sa.String(length=16), nullable=True),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("study_id", sa.Integer(), nullable=True),
        sa.Column("patient_id", sa.Integer(), nullable=True),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
        sa.UniqueConstraint("at", "id", name=op.f("uq_audit_events_at_id")),
        sa.UniqueConstraint("account_id", "id", name=op.f("uq_audit_events_account_id_id")),
        sa.UniqueConstraint("action", "id", name=op.f("uq_audit_events_action_id")),
        sa.UniqueConstraint("study_id", "id", name=op.f("uq_audit_events_study_id_id")),
        sa.UniqueConstraint("patient_id", "id", name=op.f("uq_audit_events_patient_id_id")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_audit_events_attempt_id")),
        **TABLE_OPTIONS,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
