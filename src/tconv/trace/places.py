"""Turn places on a grid into the words that sentences have for them."""

from collections.abc import Sequence

from tconv.numbers import places

Cell = tuple[int, int]


def cells(span: slice) -> tuple[int, ...]:
    """List the cells of a slice with a start, a stop and a step."""
    return tuple(range(span.start, span.stop, span.step))


def lines(rows: Sequence[int], cols: Sequence[int]) -> dict[str, str]:
    """Name rows and columns: rows 2–4, column 0."""
    return {
        "rows": f"row{'s' * (len(rows) > 1)}\N{NO-BREAK SPACE}{places(rows)}",
        "columns": f"column{'s' * (len(cols) > 1)}\N{NO-BREAK SPACE}{places(cols)}",
    }


def name(cell: Cell) -> str:
    """Name a cell by its row and column: (1, 0)."""
    return f"({cell[0]},\N{NO-BREAK SPACE}{cell[1]})"
