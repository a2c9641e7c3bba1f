"""Set a transcription in type, and lay a sheet out beside the computed figure."""

from collections.abc import Mapping, Sequence
from html import escape

from tconv.sheets.check import differences
from tconv.sheets.pictures import Picture
from tconv.sheets.quantities import SETTINGS
from tconv.sheets.sheet import Drawn, Part, Sheet

AUTHOR = "sheet-author:"
"""Stands for the address of the author's notebook, until the site is finished."""

FOLDER = "sheet-picture:"
"""Stands for the folder of the pictures, seen from the page, until the site is finished."""

_SIZES = "(min-width: 48em) 36rem, 94vw"
"""How wide the page shows a picture, so that the browser loads no wider file."""

_WIDE = 8
"""A grid with more columns is set in smaller type, so that it fits the paper."""


def typeset(sheet: Sheet, number: int, picture: Picture | None, figure: str, steps: Mapping[int, int], id: str) -> str:
    """Lay out one sheet and the figure of the same step, side by side where there is room.

    Parameters
    ----------
    sheet : Sheet
        Its parts and slips.
    number : int
        Its number, from 1.
    picture : Picture or None
        Its picture, where it is imported.
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
        paper = f'<div class="paper">{_image(sheet, number, picture)}</div>'
        credit = f"Drawn by hand by {_author()}."
        more = f'<details class="transcript"><summary>Transcript</summary>{transcript}</details>'
    rows = _rows(steps, target)
    return (
        f'<div class="sheet-beside"><figure class="sheet" id="{id}" data-search-exclude>{paper}'
        f"<figcaption><b>Sheet {number}.</b> {escape(sheet.title)}. {credit}</figcaption>"
        f"{rows}{_slips(sheet, steps, target)}{more}</figure>"
        f'<div id="{target}">{figure}</div></div>'
    )


def drawing(sheet: Sheet, number: int, picture: Picture) -> str:
    """Show the picture of a sheet by itself, with its credit."""
    return (
        f'<figure class="sheet" data-search-exclude><div class="paper">{_image(sheet, number, picture)}</div>'
        f"<figcaption><b>Sheet {number}.</b> {escape(sheet.title)}. Drawn by hand by {_author()}.</figcaption></figure>"
    )


def _author() -> str:
    return f'<a href="{AUTHOR}">the author</a>'


def _image(sheet: Sheet, number: int, picture: Picture) -> str:
    """Show the picture; it opens at full size, in a dialog where there is a script."""
    widths = ", ".join(f"{FOLDER}{name} {width}w" for name, width in picture.files)
    return (
        f'<a class="zoom" href="{FOLDER}{picture.full}" aria-label="Enlarge sheet {number}">'
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
    """List where pen and computation differ: the place, both numbers, the consequence."""
    if not sheet.slips:
        return ""
    items = []
    for declared in sheet.declared:
        slips = declared.slips
        quantity, row = slips[0].quantity, slips[0].row
        columns = " and ".join(str(slip.column) for slip in slips)
        drawn = " and ".join(slip.drawn for slip in slips)
        computed = " and ".join(slip.computed for slip in slips)
        where = f"Row {row} of the {quantity}, {'column' if len(slips) == 1 else 'columns'} {columns}"
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
    """Set the parts of one line, and below them their remarks."""
    remarks = "".join(f'<p class="remark">{escape(part.remark)}</p>' for part in parts if part.remark)
    return f'<div class="line">{"".join(map(_part, parts))}</div>{remarks}'


def _part(part: Part) -> str:
    """Set a setting as an equation, and any other part as a table below its label."""
    if part.quantity in SETTINGS:
        value = " × ".join(str(each) for each in part.grid[0])
        return f'<p class="setting"><b>{escape(part.label)}</b> = {value}</p>'
    sign = f'<span class="sign">{escape(part.sign)}</span>' if part.sign else ""
    label = f'<p class="label">{escape(part.label)}</p>' if part.label else ""
    is_wide = bool(part.grid) and len(part.grid[0]) > _WIDE
    return f'{sign}<div class="{"part wide" if is_wide else "part"}">{label}{_grid(part)}</div>'


def _grid(part: Part) -> str:
    """Set the numbers of a part as a table, its slips marked."""
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


def _cell(drawn: Drawn, is_slip: bool) -> str:
    """Set one number, with its pen and its slip as classes; blue needs none, since the pen is blue by default."""
    classes = [] if drawn.pen == "blue" else [drawn.pen.removeprefix("on ")]
    if is_slip:
        classes.append("slip")
    attribute = f' class="{" ".join(classes)}"' if classes else ""
    return f"<td{attribute}>{drawn}</td>"
