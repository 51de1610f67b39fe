"""Finding documents: through a case that the person may see, and no other way."""

from django.db.models import QuerySet

from licensing.models import Application, Document


def current_of(application: Application) -> "QuerySet[Document]":
    """Return the files that stand for the application now, oldest first."""
    return (
        Document.objects.select_related("requirement")
        .filter(application=application, removed_at=None)
        .order_by("requirement__position", "pk")
    )
