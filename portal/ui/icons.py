"""Icons as inline SVG on a 16 px grid, stroke 1.6; class f fills, class k cuts out."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    # States: each keeps its meaning in greyscale and in forced colours.
    "done": (
        '<circle class="f" cx="8" cy="8" r="7"/>'
        '<path class="k" d="M4.9 8.3l2.1 2.1 4.2-4.6"/>'
    ),
    "warning": (
        '<path class="f" d="M8 1.3c.5 0 .9.3 1.2.7l5.9 10.6c.5 1-.1 2.1-1.2 2.1H2.1'
        'C1 14.7.4 13.6.9 12.6L6.8 2c.3-.4.7-.7 1.2-.7z"/>'
        '<path class="k" d="M8 5.6v4M8 12v.1"/>'
    ),
    "stop": (
        '<path class="f" d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"/>'
        '<path class="k" d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8"/>'
    ),
    "info": (
        '<circle class="f" cx="8" cy="8" r="7"/><path class="k" d="M8 7.4v4M8 4.7v.1"/>'
    ),
    "half": (
        '<circle cx="8" cy="8" r="6"/><path class="f" d="M8 4.2a3.8 3.8 0 0 1 0 7.6z"/>'
    ),
    "ring": '<circle cx="8" cy="8" r="6"/>',
    "draft": '<circle cx="8" cy="8" r="6" stroke-dasharray="2.6 2.1"/>',
    "pause": '<circle cx="8" cy="8" r="6"/><path d="M6.3 6v4M9.7 6v4"/>',
    "lock": '<path d="M3.5 7.2h9v6.5h-9zM5.3 7V5a2.7 2.7 0 0 1 5.4 0v2"/>',
    "changed": '<path d="M2.5 5.5h10L9.8 2.8M13.5 10.5h-10l2.7 2.7"/>',
    "check": '<path d="M3 8.6l3.3 3.3L13 4.8"/>',
    "cross": '<path d="M4 4l8 8M12 4l-8 8"/>',
    "clock": '<circle cx="8" cy="8" r="6.2"/><path d="M8 4.5V8l2.4 1.6"/>',
    "shield": ('<path d="M8 1.8l5 1.8v4c0 3.2-2 5.4-5 6.6-3-1.2-5-3.4-5-6.6v-4z"/>'),
    # Things.
    "list": '<path d="M5.5 4H14M5.5 8H14M5.5 12H14M2 4h.6M2 8h.6M2 12h.6"/>',
    "document": ('<path d="M4 1.8h5.2L12.5 5v9.2H4zM9 2v3.2h3.3M6.2 8.5h4M6.2 11h4"/>'),
    "folder": '<path d="M1.8 12.8V3.5h4.4l1.4 1.7h6.6v7.6z"/>',
    "table": '<path d="M2 3h12v10H2zM2 6.3h12M2 9.6h12M6.5 6.3V13"/>',
    "book": (
        '<path d="M2.5 3.2C4.5 2.4 6.5 2.6 8 3.7c1.5-1.1 3.5-1.3 5.5-.5v9.6c-2-.8-4-.6'
        '-5.5.5-1.5-1.1-3.5-1.3-5.5-.5zM8 3.7v9.6"/>'
    ),
    "medal": (
        '<circle cx="8" cy="6" r="4"/><path d="M5.6 9.4L4.6 14 8 12.2l3.4 1.8-1-4.6"/>'
    ),
    "car": (
        '<path d="M2 11.5V8.6l1.6-.8 1.5-3.3h5.8l1.5 3.3 1.6.8v2.9zM3.8 7.8h8.4"/>'
        '<circle cx="4.8" cy="11.7" r="1.3"/><circle cx="11.2" cy="11.7" r="1.3"/>'
    ),
    "calendar": '<path d="M2.3 3.5h11.4v10.2H2.3zM2.3 6.7h11.4M5.2 1.8v3M10.8 1.8v3"/>',
    "chart": '<path d="M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V5.8"/>',
    "home": '<path d="M2.5 7.3L8 2.5l5.5 4.8V14h-4v-4h-3v4h-4z"/>',
    "building": (
        '<path d="M3 14V2.5h7V14M10 6h3v8M1.5 14h13M5.3 5.2h2.4M5.3 8h2.4'
        'M5.3 10.8h2.4"/>'
    ),
    "person": (
        '<circle cx="8" cy="5.3" r="2.8"/>'
        '<path d="M2.8 14c.4-3 2.5-4.4 5.2-4.4s4.8 1.4 5.2 4.4"/>'
    ),
    "bell": (
        '<path d="M3.2 11.5c.9-1 1.1-2 1.1-4.2a3.7 3.7 0 0 1 7.4 0c0 2.2.2 3.2 1.1 4.2z'
        'M6.5 13.6c.3.5.8.8 1.5.8s1.2-.3 1.5-.8"/>'
    ),
    "mail": '<path d="M1.8 3.5h12.4v9H1.8zM2 4l6 4.8L14 4"/>',
    "key": (
        '<circle cx="5" cy="11" r="2.8"/><path d="M7 9l6-6M10.5 5.5l2 2M12.3 3.7l1 1"/>'
    ),
    "code": (
        '<path d="M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4z'
        'M9.5 9.5h1.5v1.5M13.5 9.5v4h-4"/>'
    ),
    "settings": (
        '<path d="M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7"/>'
        '<circle cx="10.5" cy="4.5" r="1.6"/><circle cx="5.5" cy="11.5" r="1.6"/>'
    ),
    "screen": '<path d="M1.8 2.8h12.4v8.4H1.8zM5.5 13.8h5M8 11.2v2.6"/>',
    "sun": (
        '<circle cx="8" cy="8" r="2.8"/>'
        '<path d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6'
        'M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1"/>'
    ),
    "moon": '<path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z"/>',
    # Acts.
    "help": (
        '<circle cx="8" cy="8" r="6.3"/><path d="M6.2 6.2A1.9 1.9 0 1 1 8.6 8'
        'c-.4.2-.6.5-.6 1v.3M8 11.6v.1"/>'
    ),
    "search": '<circle cx="7" cy="7" r="4.6"/><path d="M10.4 10.4L14 14"/>',
    "zoom": '<circle cx="7" cy="7" r="4.6"/><path d="M10.4 10.4L14 14M5 7h4M7 5v4"/>',
    "download": '<path d="M8 2.5v8M4.8 7.3L8 10.5l3.2-3.2M2.5 11v2.5h11V11"/>',
    "upload": '<path d="M8 10.5V2.5M4.8 5.5L8 2.3l3.2 3.2M2.5 10.5v3h11v-3"/>',
    "print": '<path d="M4.5 6V2.5h7V6M4.5 11H2.5V6h11v5h-2M4.5 9.5h7v4h-7z"/>',
    "copy": '<path d="M5.5 5.5h8v8h-8zM10.5 5V2.5h-8v8H5"/>',
    "edit": '<path d="M2.5 13.5l.8-3.2 7.6-7.6 2.4 2.4-7.6 7.6z"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "leave": '<path d="M9.5 2.5h-7v11h7M6.5 8H14M11.2 5.2L14 8l-2.8 2.8"/>',
    "down": '<path d="M8 3v10M4.8 9.8L8 13l3.2-3.2"/>',
    "previous": '<path d="M10 3L5 8l5 5"/>',
    "next": '<path d="M6 3l5 5-5 5"/>',
}

# The verdict of a verification is told by form as well as by colour.
VERDICT_SHAPES = {
    "green": '<circle cx="32" cy="32" r="28"/><path d="M19 33l9 9 17-19"/>',
    "amber": '<path d="M32 7l27 48H5z"/><path d="M32 26v13M32 47v.2"/>',
    "red": (
        '<path d="M20 5h24l15 15v24L44 59H20L5 44V20z"/>'
        '<path d="M22 22l20 20M42 22L22 42"/>'
    ),
}


class UnknownIcon(ValueError):
    """No shape has this name."""


def draw(name: str, *, label: str = "", large: bool = False) -> SafeString:
    """Draw an icon: decoration, unless a label makes it an image with a name."""
    if not label:
        return _draw_decoration(name, large=large)
    return _draw(name, format_html(' role="img" aria-label="{}"', label), large=large)


@cache
def _draw_decoration(name: str, *, large: bool) -> SafeString:
    """Icons are in every row of every list; there are few, and each is drawn once."""
    return _draw(name, mark_safe(' aria-hidden="true"'), large=large)


def _draw(name: str, attributes: SafeString, *, large: bool) -> SafeString:
    try:
        shape = SHAPES[name]
    except KeyError:
        raise UnknownIcon(f"There is no icon “{name}”.") from None
    return format_html(
        '<svg class="lc-icon{}" viewBox="0 0 16 16" focusable="false"{}>{}</svg>',
        " lc-icon--lg" if large else "",
        attributes,
        mark_safe(shape),  # noqa: S308 -- constants of this module
    )


def draw_verdict(face: str) -> SafeString:
    try:
        shape = VERDICT_SHAPES[face]
    except KeyError:
        raise UnknownIcon(f"There is no verdict “{face}”.") from None
    return format_html(
        '<svg viewBox="0 0 64 64" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(shape),  # noqa: S308 -- constants of this module
    )
