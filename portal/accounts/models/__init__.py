from portal.accounts.models.invitation import Invitation
from portal.accounts.models.session import Session
from portal.accounts.models.user import User

__all__ = ["Invitation", "Session", "User"]
