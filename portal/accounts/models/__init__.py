from portal.accounts.models.invitation import Invitation
from portal.accounts.models.user import User

__all__ = ["Invitation", "User"]
