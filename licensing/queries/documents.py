"""Finding documents. A file is found only through a case the person may see."""

from django.db.models import QuerySet

from licensing.models import Application, Document
from licensing.queries import applications
from portal.accounts.models import User


def visible_to(user: User) -> "QuerySet[Document]":
    return Document.objects.select_related("application", "requirement").filter(
        application__in=applications.visible_to(user).values("pk")
    )


def current_of(application: Application) -> "QuerySet[Document]":
    """Return the files that stand for the application now, oldest first."""
    return (
        Document.objects.select_related("requirement")
        .filter(application=application, removed_at=None)
        .order_by("requirement__position", "pk")
    )
