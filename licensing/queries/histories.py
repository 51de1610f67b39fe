from django.db.models import QuerySet

from licensing.models import Application, Licence
from portal.audit.models import Event
from portal.audit.queries import events_about


def events_of(application: Application, licence: Licence | None) -> QuerySet[Event]:
    """Return what happened to a case and to the licence it led to, newest first."""
    events = events_about(application)
    return events if licence is None else events | events_about(licence)
