"""Reads settings from environment variables; a bad one stops the start with words."""

import os
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_MISSING = object()
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}
_LONGEST_NUMBER = 18
_OF_THIS_MACHINE = {"file", "unix"}


def text(name: str, default: object = _MISSING, *, hint: str = "") -> str:
    """Return the variable's text.

    Raises ImproperlyConfigured when it is not set and has no default.
    """
    value = os.environ.get(name, "")
    if value:
        return value
    if default is _MISSING:
        example = f" Example: {hint}" if hint else ""
        raise ImproperlyConfigured(f"Set the variable {name}.{example}")
    return str(default)


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    lowered = value.strip().lower()
    if lowered in _TRUE:
        return True
    if lowered in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not “{value}”.")


def number(name: str, *, default: int, at_least: int = 0) -> int:
    value = os.environ.get(name) or str(default)
    is_number = value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER
    if not is_number or int(value) < at_least:
        raise ImproperlyConfigured(
            f"{name} must be a whole number of at least {at_least}, not “{value}”."
        )
    return int(value)


def choice(name: str, default: str, *, among: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(
            f"{name} must be one of {', '.join(among)}, not “{value}”."
        )
    return value


def names(name: str, default: object = _MISSING, *, hint: str = "") -> list[str]:
    return [
        part.strip()
        for part in text(name, default, hint=hint).split(",")
        if part.strip()
    ]


def folder(name: str, default: Path) -> Path:
    return Path(text(name, default)).resolve()


def address(
    name: str, default: object = _MISSING, *, schemes: tuple[str, ...], hint: str
) -> SplitResult:
    """Return the variable as a split URL.

    Raises ImproperlyConfigured when its scheme is not one of those allowed, when its
    host or port cannot be read, or when it names no path where there is no host.
    """
    parts = _split(text(name, default, hint=hint))
    if parts is None or parts.scheme not in schemes:
        raise ImproperlyConfigured(
            f"{name} must be an address that starts with"
            f" {' or '.join(f'{scheme}://' for scheme in schemes)}. Example: {hint}"
        )
    if parts.scheme in _OF_THIS_MACHINE:
        if parts.netloc or not parts.path.strip("/"):
            raise ImproperlyConfigured(
                f"{name} must name a whole path, after three slashes. Example: {hint}"
            )
    elif not parts.hostname:
        raise ImproperlyConfigured(f"{name} must name a host. Example: {hint}")
    return parts


def _split(value: str) -> SplitResult | None:
    try:
        parts = urlsplit(value)
        _ = parts.port  # read here, so that a bad one is refused here
    except ValueError:
        return None
    return parts


def decoded(part: str | None) -> str:
    return unquote(part or "")
