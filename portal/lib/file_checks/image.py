"""PNG and JPEG: whole, of a bearable size, and nothing but a picture."""

from typing import BinaryIO, Literal

from PIL import Image, UnidentifiedImageError

from portal.lib.file_checks.markers import is_also_a_page, is_also_an_archive
from portal.lib.file_checks.refusals import Refusal, UploadRefused

_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (OSError, SyntaxError, ValueError, OverflowError, MemoryError)


def check_image(
    stream: BinaryIO, *, image_format: Literal["PNG", "JPEG"], max_pixels: int
) -> None:
    """Raise UploadRefused for what is not a sound picture.

    Its size is read from the header: a picture that is too large is never unpacked.
    """
    if is_also_a_page(stream) or is_also_an_archive(stream):
        raise UploadRefused(Refusal.ACTIVE_CONTENT)
    stream.seek(0)
    try:
        with Image.open(stream, formats=[image_format]) as image:
            width, height = image.size
            if width * height > max_pixels:
                raise _too_large(max_pixels)
            if image_format == "JPEG":
                # A scaled load reads the file to its end, in little memory.
                image.draft("L", (width // 8 + 1, height // 8 + 1))
                image.load()
            else:
                image.verify()
    except _TOO_LARGE as fault:
        raise _too_large(max_pixels) from fault
    except UnidentifiedImageError as fault:
        raise UploadRefused(Refusal.UNREADABLE) from fault
    except _BROKEN as fault:
        raise UploadRefused(Refusal.UNREADABLE) from fault


def _too_large(max_pixels: int) -> UploadRefused:
    return UploadRefused(Refusal.IMAGE_TOO_LARGE, limit=max_pixels // 1_000_000)
