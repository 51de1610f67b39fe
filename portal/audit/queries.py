from django.db.models import Model, Q, QuerySet
from django.db.models.fields.json import KT

from portal.audit.models import Event, Payload


def events_about(subject: Model) -> QuerySet[Event]:
    """Return what happened to the subject, newest first, with what was told."""
    return (
        Event.objects.filter(
            subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
        )
        .select_related("payload")
        .order_by("-sequence")
    )


def events_by(actor: Model) -> QuerySet[Event]:
    """Return what the person did, newest first, with what was told."""
    acted = Payload.objects.alias(actor=KT("data__actor_id")).filter(
        actor=str(actor.pk)
    )
    return (
        Event.objects.filter(pk__in=acted.values("pk"))
        .select_related("payload")
        .order_by("-sequence")
    )


def events_touching(person: Model) -> QuerySet[Event]:
    """Return what the person did and what happened to the person, in no order."""
    about, by = events_about(person), events_by(person)
    return Event.objects.filter(
        Q(pk__in=about.order_by().values("pk")) | Q(pk__in=by.order_by().values("pk"))
    )


def found_by(term: str) -> QuerySet[Event]:
    """Return the events whose verb, person or subject is exactly what was typed.

    A subject is named as on its page, or as `licensing.application 12`.
    """
    by_event = Q(verb=term)
    match term.split():
        case [kind, identity]:
            by_event |= Q(subject_type=kind.lower(), subject_id=identity)
    named = Payload.objects.alias(
        actor=KT("data__actor_name"), about=KT("data__subject_name")
    ).filter(Q(actor=term) | Q(about=term))
    # Each half has its index; one condition over both tables would use none.
    either = Event.objects.filter(by_event).values("pk").union(named.values("pk"))
    return Event.objects.filter(pk__in=either)
