"""What NeuroSlice remembers: SQLAlchemy models, sessions and migrations, the same for MySQL and SQLite."""
