"""What state something is in: icon, badge, clock, tally, progress, verdict."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.ui import icons, tones

register = template.Library()


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
