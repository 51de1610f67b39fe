import io
import zlib

import pytest
from PIL import Image

from portal.lib.file_checks.image import check_image
from portal.lib.file_checks.refusals import Refusal, UploadRefused
from tests.portal.lib.file_checks import papers


def refusal(content, image_format, max_pixels=40_000_000):
    try:
        check_image(
            io.BytesIO(content), image_format=image_format, max_pixels=max_pixels
        )
    except UploadRefused as refused:
        return refused.code
    return None


@pytest.mark.parametrize("image_format", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_sound_pictures_pass(image_format, mode):
    assert refusal(papers.image(image_format, (500, 300), mode), image_format) is None


@pytest.mark.parametrize("image_format", ["PNG", "JPEG"])
def test_the_limit_of_pixels_is_exact(image_format):
    content = papers.image(image_format, (40, 30))

    assert refusal(content, image_format, max_pixels=1200) is None
    assert refusal(content, image_format, max_pixels=1199) is Refusal.IMAGE_TOO_LARGE


@pytest.mark.parametrize("size", [(12_000, 12_000), (30_000, 30_000)])
def test_a_huge_picture_is_refused_by_its_header(size):
    content = bytearray(papers.image("PNG"))
    content[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")

    assert refusal(bytes(content), "PNG") is Refusal.IMAGE_TOO_LARGE


@pytest.mark.parametrize("image_format", ["PNG", "JPEG"])
@pytest.mark.parametrize("kept", [12, 60, 200])
def test_a_truncated_picture_cannot_be_opened(image_format, kept):
    content = papers.image(image_format, (500, 300))

    assert refusal(content[:kept], image_format) is Refusal.UNREADABLE


def test_a_picture_with_a_damaged_part_cannot_be_opened():
    content = bytearray(papers.image("PNG", (500, 300)))
    content[60] ^= 0xFF

    assert refusal(bytes(content), "PNG") is Refusal.UNREADABLE


def test_the_other_format_is_not_tried():
    assert refusal(papers.image("JPEG"), "PNG") is Refusal.UNREADABLE


@pytest.mark.parametrize("image_format", ["PNG", "JPEG"])
def test_a_picture_that_is_also_an_archive_is_refused(image_format):
    content = papers.image(image_format) + papers.archive({"a.class": b"x"})

    assert refusal(content, image_format) is Refusal.ACTIVE_CONTENT


def test_a_picture_that_is_also_a_page_is_refused():
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=b"<script>alert(1)</script>")

    assert refusal(out.getvalue(), "JPEG") is Refusal.ACTIVE_CONTENT
