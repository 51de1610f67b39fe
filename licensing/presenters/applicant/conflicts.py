from django.db.models import QuerySet
from django.utils.translation import gettext

from portal.audit.models import Event
from portal.ui.writing import write_moment

# The portal's own acts, such as scans, may stand before it.
_LOOKED_THROUGH = 20


def saved_meanwhile(events: QuerySet[Event]) -> str:
    """Say who changed the application after a page was opened; newest events first."""
    by_people = (event for event in events[:_LOOKED_THROUGH] if event.actor_name)
    last = next(by_people, None)
    if last is None:
        return gettext(
            "This application was changed after you opened this page. What you typed is"
            " kept here: compare it, then save again to replace what is saved."
        )
    return gettext(
        "%(who)s changed this application at %(time)s, after you opened this page. What"
        " you typed is kept here: compare it, then save again to replace what is saved."
    ) % {"who": last.actor_name, "time": write_moment(last.at, "time")}
