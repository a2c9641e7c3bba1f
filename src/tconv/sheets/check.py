"""Compare a transcription with the core: each difference is declared as a slip, and each declared slip is there."""

from tconv.examples import find
from tconv.sheets.quantities import SETTINGS, Quantity, quantities
from tconv.sheets.sheet import DOTS, Drawn, Part, Sheet, SheetError, Slip
from tconv.words.numbers import number

Place = tuple[int, int]
"""A row and a column, from 0: of a grid as it is drawn, or of the quantity as the core computes it."""


def check(sheet: Sheet) -> None:
    """Refuse a sheet that differs from the core anywhere but where its file declares a slip.

    Raises
    ------
    SheetError
        For a difference that is not declared, a declared one that is not there, a grid of another size, an
        unknown quantity, and rows or columns numbered otherwise than 1, 2, 3 and so on.
    """
    found = {slip for part in sheet.parts if part.quantity for slip in differences(part).values()}
    declared = set(sheet.slips)
    wrong = [
        f"{_place(slip)}, has {slip.drawn} and the core {slip.computed}; correct the transcription, or declare a slip"
        for slip in sorted(found - declared)
    ]
    wrong += [
        f"{_place(slip)}: a slip is declared, {slip.drawn} for {slip.computed}, and there is none; delete it"
        for slip in sorted(declared - found)
    ]
    if wrong:
        raise SheetError(f"{sheet.file}: {'; '.join(wrong)}")


def differences(part: Part) -> dict[Place, Slip]:
    """Compare each drawn cell with the core, its pen included, and return the slips by their place in the drawn grid.

    Raises
    ------
    SheetError
        For an unknown quantity, or a grid of another size.
    """
    known = quantities(find(part.example))
    if part.quantity not in known:
        raise SheetError(f"unknown quantity {part.quantity!r}; there are: {', '.join(known)}")
    computed = known[part.quantity]
    for numbers, count in zip((part.row_numbers, part.column_numbers), computed.numbers.shape, strict=True):
        if numbers and [each.value for each in numbers] != list(range(1, count + 1)):
            raise SheetError(f"the {part.quantity}: its {count} rows or columns are numbered {_joined(numbers)}")
    slips = {}
    for (r, c), (row, column) in _places(part, computed).items():
        drawn_text, computed_text = _texts(part.grid[r][c], computed.numbers[row, column], computed.pens[row][column])
        if drawn_text != computed_text:
            slips[r, c] = Slip(part.quantity, row + 1, column + 1, drawn_text, computed_text)
    return slips


def _texts(drawn: Drawn, value: float, pens: frozenset[str]) -> tuple[str, str]:
    """Write a drawn and a computed number; with their pens, where the drawn one does not fit."""
    if drawn.pen in pens:
        return str(drawn), number(value)
    return f"{drawn} {drawn.pen}", f"{number(value)} {' or '.join(sorted(pens))}"


def _places(part: Part, computed: Quantity) -> dict[Place, Place]:
    """Find which cell of the quantity each drawn number is; there are three ways to draw one."""
    numbers = [(r, c) for r, row in enumerate(part.grid) for c, each in enumerate(row) if each.value is not None]
    is_line = len(part.grid) == 1 or all(len(row) == 1 for row in part.grid)
    if computed.vector and is_line:
        return _places_in_line(part, len(computed.numbers), numbers)
    if part.quantity in SETTINGS and numbers == [(0, 0)] and computed.numbers[0, 0] == computed.numbers[0, 1]:
        return {(0, 0): (0, 0)}  # one number stands for a pair of equal ones
    return _places_in_grid(part, computed, numbers)


def _places_in_line(part: Part, length: int, numbers: list[Place]) -> dict[Place, Place]:
    """Place the numbers of a vector, drawn as a row or a column; dots stand for as many as are missing."""
    line = [each for row in part.grid for each in row]
    dots = [at for at, each in enumerate(line) if each.value is None]
    is_whole = not dots and len(line) == length
    is_shortened = len(dots) == 1 and len(line) <= length
    if not is_whole and not is_shortened:
        raise SheetError(f"the {part.quantity} is drawn with {len(line)} numbers, and has {length}")
    before = dots[0] if dots else length
    missing = length - len(numbers)
    return {place: (at if at < before else at + missing, 0) for at, place in enumerate(numbers)}


def _places_in_grid(part: Part, computed: Quantity, numbers: list[Place]) -> dict[Place, Place]:
    """Place the numbers of a grid, where each is drawn in its own place."""
    height, width = computed.numbers.shape
    widths = sorted({len(row) for row in part.grid})
    if len(part.grid) != height or widths != [width] or len(numbers) != height * width:
        raise SheetError(
            f"the {part.quantity} is drawn with {len(part.grid)} rows of {' or '.join(map(str, widths))}, "
            f"and has {height} of {width}"
        )
    return {place: place for place in numbers}


def _place(slip: Slip) -> str:
    return f"the {slip.quantity}, row {slip.row}, column {slip.column}"


def _joined(numbers: tuple[Drawn, ...]) -> str:
    return " ".join(str(each) for each in numbers) or DOTS
