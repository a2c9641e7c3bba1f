"""Draw three stand-ins for the author's hand-drawn sheets, which are not in the repository, to try the import with."""

import io
import sys
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from tconv.command_line import Parser, complain
from tconv.pages.addresses import ROOT

AUTHORS = ROOT.parent / "shared/scans"
"""The author's own sheets, where someone keeps them beside the repository: tests and measurements prefer them."""

NAMES = tuple(f"convolution_{number}" for number in (1, 2, 3))
BLUE, RED, BLACK, YELLOW, GREEN = "#1470c8", "#b01018", "#101010", "#fff34d", "#7cf06a"


def main() -> int:
    parser = Parser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    out = parser.parse_args().out
    try:
        write(stand_ins(), out)
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}")
    print(f"{len(NAMES)} stand-ins for the author's sheets in {out}; import them: make scans FROM={out}")
    return 0


def write(sheets: dict[str, bytes], folder: Path) -> Path:
    """Write sheets into a folder, as JPEG files of their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in sheets.items():
        (folder / f"{name}.jpg").write_bytes(data)
    return folder


@cache
def sheets() -> dict[str, bytes]:
    """Read the author's three sheets by name, or draw their stand-ins, as JPEG files."""
    if AUTHORS.is_dir():
        return {name: (AUTHORS / f"{name}.jpg").read_bytes() for name in NAMES}
    return stand_ins()


def stand_ins() -> dict[str, bytes]:
    """Draw a sheet for each name, as a JPEG file."""
    return {name: jpeg(_drawing(seed)) for seed, name in enumerate(NAMES)}


def _drawing(seed: int) -> Image.Image:
    """Draw a sheet as a pen would: blue and red numbers, highlighter under some, a black title."""
    random = np.random.default_rng(seed)
    image = Image.new("RGB", (1024, 724), "white")
    draw = ImageDraw.Draw(image)
    for at, (x, y) in enumerate([(60, 90), (60, 160), (430, 380), (560, 380)]):
        draw.rounded_rectangle((x, y, x + 90, y + 46), 20, fill=YELLOW if at % 2 == 0 else GREEN)
    for row in range(9):
        for column in range(13):
            x, y = 60 + 70 * column + int(random.integers(-5, 6)), 100 + 62 * row + int(random.integers(-5, 6))
            draw.text((x, y), str(random.integers(-9, 17)), fill=(BLUE, RED)[int(random.integers(2))], font_size=28)
    draw.text((60, 30), f"Sheet {seed + 1}, a stand-in", fill=BLACK, font_size=40)
    draw.line((60, 680, 960, 684), fill=BLUE, width=4)
    return image


def jpeg(image: Image.Image, **options: object) -> bytes:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=90, **options)
    return packed.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def photo(sheet: Image.Image, width: int = 4000, height: int = 3000) -> Image.Image:
    """Photograph a sheet that lies askew on a dark table, in the light of one lamp."""
    large = sheet.resize(
        (round(0.85 * width), round(0.85 * width * sheet.height / sheet.width)), Image.Resampling.LANCZOS
    )
    corners = np.array([[0.105, 0.11], [0.905, 0.06], [0.93, 0.873], [0.075, 0.9]]) * (width, height)
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, [(0, 0), (large.width, 0), large.size, (0, large.height)], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    mapping = np.linalg.solve(np.array(rows), np.array(wanted, float)).tolist()
    paper = large.transform((width, height), Image.Transform.PERSPECTIVE, mapping, Image.Resampling.BICUBIC)
    inside = Image.new("L", large.size, 255).transform((width, height), Image.Transform.PERSPECTIVE, mapping)
    table = Image.new("RGB", (width, height), (92, 70, 52))
    scene = np.asarray(Image.composite(paper, table, inside), np.float32)
    across, down = np.linspace(0, 0.3, width)[None, :, None], np.linspace(0, 0.08, height)[:, None, None]
    noise = np.random.default_rng(0).normal(0, 3, (height, width, 1)).astype(np.float32)
    lit = scene * (0.62 + across + down) * np.array([1, 0.96, 0.86]) + noise
    return Image.fromarray(lit.clip(0, 255).astype(np.uint8))


if __name__ == "__main__":
    sys.exit(main())
