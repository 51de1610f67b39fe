"""Where a person may go: one table for side nav, account menu and footer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from licensing.queries import notices, worklists
from licensing.queries.worklists import Worklist
from portal.accounts.models import User
from portal.accounts.roles import Permission, Role

Text = str | Promise


def _everyone(_: User) -> bool:
    return True


def _is_exporter(user: User) -> bool:
    return user.role == Role.EXPORTER


def _sees_cases(user: User) -> bool:
    return user.has_role(Permission.SEE_ALL_CASES)


def _sees_licences(user: User) -> bool:
    return _is_exporter(user) or user.has_role(Permission.SEE_ALL_LICENCES)


def _is_authority(user: User) -> bool:
    return not _is_exporter(user)


def _cases_in_hand(user: User) -> int:
    """Count what waits for this officer: their own cases, or second reviews."""
    decides = user.has_role(Permission.DECIDE_CASE)
    worklist = Worklist.SECOND if decides else Worklist.MINE
    (count,) = worklists.count([worklist], user=user, on=timezone.localdate())
    return count


def _unread_notices(user: User) -> int:
    return notices.unread_by(user).count()


def _is_administrator(user: User) -> bool:
    return user.is_staff


@dataclass(frozen=True, slots=True)
class NavItem:
    label: Text
    url_name: str
    icon: str
    is_for: Callable[[User], bool] = _everyone
    count: Callable[[User], int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A NavItem for one person on one page."""

    label: Text
    url: str
    icon: str
    is_current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    title: Text
    items: list[Link]


@dataclass(frozen=True, slots=True)
class Navigation:
    footer: list[Link]
    groups: list[Group] = field(default_factory=list)
    account: list[Link] = field(default_factory=list)
    bell: Link | None = None


NOTICES = NavItem(_("Notices"), "notice-list", "bell")
# Counted once a page, in the one place that everybody sees everywhere.
BELL = replace(NOTICES, count=_unread_notices)

GROUPS: tuple[tuple[Text, tuple[NavItem, ...]], ...] = (
    (
        "",
        (
            NavItem(_("Applications"), "application-list", "list", _is_exporter),
            NavItem(_("Cases"), "case-list", "list", _sees_cases, _cases_in_hand),
            NavItem(_("Licences"), "licence-list", "document", _sees_licences),
            NOTICES,
        ),
    ),
    (
        _("Tools"),
        (
            NavItem(_("Check a licence"), "verify", "shield", _is_authority),
            NavItem(_("Administration"), "admin:index", "settings", _is_administrator),
        ),
    ),
)

ACCOUNT = (
    NavItem(_("Profile"), "account-profile", "person"),
    NavItem(_("Password"), "account_change_password", "key"),
    NavItem(_("Second factor"), "mfa_index", "shield"),
    NavItem(_("Sessions"), "account-sessions", "screen"),
)

FOOTER = (
    NavItem(_("Help"), "help", "help"),
    NavItem(_("Check a licence"), "verify", "shield"),
)

DEMO_FOOTER = (
    NavItem(_("Mailbox of the demonstration"), "mailbox", "mail"),
    NavItem(_("Style guide"), "styleguide", "book"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor; built only when a page asks for it."""
    return {"navigation": SimpleLazyObject(lambda: _build(request))}


def _build(request: HttpRequest) -> Navigation:
    footer = FOOTER + (DEMO_FOOTER if settings.IS_DEMO else ())
    if not isinstance(request.user, User):
        return Navigation(footer=_links(footer, request))
    user = request.user
    return Navigation(
        groups=[
            Group(title, links)
            for title, items in GROUPS
            if (links := _links(items, request, user))
        ],
        account=_links(ACCOUNT, request, user),
        footer=_links(footer, request, user),
        bell=next(iter(_links((BELL,), request, user)), None),
    )


def _links(
    items: tuple[NavItem, ...], request: HttpRequest, user: User | None = None
) -> list[Link]:
    """For people without an account, whatever is given is for everyone."""
    return [
        Link(
            label=item.label,
            url=(url := reverse(item.url_name)),
            icon=item.icon,
            is_current=request.path.startswith(url),
            count=item.count(user) if user and item.count else 0,
        )
        for item in items
        if user is None or item.is_for(user)
    ]
