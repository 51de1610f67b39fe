"""Who may do what, as one table. `manage.py permission_matrix` prints it."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What an account is to the authority. One account has one role."""

    EXPORTER = "EXPORTER", _("Exporter")
    HANDLER = "HANDLER", _("First-level officer")
    HEAD = "HEAD", _("Second-level officer")
    QUALIFICATION = "QUALIFICATION", _("Qualification officer")
    COMPLIANCE = "COMPLIANCE", _("Compliance officer")
    CUSTOMS = "CUSTOMS", _("Customs officer")
    AUDITOR = "AUDITOR", _("Auditor")
    ADMINISTRATOR = "ADMINISTRATOR", _("Administrator")


class MemberRole(models.TextChoices):
    """What an exporter's account is inside its company."""

    OWNER = "OWNER", _("Owner")
    SIGNATORY = "SIGNATORY", _("Signatory")
    PREPARER = "PREPARER", _("Preparer")


class Permission(StrEnum):
    """Named by the act; state and company are judged beside it, per object."""

    # Exporters, through their membership.
    PREPARE_APPLICATION = "prepare_application"
    SUBMIT_APPLICATION = "submit_application"
    SEE_OWN_APPLICATIONS = "see_own_applications"
    SEE_OWN_LICENCES = "see_own_licences"
    # The authority.
    SEE_ALL_CASES = "see_all_cases"
    ASSESS_CASE = "assess_case"
    DECIDE_CASE = "decide_case"
    SEE_ALL_LICENCES = "see_all_licences"
    SEE_AUDIT = "see_audit"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_OPERATIONS = "see_operations"


_MEMBERS = frozenset(MemberRole)
_OFFICERS = frozenset({Role.HANDLER, Role.HEAD, Role.COMPLIANCE, Role.AUDITOR})

PERMISSIONS: dict[Permission, frozenset[Role | MemberRole]] = {
    Permission.PREPARE_APPLICATION: _MEMBERS,
    Permission.SUBMIT_APPLICATION: frozenset({MemberRole.OWNER, MemberRole.SIGNATORY}),
    Permission.SEE_OWN_APPLICATIONS: _MEMBERS,
    Permission.SEE_OWN_LICENCES: _MEMBERS,
    Permission.SEE_ALL_CASES: _OFFICERS,
    Permission.ASSESS_CASE: frozenset({Role.HANDLER}),
    Permission.DECIDE_CASE: frozenset({Role.HEAD}),
    Permission.SEE_ALL_LICENCES: _OFFICERS | {Role.QUALIFICATION},
    Permission.SEE_AUDIT: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    Permission.MANAGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Permission.SEE_OPERATIONS: frozenset({Role.ADMINISTRATOR}),
}

# Whoever works for the authority, and whoever may sign for a company.
STAFF_ROLES = frozenset(Role) - {Role.EXPORTER}
SIGNING_MEMBER_ROLES = PERMISSIONS[Permission.SUBMIT_APPLICATION]


def role_has(role: str, permission: Permission) -> bool:
    """Whether an authority role holds the permission (members: ask exporters)."""
    return role in PERMISSIONS[permission]
