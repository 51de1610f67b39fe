from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from portal.accounts.models import User
from portal.accounts.operations import people, sessions
from portal.audit import trail


@transaction.atomic
def forget_devices(*, user: User, by: User, at: datetime, reason: str) -> int:
    """Let somebody who lost every device enrol anew; the password is still asked."""
    people.check_administrates(by)
    people.check_is_another(user, by)
    people.check_reason(reason)
    forgotten: int = Authenticator.objects.filter(user=user).delete()[0]
    sessions.delete_all(user)
    trail.record(
        verb="account.second_factor_forgotten",
        subject=user,
        by=by,
        at=at,
        reason=reason,
        devices=forgotten,
    )
    return forgotten
