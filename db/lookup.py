"""One row by one statement, with as little work around it as there can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVarTuple, cast

from sqlalchemy import Engine, Select

__all__ = ["Lookup"]

Columns = TypeVarTuple("Columns")
Processor = Callable[[Any], Any]


class Lookup(Generic[*Columns]):
    """A statement compiled once, for what every request asks.

    SQLAlchemy's own execution takes longer than SQLite needs for the answer; a slice waits for a few of these.

    Args:
        engine: where to ask.
        statement: selects columns; what varies is a `bindparam` of text or numbers.
    """

    def __init__(self, engine: Engine, statement: Select[*Columns]) -> None:
        compiled = statement.compile(dialect=engine.dialect)
        self._engine = engine
        self._statement = statement
        self._sql = str(compiled)
        self._order: list[str] | None = cast(Any, compiled).positiontup
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        processors = (
            column.type.dialect_impl(engine.dialect).result_processor(engine.dialect, None)
            for column in statement.selected_columns
        )
        self._processors: list[Processor | None] = list(processors)

    def one(self, **parameters: str | int) -> tuple[*Columns] | None:
        """Read the row; None where there is none.

        Raises:
            DBAPIError: the database does not answer.
        """
        try:
            row = self._fetch(self._fixed | parameters)
        except Exception:
            # The ordinary way says what is wrong in the ordinary words, or finds a connection that works.
            return self._one_slowly(parameters)
        if row is None:
            return None
        values = (process(value) if process else value for value, process in zip(row, self._processors, strict=True))
        return cast("tuple[*Columns]", tuple(values))

    def _fetch(self, given: dict[str, Any]) -> Sequence[Any] | None:
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(self._sql, given if self._order is None else [given[name] for name in self._order])
            row: Sequence[Any] | None = cursor.fetchone()
            cursor.close()
        except Exception:
            connection.invalidate()
            raise
        finally:
            connection.close()
        return row

    def _one_slowly(self, parameters: dict[str, str | int]) -> tuple[*Columns] | None:
        with self._engine.connect() as connection:
            row = connection.execute(self._statement, parameters).first()
        return None if row is None else cast("tuple[*Columns]", tuple(row))
