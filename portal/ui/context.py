"""What every page says about the site: whose it is, in which language and theme."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

THEME_COOKIE: Final = "licet_theme"
THEMES: Final = frozenset({"light", "dark"})

# Each language under its own name, and as HTML names it.
_OWN_NAMES: Final = {"en": ("English", "en"), "zh-hans": ("中文", "zh-Hans")}


@dataclass(frozen=True, slots=True)
class Authority:
    """Who runs this site, in the reader's language."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    tag: str
    is_current: bool


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: no database, so that any page can be drawn with it."""
    return describe_site(theme=theme_of(request), path=request.get_full_path())


def theme_of(request: HttpRequest) -> str:
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""


def describe_site(*, theme: str = "", path: str = "/") -> dict[str, Any]:
    """Say the same without a request, for pages that must never fail."""
    languages = _languages()
    return {
        "authority": _authority(),
        "is_demo": settings.IS_DEMO,
        "languages": languages,
        "page_language": next(each.tag for each in languages if each.is_current),
        "page_path": path,
        "theme": theme,
    }


def _is_chinese() -> bool:
    return (translation.get_language() or "").startswith("zh")


def _authority() -> Authority:
    if _is_chinese():
        return Authority(
            name=settings.AUTHORITY_NAME_ZH,
            phone=settings.AUTHORITY_PHONE,
            address=settings.AUTHORITY_ADDRESS_ZH,
        )
    return Authority(
        name=settings.AUTHORITY_NAME_EN,
        phone=settings.AUTHORITY_PHONE,
        address=settings.AUTHORITY_ADDRESS_EN,
    )


def _languages() -> list[Language]:
    current = "zh-hans" if _is_chinese() else "en"
    return [
        Language(code=code, name=name, tag=tag, is_current=code == current)
        for code, (name, tag) in _OWN_NAMES.items()
    ]
