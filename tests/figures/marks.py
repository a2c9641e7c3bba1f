"""Read a scene as a reader does: which text is seen at a place once a step is done."""

from collections.abc import Iterable, Iterator

from tconv.scene import At, Cells, Mark, Numbers, Scene


def texts(marks: Iterable[Mark], x: float = 0, y: float = 0, scale: float = 1) -> Iterator[tuple[float, float, str]]:
    """List the texts of marks in drawing order, each with the place where it stands: x, y, text."""
    for mark in marks:
        if isinstance(mark, At):
            yield from texts(mark.marks, x + mark.x * scale, y + mark.y * scale, scale * mark.scale)
        elif isinstance(mark, Cells | Numbers):
            middle = 0.5 if isinstance(mark, Cells) else 0
            for right, down, text in mark.spots:
                yield x + (right + middle) * scale, y + (down + middle) * scale, text


def outputs(scene: Scene, shape: tuple[int, int]) -> list[list[str]]:
    """Read the output's cells after each step, row by row: what is painted last is what is seen."""
    left, top = scene.output
    seen: dict[tuple[int, int], str] = {}
    read = []
    for marks in (scene.common, *(change.stays for change in scene.changes)):
        for x, y, text in texts(marks):
            if text:
                seen[int((y - top) // 1), int((x - left) // 1)] = text
        read.append([seen.get((row, col), "") for row in range(shape[0]) for col in range(shape[1])])
    return read[1:]
