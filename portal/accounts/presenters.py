from dataclasses import dataclass
from datetime import datetime

from portal.accounts import browsers
from portal.accounts.models import Session
from portal.accounts.sessions import public_name


@dataclass(frozen=True, slots=True)
class SessionRow:
    name: str
    browser: str
    ip_address: str
    began_at: datetime | None
    seen_at: datetime | None
    is_current: bool


def present_session(session: Session, *, current: str | None) -> SessionRow:
    return SessionRow(
        name=public_name(session.session_key),
        browser=browsers.describe(session.user_agent),
        ip_address=session.ip_address,
        began_at=session.began_at,
        seen_at=session.seen_at,
        is_current=session.session_key == current,
    )
