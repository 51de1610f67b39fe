"""The frame of a page: where one is, where one can go, what was just done."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.ui import problems, tones

register = template.Library()

_MESSAGE_TONES = {
    "success": tones.Tone.OK,
    "warning": tones.Tone.WARN,
    "error": tones.Tone.STOP,
}


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    """“Error: ” when a form on the page has a problem, for the title of the window."""
    values: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    has_problem = values.get("has_problems") or problems.any_problem(values)
    return gettext("Error: ") if has_problem else ""


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*trail: str) -> dict[str, Any]:
    """Take a label and an address for each step, then the label of this page."""
    *steps, current = trail
    return {
        "steps": list(zip(steps[::2], steps[1::2], strict=True)),
        "current": current,
    }


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Any], *, label: str) -> dict[str, Any]:
    """Of items with label, url, is_current and, when counted, count and tone."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/pages.html")
def pages(*, previous: str = "", following: str = "", text: str = "") -> dict[str, Any]:
    """Links of a list read page by page from a key; each is an address or empty."""
    return {"previous": previous, "following": following, "text": text}


@register.simple_block_tag
def callout(content: str, tone: str, title: str = "", *, shape: str = "") -> SafeString:
    known = tones.parse(tone)
    shape = shape or ("info" if known is tones.Tone.INFO else tones.SHAPE_OF[known])
    return render_to_string(
        "components/callout.html",
        {"tone": known, "title": title, "shape": shape, "content": content},
    )


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    title: str,
    text: str,
    *,
    icon: str = "list",
    url: str = "",
    action: str = "",
) -> dict[str, Any]:
    return {"title": title, "text": text, "icon": icon, "url": url, "action": action}


@register.filter
def message_tone(level: str) -> str:
    return _MESSAGE_TONES.get(level, tones.Tone.INFO)
