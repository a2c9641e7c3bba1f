"""Turn the photo of a sheet of paper into a flat, white, upright sheet; its inks and highlighters stay."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

Points = npt.NDArray[np.float64]

_SMALL = 320
"""The longest side, in pixels, at which paper is looked for."""


def is_clean(image: Image.Image) -> bool:
    """Tell a drawing made on a screen from a photo: most of it, its border too, is plain white."""
    small = image.copy()
    small.thumbnail((_SMALL, _SMALL))
    darkest = np.asarray(small).min(axis=2)
    border = np.concatenate(
        [darkest[:4].ravel(), darkest[-4:].ravel(), darkest[:, :4].ravel(), darkest[:, -4:].ravel()]
    )
    return bool((darkest >= 245).mean() > 0.5 and np.median(border) >= 250)


def rectified(image: Image.Image) -> Image.Image:
    """Cut the paper out of the photo, flatten it, whiten it, and make its lines level."""
    found = corners(image)
    if found is not None:
        image = _flattened(image, found)
    image = whitened(image)
    return image if found is not None else _levelled(image)


def corners(image: Image.Image) -> Points | None:
    """Find the paper's corners, from the upper left one clockwise, shape (4, 2) as x, y.

    None where no paper with four corners stands out from a darker ground.
    """
    small = image.convert("L")
    small.thumbnail((_SMALL, _SMALL))
    bright = np.asarray(small, np.uint8)
    mask = Image.fromarray(((bright > _between(bright)) * 255).astype(np.uint8)).filter(ImageFilter.MedianFilter(5))
    ys, xs = np.nonzero(np.asarray(mask))
    if not len(xs):
        return None
    middle = np.argmin((xs - mask.width / 2) ** 2 + (ys - mask.height / 2) ** 2)
    ImageDraw.floodfill(mask, (int(xs[middle]), int(ys[middle])), 128)
    paper = np.asarray(mask) == 128
    ys, xs = np.nonzero(paper)
    ends = [np.argmin(xs + ys), np.argmax(xs - ys), np.argmax(xs + ys), np.argmin(xs - ys)]
    quad = np.array([[xs[end], ys[end]] for end in ends], float)
    turned = np.roll(quad, -1, axis=0)
    area = abs((quad[:, 0] * turned[:, 1] - turned[:, 0] * quad[:, 1]).sum()) / 2
    ground = bright[np.asarray(mask) == 0]
    if not 0.2 * paper.size < area < 0.97 * paper.size or paper.sum() < 0.75 * area or not ground.size:
        return None
    return (quad + 0.5) * (image.width / mask.width)


def _between(bright: npt.NDArray[np.uint8]) -> int:
    """Find the brightness that divides the picture best into a dark and a bright class (Otsu 1979)."""
    counts = np.bincount(bright.ravel(), minlength=256).astype(float)
    below = counts.cumsum()
    above = below[-1] - below
    sums = (counts * np.arange(256)).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    return int(np.nan_to_num(apart).argmax())


def _flattened(image: Image.Image, quad: Points) -> Image.Image:
    """Map the paper's corners to those of an upright picture."""
    middle = quad.mean(axis=0)
    quad = middle + (quad - middle) * 0.992  # just inside, so that no ground is left at the edges
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    width, height = round(max(sides[0], sides[2])), round(max(sides[1], sides[3]))
    rows, wanted = [], []
    for (x, y), (u, v) in zip([(0, 0), (width, 0), (width, height), (0, height)], quad, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    mapping = np.linalg.solve(np.array(rows, float), np.array(wanted))
    return image.transform((width, height), Image.Transform.PERSPECTIVE, mapping.tolist(), Image.Resampling.BICUBIC)


def whitened(image: Image.Image) -> Image.Image:
    """Divide by the paper's own brightness, channel by channel: shadows go, pale ink and highlighters stay.

    The brightness is the largest one near each place, over a distance wider than a highlighted word.
    """
    small = image.resize((160, max(1, round(160 * image.height / image.width))), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MaxFilter(23)).filter(ImageFilter.GaussianBlur(9))
    smooth = ground.resize(image.size, Image.Resampling.BICUBIC)
    white = np.asarray(image, np.float32) / np.maximum(np.asarray(smooth, np.float32), 32)
    return Image.fromarray((white * (255 * 1.04)).clip(0, 255).astype(np.uint8))


def _levelled(image: Image.Image) -> Image.Image:
    """Rotate by the angle, up to 6 degrees, at which lines of ink stand out most from the space between them."""
    small = image.convert("L")
    small.thumbnail((600, 600))
    ink = Image.fromarray(((np.asarray(small) < 190) * 255).astype(np.uint8))

    def contrast(angle: float) -> float:
        turned = np.asarray(ink.rotate(angle, Image.Resampling.BILINEAR), np.float64)
        return float((np.diff(turned.sum(axis=1)) ** 2).sum())

    coarse = max(np.arange(-6, 6.5, 0.5).tolist(), key=contrast)
    angle = max(np.arange(coarse - 0.4, coarse + 0.5, 0.1).tolist(), key=contrast)
    if abs(angle) < 0.2 or contrast(angle) < 1.15 * contrast(0):
        return image
    return image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
