"""Components as template tags: built in, one template each, arguments checked.

Python's own signatures check the arguments: a tag with an unknown or missing one does
not compile. docs/components.md describes each; /styleguide/ shows each.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.ui import icons, problems, tones, writing

register = template.Library()

_MESSAGE_TONES = {
    "success": tones.Tone.OK,
    "warning": tones.Tone.WARN,
    "error": tones.Tone.STOP,
}


@register.simple_tag
def icon(name: str, *, label: str = "", large: bool = False) -> SafeString:
    return icons.draw(name, label=label, large=large)


@register.inclusion_tag("components/badge.html")
def badge(tone: str, word: str, *, shape: str = "") -> dict[str, Any]:
    known = tones.parse(tone)
    return {"tone": known, "word": word, "shape": shape or tones.SHAPE_OF[known]}


@register.inclusion_tag("components/badge.html")
def state_badge(state: Any) -> dict[str, Any]:
    """Of a presented state: an object with `tone`, `shape` and `word`."""
    return badge(state.tone, state.word, shape=state.shape)


@register.inclusion_tag("components/clock.html")
def clock(presented: Any, *, chip: bool = False) -> dict[str, Any]:
    """Of an object with tone, headline, detail and blocks ("on", "held" or "off")."""
    return {"clock": presented, "tone": tones.parse(presented.tone), "chip": chip}


@register.inclusion_tag("components/tally.html")
def tally(
    *, blockers: int = 0, checks: int = 0, passed: int | None = None
) -> dict[str, Any]:
    return {
        "blockers": blockers,
        "checks": checks,
        "passed": passed,
        "all_clear": not blockers and not checks and passed is None,
    }


@register.inclusion_tag("components/summary_row.html")
def summary_row(
    label: str,
    value: Any,
    *,
    was: Any = None,
    note: str = "",
    mono: bool = False,
    change_url: str = "",
) -> dict[str, Any]:
    return {
        "label": label,
        "value": value,
        "was": was,
        "note": note,
        "mono": mono,
        "change_url": change_url,
    }


@register.inclusion_tag("components/task_row.html")
def task_row(
    title: str,
    *,
    url: str = "",
    hint: str = "",
    tone: str = "",
    word: str = "",
    shape: str = "",
) -> dict[str, Any]:
    """A row of a task list; without `url` it cannot be started yet."""
    return {
        "title": title,
        "url": url,
        "hint": hint,
        "tone": tone,
        "word": word,
        "shape": shape,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(
    form: "problems.AnyForm | None" = None,
    *,
    listed: Iterable[problems.Problem] = (),
    heading: str = "",
) -> dict[str, Any]:
    """Of a form or formset, or of problems already listed; empty when there is none."""
    found = [*(problems.problems_of(form) if form is not None else ()), *listed]
    return {
        "problems": found,
        "heading": heading or gettext("There is a problem"),
    }


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    """“Error: ” when a form on the page has a problem, for the title of the window."""
    values: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    has_problem = values.get("has_problems") or problems.any_problem(values)
    return gettext("Error: ") if has_problem else ""


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*trail: str) -> dict[str, Any]:
    """A label and its address for each step, then the label of this page alone."""
    *steps, current = trail
    return {"steps": list(zip(steps[::2], steps[1::2], strict=True)), "current": current}


@register.inclusion_tag("components/pages.html")
def pages(*, previous: str = "", following: str = "", text: str = "") -> dict[str, Any]:
    """Links of a list read page by page from a key; each is an address or empty."""
    return {"previous": previous, "following": following, "text": text}


@register.inclusion_tag("components/file_row.html")
def file_row(
    name: str,
    *,
    url: str = "",
    detail: str = "",
    sha256: str = "",
    tone: str = "",
    word: str = "",
    shape: str = "",
    kind: str = "document",
) -> dict[str, Any]:
    return {
        "name": name,
        "url": url,
        "detail": detail,
        "sha256": sha256,
        "tone": tone,
        "word": word,
        "shape": shape,
        "kind": kind,
    }


@register.inclusion_tag("components/hash.html")
def hash_value(sha256: str) -> dict[str, Any]:
    """First and last characters; the whole value in the title and for copying."""
    return {
        "whole": sha256,
        "brief": f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}",
    }


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


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Iterable[Any], *, wide: bool = False) -> dict[str, Any]:
    """Of entries with tone, text, at and, when not all may see it, visible_to."""
    return {"entries": entries, "wide": wide}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Any], *, label: str) -> dict[str, Any]:
    """Of items with label, url, is_current and, when counted, count and tone."""
    return {"items": items, "label": label}


@register.simple_block_tag
def callout(content: str, tone: str, title: str = "", *, shape: str = "") -> SafeString:
    known = tones.parse(tone)
    shape = shape or ("info" if known is tones.Tone.INFO else tones.SHAPE_OF[known])
    return render_to_string(
        "components/callout.html",
        {"tone": known, "title": title, "shape": shape, "content": content},
    )


@register.simple_tag
def control(field: BoundField, css_class: str = "") -> SafeString:
    """A field's widget with its own classes and these."""
    classes = f"{field.field.widget.attrs.get('class', '')} {css_class}".strip()
    return field.as_widget(attrs={"class": classes} if classes else None)


@register.filter
def message_tone(level: str) -> str:
    return _MESSAGE_TONES.get(level, tones.Tone.INFO)


@register.filter
def local_date(value: date | None, style: str = "full") -> str:
    return writing.write_date(value, style)


@register.filter
def local_datetime(value: datetime | None, style: str = "full") -> str:
    return writing.write_moment(value, style)


@register.filter
def legal_date(value: date | None, style: str = "full") -> str:
    return writing.write_date(value, style, zone=settings.LEGAL_TIME_ZONE)


@register.filter
def legal_datetime(value: datetime | None, style: str = "full") -> str:
    """In the zone of the law, which is named behind it."""
    if value is None:
        return ""
    zone = settings.LEGAL_TIME_ZONE
    moment = writing.write_moment(value, style, zone=zone)
    return f"{moment} ({writing.write_offset(value, zone=zone)})"


@register.filter
def number(value: Decimal | float | None) -> str:
    return writing.write_number(value)


@register.filter
def money(value: Decimal | None, currency: str) -> str:
    return writing.write_money(value, currency)
