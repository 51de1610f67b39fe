"""Finding applications. What a person may not see does not exist for them."""

from django.db.models import QuerySet

from exporters.models import Organisation
from licensing.models import Application
from portal.accounts.models import User
from portal.accounts.roles import Permission


def visible_to(user: User) -> "QuerySet[Application]":
    """Return what the person may see: officers what was sent, members their company's."""
    applications = Application.objects.select_related(
        "organisation", "manufacturer", "officer", "type_version__licence_type"
    )
    if user.has_role(Permission.SEE_ALL_CASES):
        return applications.sent()
    return applications.filter(organisation__in=companies_of(user))


def cases_visible_to(user: User) -> "QuerySet[Application]":
    """Return the cases the person may see as an officer; none for anybody else."""
    applications = visible_to(user)
    if user.has_role(Permission.SEE_ALL_CASES):
        return applications
    return applications.none()


def of_companies_of(user: User) -> "QuerySet[Application]":
    """Return the applications of the person's own companies, drafts included."""
    return Application.objects.select_related(
        "organisation", "manufacturer", "officer", "type_version__licence_type"
    ).filter(organisation__in=companies_of(user))


def companies_of(user: User) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(
        memberships__user=user, memberships__user__is_active=True
    )


def lock(application: Application) -> Application:
    """Return the row as it is now, held until the transaction ends."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("organisation", "manufacturer", "type_version__licence_type")
        .get(pk=application.pk)
    )
