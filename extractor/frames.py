"""The tables as data frames of polars, pandas or pyarrow (extra `tables`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from extractor.jsonio import utf8
from extractor.tables import TABLES, Table, Value

if TYPE_CHECKING:
    from extractor.schema import Result

Library = Literal["polars", "pandas", "pyarrow"]
MISSING = "tables need the extra: pip install 'trade-extractor[tables]'"


class MissingExtra(ImportError):
    """The libraries of the extra `tables` aren't installed."""


def arrow_schema(table: Table) -> Any:
    """A table's pyarrow schema. Raises MissingExtra."""
    try:
        import pyarrow
    except ImportError:
        raise MissingExtra(MISSING) from None
    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return pyarrow.schema([pyarrow.field(column.name, types[column.kind]) for column in table.columns])


def arrow_table(table: Table, rows: Sequence[tuple[Value, ...]]) -> Any:
    """Rows as a pyarrow table; lone surrogates, which no file can hold, are written out as escapes."""
    schema = arrow_schema(table)
    import pyarrow

    cells = [[utf8(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    columns = list(zip(*cells, strict=True)) if cells else [()] * len(table.columns)
    arrays = [pyarrow.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def frames(results: Iterable[Result], library: Library = "polars") -> dict[str, Any]:
    """The tables of results by name: claims, people, policies, quotations, findings (docs/tables.md).

    `library`: "polars", "pandas" or "pyarrow". Raises ValueError for another, MissingExtra where it isn't installed.
    """
    if library not in ("polars", "pandas", "pyarrow"):
        raise ValueError(f"library is polars, pandas or pyarrow, not {library!r}")
    rows: dict[str, list[tuple[Value, ...]]] = {name: [] for name in TABLES}
    for result in results:
        for name, table in TABLES.items():
            rows[name] += table.rows(result)
    made = {name: arrow_table(table, rows[name]) for name, table in TABLES.items()}
    try:
        return {name: _frame(table, library) for name, table in made.items()}
    except ImportError:
        raise MissingExtra(MISSING) from None


def _frame(table: Any, library: Library) -> Any:
    if library == "pandas":
        import pandas  # noqa: F401  (to_pandas needs it; told here where it is missing)

        return table.to_pandas()
    if library == "polars":
        import polars

        return polars.from_arrow(table)
    return table
