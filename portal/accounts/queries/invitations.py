from datetime import datetime

from portal.accounts import tokens
from portal.accounts.models import Invitation


def open_invitation(token: str, *, at: datetime) -> Invitation | None:
    """Return the invitation that this token opens at that time, if any."""
    invitation = Invitation.objects.filter(token_hash=tokens.digest(token)).first()
    return invitation if invitation and invitation.is_open(at=at) else None
