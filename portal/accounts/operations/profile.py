"""What people say about themselves: name, language, time zone."""

from datetime import datetime
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.refusals import Refused
from portal.audit import trail


class UnknownLanguage(Refused):
    def __init__(self) -> None:
        super().__init__(_("The portal does not speak this language."))


class UnknownTimeZone(Refused):
    def __init__(self) -> None:
        super().__init__(_("There is no such time zone."))


class NameMissing(Refused):
    def __init__(self) -> None:
        super().__init__(_("Give the name that others should see."))


def choose_language(*, user: User, language: str, at: datetime) -> User:
    return update(user=user, by=user, at=at, language=language)


def choose_time_zone(*, user: User, time_zone: str, at: datetime) -> User:
    return update(user=user, by=user, at=at, time_zone=time_zone)


@transaction.atomic
def update(
    *,
    user: User,
    by: User,
    at: datetime,
    name: str | None = None,
    language: str | None = None,
    time_zone: str | None = None,
) -> User:
    """Change what is given; what stays the same leaves no trace."""
    if name is not None and not name.strip():
        raise NameMissing
    if language is not None and language not in dict(settings.LANGUAGES):
        raise UnknownLanguage
    if time_zone is not None and time_zone not in available_timezones():
        raise UnknownTimeZone
    person = User.objects.select_for_update().get(pk=user.pk)
    wanted = {
        "name": name and name.strip(),
        "language": language,
        "time_zone": time_zone,
    }
    changed = [
        field
        for field, value in wanted.items()
        if value is not None and value != getattr(person, field)
    ]
    if not changed:
        return person
    before = {field: getattr(person, field) for field in changed}
    for field in changed:
        setattr(person, field, wanted[field])
    person.save(update_fields=changed)
    trail.record(
        verb="account.profile_changed",
        subject=person,
        by=by,
        at=at,
        before=before,
        after={field: wanted[field] for field in changed},
    )
    return person
