from django.db.models import QuerySet

from exporters.models import Membership, Organisation
from portal.accounts.models import User
from portal.accounts.roles import PERMISSIONS, SIGNING_MEMBER_ROLES, Permission


def may_sign(user: User) -> bool:
    """Whether the person signs for any company, and so needs a second factor."""
    return Membership.objects.filter(user=user, role__in=SIGNING_MEMBER_ROLES).exists()


def holds(user: User, organisation: Organisation, permission: Permission) -> bool:
    """Whether the person's place in the company carries the permission."""
    return Membership.objects.filter(
        user=user,
        user__is_active=True,
        organisation=organisation,
        role__in=PERMISSIONS[permission],
    ).exists()


def signatories_of(organisation: Organisation) -> QuerySet[User]:
    """Return who may declare and submit for the company, by name."""
    return User.objects.filter(
        is_active=True,
        memberships__organisation=organisation,
        memberships__role__in=SIGNING_MEMBER_ROLES,
    ).order_by("name", "pk")
