"""What an archive lists and finds, as a frozen table of values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_type_hints, overload

from variorum.errors import ExtraMissing
from variorum.model.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas
    import pyarrow

    from variorum.model.witnesses import Limit

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, repr=False)
class Table(Generic[Row]):
    """Rows of one kind of value. `total` counts those there are, of which `rows` may be the first.

    `kind` is the class of the rows, whose fields are the columns. `limits` are bounds that may have kept rows out.
    """

    kind: type[Row]
    rows: tuple[Row, ...]
    total: int
    limits: tuple[Limit, ...] = ()

    def __repr__(self) -> str:
        return f"<table of {self.kind.__name__}: {len(self.rows):,} of {self.total:,}>"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Table[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Table[Row]:
        if isinstance(index, slice):
            return Table(self.kind, self.rows[index], self.total, self.limits)
        return self.rows[index]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(_columns(self.kind))

    def column(self, name: str) -> list[Any]:
        """One column; spans are (start, end), in code points of the stored text."""
        return [_plain(getattr(row, name)) for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table, its types the same however many rows there are. Raises ExtraMissing without pyarrow."""
        try:
            import pyarrow
        except ModuleNotFoundError as error:
            raise ExtraMissing("pyarrow", "to_arrow", extra="tables") from error
        span = pyarrow.struct([("start", pyarrow.int64()), ("end", pyarrow.int64())])
        made = {
            str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(), Span: span
        }  # fmt: skip
        schema = pyarrow.schema(
            [
                (name, pyarrow.list_(made[one]) if several else made[one])
                for name, (one, several) in _columns(self.kind).items()
            ]
        )
        columns = {name: [_arrow_value(getattr(row, name)) for row in self.rows] for name in _columns(self.kind)}
        return pyarrow.table(columns, schema=schema)

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame. Raises ExtraMissing without pandas."""
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise ExtraMissing("pandas", "to_pandas", extra="tables") from error
        return pandas.DataFrame({name: self.column(name) for name in self.columns}, columns=list(self.columns))

    def _repr_html_(self) -> str:
        """A bounded preview for notebooks; columns without any value are left out."""
        from variorum.render.tables import html_table

        full = [name for name in self.columns if any(value not in (None, "", []) for value in self.column(name))]
        rows = list(zip(*(self.column(name) for name in full), strict=True)) if full else []
        return html_table(full, rows, total=self.total)


def _columns(kind: type) -> dict[str, tuple[type, bool]]:
    """For each field the type of its values, and whether it holds several."""
    hints = get_type_hints(kind)
    found = {}
    for field in fields(kind):
        hint = hints[field.name]
        inner = [part for part in get_args(hint) if part not in (type(None), ...)]
        several = getattr(hint, "__origin__", None) is tuple
        found[field.name] = (inner[0] if inner else hint, several)
    return found


def _plain(value: object) -> object:
    if isinstance(value, Span):
        return value.start, value.end
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _arrow_value(value: object) -> object:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    return [_arrow_value(one) for one in value] if isinstance(value, tuple) else value
