"""Turn rows, columns and cells into the words that sentences have for them."""

from collections.abc import Sequence

from tconv.words.numbers import places


def lines(rows: Sequence[int], cols: Sequence[int]) -> dict[str, str]:
    """Name rows and columns: rows 2–4, column 0."""
    return {
        "rows": f"row{'s' * (len(rows) > 1)}\N{NO-BREAK SPACE}{places(rows)}",
        "columns": f"column{'s' * (len(cols) > 1)}\N{NO-BREAK SPACE}{places(cols)}",
    }


def name(cell: tuple[int, int]) -> str:
    """Name a cell by its row and column: (1, 0)."""
    return f"({cell[0]},\N{NO-BREAK SPACE}{cell[1]})"
