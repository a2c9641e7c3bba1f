"""Pictures that carry everything that could tell on their owner, to see that the import leaves it out."""

import io

from draw_sheets import jpeg
from PIL import Image, ImageCms, PngImagePlugin


def with_all_metadata(image: Image.Image) -> bytes:
    """Write a JPEG that is to be turned by 90 degrees, with Exif and a place in it, XMP, a comment and a profile."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x9286] = "MAKER-OF-IT", "MODEL-OF-IT", "SECRET-COMMENT"
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 3.0, 59.0), 3: "E", 4: (19.0, 56.0, 40.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return jpeg(image, exif=exif, xmp=b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>", comment=b"SECRET-COM", icc_profile=profile)


def png_with_text(image: Image.Image) -> bytes:
    """Write a PNG that names its author."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SECRET-AUTHOR")
    packed = io.BytesIO()
    image.save(packed, "PNG", pnginfo=text)
    return packed.getvalue()
