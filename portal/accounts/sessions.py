"""The session engine: rows that know whose they are and when they end.

A session ends 12 hours after it began and, for staff, an hour after it was last used:
both stand in the row's date of expiry, so that no page has to ask.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import SessionBase

from portal.accounts.models import Session, User
from portal.accounts.roles import STAFF_ROLES

_KEPT = "kept"
# Being here is written down once a minute, not with every page.
_GRAIN = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        session.user_id = data.get(SESSION_KEY)
        kept = data.get(_KEPT)
        if kept:
            session.began_at = datetime.fromisoformat(kept["began_at"])
            session.seen_at = datetime.fromisoformat(kept["seen_at"])
            session.expire_date = datetime.fromisoformat(kept["ends_at"])
            session.ip_address = kept["ip_address"]
            session.user_agent = kept["user_agent"]
        return session


def begin(
    session: SessionBase, *, user: User, at: datetime, ip_address: str, user_agent: str
) -> None:
    """Note whose session it is and since when; both limits count from now."""
    session[_KEPT] = {
        "user": user.pk,
        "began_at": at.isoformat(),
        "seen_at": at.isoformat(),
        "ends_at": _end(user, began_at=at, seen_at=at).isoformat(),
        "ip_address": ip_address,
        "user_agent": user_agent[:200],
    }


def keep_alive(
    session: SessionBase, *, user: User, at: datetime, ip_address: str, user_agent: str
) -> None:
    """Note that the person is here, once a minute at most."""
    kept = session.get(_KEPT)
    if not kept or kept["user"] != user.pk:
        begin(session, user=user, at=at, ip_address=ip_address, user_agent=user_agent)
    elif at - datetime.fromisoformat(kept["seen_at"]) >= _GRAIN:
        began_at = datetime.fromisoformat(kept["began_at"])
        session[_KEPT] = {
            **kept,
            "seen_at": at.isoformat(),
            "ends_at": _end(user, began_at=began_at, seen_at=at).isoformat(),
            "ip_address": ip_address,
            "user_agent": user_agent[:200],
        }


def public_name(session_key: str) -> str:
    """Return a name for pages and forms; the key itself would let anyone in."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:24]


def _end(user: User, *, began_at: datetime, seen_at: datetime) -> datetime:
    end = began_at + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    idle_limit = settings.SESSION_IDLE_LIMIT
    if idle_limit and user.role in STAFF_ROLES:
        end = min(end, seen_at + timedelta(seconds=idle_limit))
    return end
