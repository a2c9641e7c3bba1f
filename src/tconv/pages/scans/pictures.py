"""Make web pictures of a sheet: upright, white where it is a photo of paper, in a few widths, without metadata."""

import io
import os
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from tconv.pages.scans import SourceError
from tconv.pages.scans.paper import is_clean, rectified
from tconv.pages.scans.sources import Original
from tconv.sheets.pictures import Picture

WIDTHS = (640, 1280, 1920)
"""Widths in pixels that a page needs, for narrow and wide screens; none is wider than the sheet itself."""

LARGEST = 64_000_000
"""Pixels that a JPEG may have, which is decoded at a smaller size; other kinds may have half of them."""

SLIMMEST = 10
"""How many times longer than wide a picture may be."""

_QUALITY = 88
_TONES = 15
"""Steps from black to full light in each channel that a drawing keeps. They are so few that it needs no lossy
packing, which would halve the resolution of colour and pale its thin red strokes; and its file stays small."""
_WORKING = 2600
"""The longest side, in pixels, at which a photo is straightened: a little more than the widest picture."""

_HEIC = re.compile(rb"....ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1)", re.DOTALL)
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")


def prepare(original: Original, folder: Path, report: Callable[[str], None]) -> Picture:
    """Write one sheet into a folder, in each width.

    Raises
    ------
    SourceError
        If the data is empty, no picture, a moving one, one in code (SVG), truncated, or has too many pixels.
    """
    report(f"{original.name}: reading")
    image = _upright(original)
    clean = is_clean(image)
    if not clean:
        report(f"{original.name}: straightening and whitening")
        image = rectified(image)
    files = []
    for width in sorted({min(width, image.width) for width in WIDTHS}):
        report(f"{original.name}: writing {width} px")
        height = round(image.height * width / image.width)
        resized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        bare = Image.new("RGB", resized.size)
        bare.paste(resized)
        name = f"{original.name}-{width}.webp"
        if clean:
            few = bare.point([round(round(value * _TONES / 255) * 255 / _TONES) for value in range(256)] * 3)
            few.save(folder / name, "WEBP", lossless=True)
        else:
            bare.save(folder / name, "WEBP", quality=_QUALITY)
        files.append((name, width))
    return Picture(original.name, image.width, image.height, tuple(files))


def _upright(original: Original) -> Image.Image:
    """Decode a picture, turn it as its camera says, and bring it to sRGB on white."""
    name, data = original.name, original.data
    if not data:
        raise SourceError(f"{name} is empty: it has 0 bytes")
    formats: tuple[str, ...] = _FORMATS
    if _HEIC.match(data):
        _understand_heic(name)
        formats = ("HEIF",)
    try:
        with warnings.catch_warnings(action="ignore"), _unheard():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=formats) as opened:
                return _decoded(opened, name)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise SourceError(_too_large(name)) from None
    except UnidentifiedImageError:
        if b"<svg" in data[:4000].lower():
            raise SourceError(f"{name} is an SVG, which is code; export it as PNG") from None
        raise SourceError(f"{name} is no picture that can be read; use JPEG, PNG or WebP") from None
    except SourceError:
        raise
    except Exception as error:  # a damaged picture, and damaged metadata, raise whatever the plugin for its kind does
        raise SourceError(f"{name} is damaged or truncated ({error})") from None


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep the terminal free of what libtiff says of a damaged picture, which it writes past Python."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _decoded(opened: Image.Image, name: str) -> Image.Image:
    """Read the pixels at a working size, upright, in RGB and on white; refuse what is no single sheet."""
    if opened.width * opened.height > (LARGEST if opened.format in ("JPEG", "MPO") else LARGEST // 2):
        raise SourceError(_too_large(name, opened.size))
    if max(opened.size) > SLIMMEST * min(opened.size):
        raise SourceError(f"{name} has {opened.width} × {opened.height} pixels; a sheet is not so narrow")
    if getattr(opened, "is_animated", False) and opened.format != "MPO":  # a phone's photo with a second picture in it
        raise SourceError(f"{name} is animated; a sheet is one still picture")
    opened.draft("RGB", (_WORKING, _WORKING))  # a large JPEG is decoded at half or a quarter of its size
    if opened.mode in ("1", "P", "PA"):  # without shades in between, thin lines would vanish as it is made smaller
        opened = opened.convert("L" if opened.mode == "1" else "RGBA")
    image = ImageOps.exif_transpose(opened)
    image.thumbnail((_WORKING, _WORKING), Image.Resampling.LANCZOS)
    if image.mode.startswith("I"):  # 16 bits a pixel
        image = Image.fromarray((np.asarray(image, np.float32) / 257).clip(0, 255).astype(np.uint8))
    image = _srgb(image)
    if image.has_transparency_data:
        on_white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(on_white, image.convert("RGBA"))
    return image.convert("RGB")


def _srgb(image: Image.Image) -> Image.Image:
    """Convert colours from the camera's profile, which is then dropped with the rest of the metadata."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        converted = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError):  # a broken profile: the colours as they are
        return image
    return converted or image


def _understand_heic(name: str) -> None:
    """Let Pillow read HEIC photos, where the package for them is installed."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        raise SourceError(
            f'{name} is a HEIC photo, which needs one more package: .venv/bin/pip install "pillow-heif>=1,<2"'
        ) from None
    register_heif_opener()


def _too_large(name: str, size: tuple[int, int] | None = None) -> str:
    pixels = f"{size[0]} × {size[1]} pixels" if size else "too many pixels"
    return (
        f"{name} has {pixels}; at most {LARGEST // 10**6} million are read, and half of them of other kinds than JPEG"
    )
