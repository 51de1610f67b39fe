"""What the authority asked of the exporter."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from licensing.models import Application, Correction, CorrectionItem


def open_of(application: Application) -> Correction | None:
    """Return what is asked and not answered, with its items in order."""
    return (
        Correction.objects.filter(application=application, answered_at=None)
        .prefetch_related(
            Prefetch(
                "items",
                CorrectionItem.objects.select_related("requirement").order_by(
                    "position"
                ),
            )
        )
        .first()
    )


def answer_days(applications: Iterable[Application]) -> dict[int, date]:
    """Return the last day of each answer that is asked for, by the application's key."""
    asked = Correction.objects.filter(
        application__in=[application.pk for application in applications],
        answered_at=None,
    )
    return dict(asked.values_list("application_id", "due_on"))
