"""Rows of lists: answers, tasks, files, findings, notices, what happened."""

from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()

# A passed check stays quiet: a tick, not a filled mark.
_FINDING_SHAPES = {"stop": "stop", "warn": "warning", "ok": "check"}


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
    """Draw a row of a task list; without `url` it cannot be started yet."""
    return {
        "title": title,
        "url": url,
        "hint": hint,
        "tone": tone,
        "word": word,
        "shape": shape,
    }


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


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Iterable[Any], *, wide: bool = False) -> dict[str, Any]:
    """Of entries with tone, text, at and, when not all may see it, visible_to."""
    return {"entries": entries, "wide": wide}


@register.inclusion_tag("components/finding.html")
def finding(presented: Any) -> dict[str, Any]:
    """Of an object with tone, word, title and, if any, detail, basis and links."""
    return {"finding": presented, "shape": _FINDING_SHAPES[presented.tone]}


@register.inclusion_tag("components/notice.html")
def notice(presented: Any, *, level: int = 2) -> dict[str, Any]:
    """Of an object with tone, icon, title, text, at, is_unread, url and action.

    Its title is a heading of that level: 3 in a card with a heading of its own.
    """
    return {"notice": presented, "heading": f"h{level}"}
