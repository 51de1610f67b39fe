import hashlib
import secrets

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from portal.accounts.models import User


class ResetTokenGenerator(PasswordResetTokenGenerator):
    """A link dies when it is used, when its owner signs in, when the account closes."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        state = f"{user.session_epoch}:{user.is_active}"
        return f"{super()._make_hash_value(user, timestamp)}:{state}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored: a token of 256 random bits needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
