from typing import Any

from celery import shared_task

from portal.accounts.sessions import SessionStore


@shared_task(name="accounts.clear_expired_sessions")
def clear_expired_sessions(**_: Any) -> None:
    SessionStore.clear_expired()
