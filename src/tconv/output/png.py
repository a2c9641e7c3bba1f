"""Turn a standalone SVG into a PNG picture of the step it shows, in light colours."""

from tconv.example import ExampleError
from tconv.output.install import to_install

ZOOM = 2
"""Pixels of the picture for one of the SVG."""
PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">{}</text></svg>'


def png(drawing: str) -> bytes:
    """Draw the SVG with resvg, which comes with the extra `png`.

    Raises
    ------
    ExampleError
        Without resvg, or on a system without a font, where every number would be missing.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise ExampleError(f"a .png needs resvg: {to_install('png')}") from None
    if svg_to_bytes(svg_string=PROBE.format("0")) == svg_to_bytes(svg_string=PROBE.format("")):
        raise ExampleError("a .png needs a font, and this system has none: install one, such as DejaVu Sans")
    return bytes(svg_to_bytes(svg_string=drawing, background="white", zoom=ZOOM))
