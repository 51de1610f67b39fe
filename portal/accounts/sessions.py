"""The session engine: rows that know whose they are and when they end."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.http import HttpRequest

from portal.accounts.models import Session, User

_KEPT = "kept"


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Session = super().create_model_instance(data)
        kept = data.get(_KEPT)
        if kept:
            session.user_id = kept["user"]
            session.began_at = datetime.fromisoformat(kept["began_at"])
            session.seen_at = datetime.fromisoformat(kept["seen_at"])
            session.expire_date = datetime.fromisoformat(kept["ends_at"])
            session.ip_address = kept["ip_address"]
            session.user_agent = kept["user_agent"]
        return session
