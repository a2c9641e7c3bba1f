"""Compare a transcription with the core: each difference is declared as a slip, and each declared slip is there."""

from tconv.examples import find
from tconv.sheets.quantities import SETTINGS, Quantity, quantities
from tconv.sheets.sheet import DOTS, Drawn, Part, Sheet, SheetError, Slip
from tconv.words.numbers import number


def check(sheet: Sheet) -> None:
    """Hold that the sheet and the core differ exactly where the sheet's file says so.

    Raises
    ------
    SheetError
        For a difference that is not declared, a declared one that is not there, a grid of another size, an
        unknown quantity, and rows or columns numbered otherwise than 1, 2, 3 and so on.
    """
    found = {slip for part in sheet.parts if part.quantity for slip in differences(part).values()}
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


def differences(part: Part) -> dict[tuple[int, int], Slip]:
    """Compare each drawn cell with the core, its pen included; slips by the place in the drawn grid, from 0.

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
    found = {}
    for place, (row, column) in _places(part, computed).items():
        drawn = part.grid[place[0]][place[1]]
        said, right = _compare(drawn, computed.numbers[row, column], computed.pens[row][column])
        if said != right:
            found[place] = Slip(part.quantity, row + 1, column + 1, said, right)
    return found


def _compare(drawn: Drawn, value: float, pens: frozenset[str]) -> tuple[str, str]:
    """Write both as text; the pens too, where the drawn one does not fit."""
    said, right = str(drawn), number(value)
    return (said, right) if drawn.pen in pens else (f"{said} {drawn.pen}", f"{right} {' or '.join(sorted(pens))}")


def _places(part: Part, computed: Quantity) -> dict[tuple[int, int], tuple[int, int]]:
    """Say which cell of the quantity each drawn number is; dots stand for as many as are missing."""
    tall, wide = computed.numbers.shape
    sizes = sorted({len(row) for row in part.grid})
    written = [(r, c) for r, row in enumerate(part.grid) for c, each in enumerate(row) if each.value is not None]
    if computed.vector and (sizes == [1] or len(part.grid) == 1):
        line = [each for row in part.grid for each in row]
        dots = [at for at, each in enumerate(line) if each.value is None]
        if len(dots) == 1 and len(line) <= tall:
            rows = [*range(dots[0]), *range(tall - (len(line) - dots[0] - 1), tall)]
        else:
            rows = list(range(len(line)))
        if not dots and len(line) != tall or len(dots) > 1 or len(line) > tall:
            raise SheetError(f"the {part.quantity} is drawn with {len(line)} numbers, and has {tall}")
        return dict(zip(written, ((row, 0) for row in rows), strict=True))
    if part.quantity in SETTINGS and written == [(0, 0)] and computed.numbers[0, 0] == computed.numbers[0, 1]:
        return {(0, 0): (0, 0)}  # one number written for a pair of equal ones
    if len(part.grid) != tall or sizes != [wide] or len(written) != tall * wide:
        widths = " or ".join(map(str, sizes))
        raise SheetError(
            f"the {part.quantity} is drawn with {len(part.grid)} rows of {widths}, and has {tall} of {wide}"
        )
    return {place: place for place in written}


def _place(slip: Slip) -> str:
    return f"the {slip.quantity}, row {slip.row}, column {slip.column},"


def _written(numbers: tuple[Drawn, ...]) -> str:
    return " ".join(str(each) for each in numbers) or DOTS
