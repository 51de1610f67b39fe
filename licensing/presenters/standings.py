"""How the standing of a licence looks and reads: one way, on every page."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.rules.validity import Standing

# From here on the end of a licence is something to look at.
_SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Badge:
    tone: str
    word: str | Promise
    shape: str = ""


_BADGES = {
    Standing.FUTURE: Badge("info", _("Starts later"), "half"),
    Standing.ACTIVE: Badge("ok", _("Active"), "done"),
    Standing.EXPIRED: Badge("idle", _("Expired"), "ring"),
    Standing.SUSPENDED: Badge("warn", _("Suspended"), "warning"),
    Standing.REVOKED: Badge("stop", _("Revoked"), "stop"),
}
_ENDING_SOON = Badge("warn", _("Ends soon"), "warning")


def badge_for(standing: Standing, *, valid_to: date, on: date) -> Badge:
    """Return the badge; an active licence close to its last day says so."""
    if standing is Standing.ACTIVE and (valid_to - on).days <= _SOON_DAYS:
        return _ENDING_SOON
    return _BADGES[standing]
