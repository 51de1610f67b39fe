"""What state something is in: icon, badge, clock, tally, progress, verdict.

A list says the same few things in every row, so badges, clocks and tallies are kept as
they were drawn. What was kept is found by all that it shows, and by the type of it:
a text that is markup already never stands for the same text that must be escaped.
"""

from functools import lru_cache
from typing import Any, Final

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.ui import icons, tones

register = template.Library()

_MOST_KEPT: Final = 1024


@register.simple_tag
def icon(name: str, *, label: str = "", large: bool = False) -> SafeString:
    return icons.draw(name, label=label, large=large)


@register.simple_tag
def badge(tone: str, word: str, *, shape: str = "") -> SafeString:
    known = tones.parse(tone)
    return _draw_badge(known, str(word), shape or tones.SHAPE_OF[known])


@register.simple_tag
def state_badge(state: Any) -> SafeString:
    """Of a presented state: an object with `tone`, `shape` and `word`."""
    return badge(state.tone, state.word, shape=state.shape)


@lru_cache(_MOST_KEPT, typed=True)
def _draw_badge(tone: tones.Tone, word: str, shape: str) -> SafeString:
    context = {"tone": tone, "word": word, "shape": shape}
    return render_to_string("components/badge.html", context)


@register.simple_tag
def clock(presented: Any, *, chip: bool = False) -> SafeString:
    """Of an object with tone, headline, detail and blocks ("on", "held" or "off")."""
    return _draw_clock(
        tones.parse(presented.tone),
        str(presented.headline),
        str(presented.detail),
        " ".join(presented.blocks),
        chip=chip,
    )


@lru_cache(_MOST_KEPT, typed=True)
def _draw_clock(
    tone: tones.Tone, headline: str, detail: str, blocks: str, *, chip: bool
) -> SafeString:
    return render_to_string(
        "components/clock.html",
        {
            "tone": tone,
            "headline": headline,
            "detail": detail,
            "blocks": blocks.split(),
            "chip": chip,
        },
    )


@register.simple_tag
def tally(
    *, blockers: int = 0, checks: int = 0, passed: int | None = None
) -> SafeString:
    return _draw_tally(blockers, checks, passed, get_language())


@lru_cache(_MOST_KEPT, typed=True)
def _draw_tally(
    blockers: int, checks: int, passed: int | None, _language: str | None
) -> SafeString:
    return render_to_string(
        "components/tally.html",
        {
            "blockers": blockers,
            "checks": checks,
            "passed": passed,
            "all_clear": not blockers and not checks and passed is None,
        },
    )


@register.inclusion_tag("components/progress.html")
def progress(label: str, *, value: int, total: int, note: str = "") -> dict[str, Any]:
    """Draw a bar with its words above it: “5 of 8 sections complete”."""
    return {"label": label, "value": value, "total": total, "note": note}


@register.inclusion_tag("components/blocks.html")
def blocks(label: str, *, used: int, total: int) -> dict[str, Any]:
    """Few countable things as blocks, the used ones filled: 7 of 12 clearances."""
    return {"label": label, "filled": [place < used for place in range(total)]}


@register.simple_block_tag
def verdict(content: str, face: str, title: str, text: str) -> SafeString:
    """Answer a verification: green, amber or red, with its facts as content."""
    return render_to_string(
        "components/verdict.html",
        {
            "face": face,
            "sign": icons.draw_verdict(face),
            "title": title,
            "text": text,
            "content": content,
        },
    )
