"""Keeps second-factor secrets unreadable in the database and its backups."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def hide(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def reveal(hidden: str) -> str:
    return _fernet().decrypt(hidden.encode()).decode()


def _fernet() -> MultiFernet:
    """Return the lock of today's key, which old keys still open."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive(key)) for key in keys])


def _derive(secret: str | bytes) -> bytes:
    mac = salted_hmac(
        "portal.accounts.secrecy", "second factor", secret=secret, algorithm="sha256"
    )
    return base64.urlsafe_b64encode(mac.digest())
