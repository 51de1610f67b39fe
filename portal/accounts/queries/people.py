from collections.abc import Set as AbstractSet

from portal.accounts.models import User
from portal.accounts.roles import Role


def active_person(email: str) -> User | None:
    """Return whoever may sign in with this address."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def lock_administrators() -> AbstractSet[int]:
    """Lock the accounts of all who administrate, always in the same order.

    Whoever changes an account holds these locks, so that two administrators cannot
    disable one another at once and leave nobody.
    """
    administrators = (
        User.objects.select_for_update()
        .filter(role=Role.ADMINISTRATOR, is_active=True)
        .order_by("pk")
    )
    return {person.pk for person in administrators}
