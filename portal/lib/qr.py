"""The text of the QR code on a licence, and its picture.

The text is an address: a telephone opens the public page, and what follows the number
sign, which no browser sends anywhere, is the signed licence itself.
"""

import base64
import binascii
import io
import re
from dataclasses import dataclass

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from portal.lib.cose import NotGenuine
from portal.lib.keys import base64url

_ADDRESS = re.compile(r"https?://[^\s#]+/verify/([^/\s#]+)/#([A-Za-z0-9_-]+)")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_TEXT = 64 * 1024
_MASK = 2
_QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a QR text holds; without an address around it the number is empty."""

    number: str
    token: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    svg: SafeString
    modules: int


def text_for(*, number: str, token: bytes) -> str:
    return f"{settings.SITE_URL}/verify/{number}/#{base64url(token)}"


def read_text(text: str) -> Scanned:
    """Return the number and the token of a QR text, or of a bare token.

    Raises NotGenuine.
    """
    text = text.strip()
    if len(text) > _LONGEST_TEXT:
        raise NotGenuine("unreadable")
    if address := _ADDRESS.fullmatch(text):
        return Scanned(number=address[1], token=_decode(address[2]))
    if _BARE.fullmatch(text):
        return Scanned(number="", token=_decode(text))
    raise NotGenuine("unreadable")


def svg(text: str, *, title: str = "") -> SafeString:
    """Return the picture as SVG without scripts, styles or a fixed size."""
    return draw(text, title=title).svg


def draw(text: str, *, title: str = "") -> Picture:
    """Return the picture and how many modules wide it is, its quiet zone included.

    Level M survives a stamp or a fold over 15 % of it; a higher level is taken when it
    costs no further modules.
    """
    # Signed bytes are as good as random: no mask suits them better than another, and
    # trying all eight takes four times as long.
    code = segno.make_qr(text, error="m", boost_error=True, mask=_MASK)
    picture = io.BytesIO()
    code.save(
        picture,
        kind="svg",
        border=_QUIET_ZONE,
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        light="#fff",
        title=title or None,
    )
    # segno escapes the title, and the rest is numbers.
    markup = mark_safe(picture.getvalue().decode("utf-8"))  # noqa: S308 -- as said above
    return Picture(svg=markup, modules=int(code.symbol_size(border=_QUIET_ZONE)[0]))


def _decode(text: str) -> bytes:
    try:
        token = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise NotGenuine("unreadable") from None
    # The last letter can carry bits that decoding drops; there is one right spelling.
    if base64url(token) != text:
        raise NotGenuine("unreadable")
    return token
