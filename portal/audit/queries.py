from django.db.models import Model, QuerySet

from portal.audit.models import Event


def events_about(subject: Model) -> QuerySet[Event]:
    """Return what happened to the subject, newest first, with what was told."""
    return (
        Event.objects.filter(
            subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
        )
        .select_related("payload")
        .order_by("-sequence")
    )
