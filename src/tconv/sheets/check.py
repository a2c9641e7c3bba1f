"""Compare a transcription with the core: each difference is declared as a slip, and each declared slip is there."""

from tconv.examples import find
from tconv.numbers import number
from tconv.sheets.quantities import Quantity, quantities
from tconv.sheets.sheet import DOTS, Drawn, Part, Sheet, SheetError, Slip


def check(sheet: Sheet) -> None:
    """Hold that the sheet and the core differ exactly where the sheet's file says so.

    Raises
    ------
    SheetError
        For a difference that is not declared, a declared one that is not there, a grid of another size, an
        unknown quantity, and rows or columns numbered otherwise than 1, 2, 3 and so on.
    """
    found = {slip for part in sheet.parts if part.quantity for slip in differences(part)}
    declared = set(sheet.slips)
    wrong = [
        f"{_place(slip)} has {slip.drawn} and the core {slip.computed}; correct the transcription, or declare a slip"
        for slip in sorted(found - declared)
    ]
    wrong += [
        f"{_place(slip)}: a slip is declared, {slip.drawn} for {slip.computed}, and there is none; delete it"
        for slip in sorted(declared - found)
    ]
    if wrong:
        raise SheetError(f"{sheet.file}: {'; '.join(wrong)}")


def differences(part: Part) -> list[Slip]:
    """Compare each drawn cell with the core, its pen included.

    Raises
    ------
    SheetError
        For an unknown quantity, or a grid of another size.
    """
    known = quantities(find(part.example))
    if part.quantity not in known:
        raise SheetError(f"unknown quantity {part.quantity!r}; there are: {', '.join(known)}")
    computed = known[part.quantity]
    tall, wide = computed.numbers.shape
    for numbers, count in ((part.row_numbers, tall), (part.column_numbers, wide)):
        if numbers and [each.value for each in numbers] != list(range(1, count + 1)):
            raise SheetError(f"the {part.quantity}: its {count} rows or columns are numbered {_written(numbers)}")
    return [
        Slip(part.quantity, row + 1, column + 1, said, right)
        for (row, column), drawn in _cells(part, computed).items()
        for said, right in [_compare(drawn, computed.numbers[row, column], computed.pens[row][column])]
        if said != right
    ]


def _compare(drawn: Drawn, value: float, pens: frozenset[str]) -> tuple[str, str]:
    """Write both as text; the pens too, where the drawn one does not fit."""
    said, right = str(drawn), number(value)
    return (said, right) if drawn.pen in pens else (f"{said} {drawn.pen}", f"{right} {' or '.join(sorted(pens))}")


def _cells(part: Part, computed: Quantity) -> dict[tuple[int, int], Drawn]:
    """Give each drawn number its place; dots stand for as many numbers as are missing."""
    tall, wide = computed.numbers.shape
    grid = part.grid
    if computed.vector and len(grid) == 1:
        grid = tuple((each,) for each in grid[0])
    if len(grid) == 1 and len(grid[0]) == 1 and len(set(computed.numbers.ravel().tolist())) == 1:
        grid = (grid[0] * wide,)  # one number written for a pair of equal ones
    dots = [at for at, row in enumerate(grid) if any(each.value is None for each in row)]
    if computed.vector and len(dots) == 1 and len(grid) <= tall:
        rows = [*range(dots[0]), *range(tall - (len(grid) - dots[0] - 1), tall)]
        grid = tuple(row for at, row in enumerate(grid) if at != dots[0])
    else:
        rows = list(range(tall))
    if len(grid) != len(rows) or {len(row) for row in grid} != {wide}:
        sizes = " or ".join(sorted({str(len(row)) for row in grid}))
        raise SheetError(f"the {part.quantity} is drawn with {len(grid)} rows of {sizes}, and has {tall} of {wide}")
    return {(rows[r], column): each for r, row in enumerate(grid) for column, each in enumerate(row)}


def _place(slip: Slip) -> str:
    return f"the {slip.quantity}, row {slip.row}, column {slip.column},"


def _written(numbers: tuple[Drawn, ...]) -> str:
    return " ".join(str(each) for each in numbers) or DOTS
