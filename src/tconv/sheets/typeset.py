"""Set a transcription in type, and lay a sheet out beside the computed figure."""

from collections.abc import Mapping, Sequence
from html import escape

from tconv.sheets.check import differences
from tconv.sheets.pictures import Picture
from tconv.sheets.quantities import SETTINGS
from tconv.sheets.sheet import Drawn, Part, Sheet

AUTHOR = "sheet-author:"
"""Stands for the address of the author's notebook, until the page is built."""

FOLDER = "sheet-picture:"
"""Stands for the folder of the pictures, seen from the page, until it is built."""

_SIZES = "(min-width: 76em) 29rem, 94vw"


def typeset(sheet: Sheet, at: int, picture: Picture | None, figure: str, steps: Mapping[int, int], id: str) -> str:
    """Lay out one sheet and the figure of the same step, side by side where there is room.

    Parameters
    ----------
    sheet : Sheet
        What is written on it.
    at : int
        Its number, from 1.
    picture : Picture or None
        The drawing, where it is imported.
    figure : str
        The computed figure as HTML.
    steps : mapping
        For each row of the sheet's matrix, from 1, the step of the figure that computes it.
    id : str
        The id of the sheet, unique on the page.
    """
    target = f"{id}-computed"
    transcript = _transcript(sheet)
    if picture is None:
        paper = f'<div class="paper typeset">{transcript}</div>'
        credit = f"The drawing by {_author()} is not imported here; this is its transcript, set in type."
        more = ""
    else:
        paper = f'<div class="paper">{_image(sheet, at, picture)}</div>'
        credit = f"Drawn by hand by {_author()}."
        more = f'<details class="transcript"><summary>Transcript</summary>{transcript}</details>'
    rows = _rows(steps, target)
    return (
        f'<div class="sheet-beside"><figure class="sheet" id="{id}" data-search-exclude>{paper}'
        f"<figcaption><b>Sheet {at}.</b> {escape(sheet.title)}. {credit}</figcaption>"
        f"{rows}{_slips(sheet, steps, target)}{more}</figure>"
        f'<div id="{target}">{figure}</div></div>'
    )


def drawing(sheet: Sheet, at: int, picture: Picture) -> str:
    """Show a drawing by itself, with its credit."""
    return (
        f'<figure class="sheet" data-search-exclude><div class="paper">{_image(sheet, at, picture)}</div>'
        f"<figcaption><b>Sheet {at}.</b> {escape(sheet.title)}. Drawn by hand by {_author()}.</figcaption></figure>"
    )


def _author() -> str:
    return f'<a href="{AUTHOR}">the author</a>'


def _image(sheet: Sheet, at: int, picture: Picture) -> str:
    """Show the drawing; it opens at full size, in a dialog where there is a script."""
    widths = ", ".join(f"{FOLDER}{name} {width}w" for name, width in picture.files)
    return (
        f'<a class="zoom" href="{FOLDER}{picture.full}" aria-label="Enlarge sheet {at}">'
        f'<img src="{FOLDER}{picture.files[0][0]}" srcset="{widths}" sizes="{_SIZES}" width="{picture.width}" '
        f'height="{picture.height}" loading="lazy" alt="{escape(sheet.alt)}"></a>'
    )


def _rows(steps: Mapping[int, int], target: str) -> str:
    """Link each row of the matrix to its step."""
    if not steps:
        return ""
    links = " ".join(
        f'<a href="#{target}" data-show="{step}" aria-label="Row {row}">{row}</a>' for row, step in steps.items()
    )
    return f'<p class="rows">In the figure, row {links}</p>'


def _slips(sheet: Sheet, steps: Mapping[int, int], target: str) -> str:
    """Say where pen and computation differ: the place, what is drawn, what is computed, what follows."""
    if not sheet.slips:
        return ""
    items = []
    for declared in sheet.declared:
        told = declared.slips
        quantity, row = told[0].quantity, told[0].row
        columns, drawn, computed = (
            " and ".join(str(getattr(slip, name)) for slip in told) for name in ("column", "drawn", "computed")
        )
        where = f"Row {row} of the {quantity}, column{'s' * (len(told) > 1)} {columns}"
        link = ""
        if quantity.endswith("matrix") and row in steps:
            link = f' <a href="#{target}" data-show="{steps[row]}">Compute row {row}</a>.'
        items.append(f"<li><b>{where}:</b> drawn {drawn}, computed {computed}. {escape(declared.follows)}{link}</li>")
    return f'<div class="slips"><p>Where pen and computation differ</p><ul>{"".join(items)}</ul></div>'


def _transcript(sheet: Sheet) -> str:
    """Set all parts in type, and those that stand beside one another on one line."""
    lines: list[list[Part]] = []
    for part in sheet.parts:
        if not part.beside:
            lines.append([])
        lines[-1].append(part)
    return "".join(map(_line, lines))


def _line(parts: Sequence[Part]) -> str:
    """Set the parts of one line, and below them what is remarked there."""
    remarks = "".join(f'<p class="remark">{escape(part.remark)}</p>' for part in parts if part.remark)
    return f'<div class="line">{"".join(map(_part, parts))}</div>{remarks}'


def _part(part: Part) -> str:
    if part.quantity in SETTINGS:
        written = " × ".join(str(each) for each in part.grid[0])
        return f'<p class="setting"><b>{escape(part.label)}</b> = {written}</p>'
    sign = f'<span class="sign">{escape(part.sign)}</span>' if part.sign else ""
    label = f'<p class="label">{escape(part.label)}</p>' if part.label else ""
    wide = ' class="part wide"' if len(part.grid) and len(part.grid[0]) > 8 else ' class="part"'
    return f"{sign}<div{wide}>{label}{_grid(part)}</div>"


def _grid(part: Part) -> str:
    if not part.quantity:
        return ""
    slips = differences(part)
    head = "".join(f'<th scope="col">{number}</th>' for number in part.column_numbers)
    corner = "<td></td>" if part.row_numbers else ""
    rows = [f"<tr>{corner}{head}</tr>"] if head else []
    for r, row in enumerate(part.grid):
        first = f'<th scope="row">{part.row_numbers[r]}</th>' if part.row_numbers else ""
        cells = "".join(_cell(each, (r, c) in slips) for c, each in enumerate(row))
        rows.append(f"<tr>{first}{cells}</tr>")
    name = escape(part.label or part.quantity)
    return f'<table class="written" aria-label="{name}">{"".join(rows)}</table>'


def _cell(drawn: Drawn, slip: bool) -> str:
    pen = drawn.pen.removeprefix("on ")
    names = " ".join(filter(None, [pen * (pen != "blue"), "slip" * slip]))
    return f"<td{f' class={chr(34)}{names}{chr(34)}' if names else ''}>{drawn}</td>"
