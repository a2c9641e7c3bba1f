"""Hand-drawn sheets for the tests: the author's, where they stand beside the repository, or stand-ins drawn here."""

import io
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

ROOT = Path(__file__).resolve().parent.parent
AUTHORS = ROOT.parent / "shared/scans"
NAMES = tuple(f"convolution_{number}" for number in (1, 2, 3))
BLUE, RED, BLACK, YELLOW, GREEN, PALE = "#1470c8", "#b01018", "#101010", "#fff34d", "#7cf06a", "#cfd6de"


@cache
def sheets() -> dict[str, bytes]:
    """Read the three sheets by name, as JPEG files."""
    if AUTHORS.is_dir():
        return {name: (AUTHORS / f"{name}.jpg").read_bytes() for name in NAMES}
    return {name: jpeg(_drawing(seed)) for seed, name in enumerate(NAMES)}


def _drawing(seed: int) -> Image.Image:
    """Draw a sheet as a pen would: blue and red numbers, highlighter under some, black remarks."""
    random = np.random.default_rng(seed)
    image = Image.new("RGB", (1024, 724), "white")
    draw = ImageDraw.Draw(image)
    for at, (x, y) in enumerate([(60, 90), (60, 160), (430, 380), (560, 380)]):
        draw.rounded_rectangle((x, y, x + 90, y + 46), 20, fill=YELLOW if at % 2 == 0 else GREEN)
    for row in range(9):
        for column in range(13):
            x, y = 60 + 70 * column + int(random.integers(-5, 6)), 100 + 62 * row + int(random.integers(-5, 6))
            draw.text((x, y), str(random.integers(-9, 17)), fill=(BLUE, RED)[int(random.integers(2))], font_size=28)
    draw.text((60, 30), f"Sheet {seed + 1}, drawn for a test", fill=BLACK, font_size=40)
    draw.line((60, 680, 960, 684), fill=BLUE, width=4)
    return image


def jpeg(image: Image.Image, **options: object) -> bytes:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=90, **options)
    return packed.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def with_all_metadata(image: Image.Image) -> bytes:
    """Give a picture everything that could tell on its owner: Exif with a place, XMP, a comment, a profile."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x9286] = "MAKER-OF-IT", "MODEL-OF-IT", "SECRET-COMMENT"
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 3.0, 59.0), 3: "E", 4: (19.0, 56.0, 40.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return jpeg(image, exif=exif, xmp=b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>", comment=b"SECRET-COM", icc_profile=profile)


def png_with_text(image: Image.Image) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SECRET-AUTHOR")
    packed = io.BytesIO()
    image.save(packed, "PNG", pnginfo=text)
    return packed.getvalue()


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


def folder(to: Path) -> Path:
    """Write the three sheets into a folder."""
    to.mkdir(parents=True, exist_ok=True)
    for name, data in sheets().items():
        (to / f"{name}.jpg").write_bytes(data)
    return to
