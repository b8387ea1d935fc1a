"""Run migrations on the connection that `db.upgrade` hands over, or print their SQL."""

from __future__ import annotations

from typing import Any

from alembic import context

from db.models import Base

connection = context.config.attributes.get("connection")
options: dict[str, Any] = {"target_metadata": Base.metadata, "compare_type": True, "render_as_batch": True}

if connection is None:
    context.configure(
        dialect_name=context.config.attributes["dialect"],
        literal_binds=True,
        output_buffer=context.config.output_buffer,
        **options,
    )
else:
    context.configure(connection=connection, **options)

with context.begin_transaction():
    context.run_migrations()
