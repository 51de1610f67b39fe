from django.utils.translation import gettext

from portal.audit.models import Event
from portal.ui.writing import write_moment


def saved_meanwhile(last: Event | None) -> str:
    """Say who saved the application after a page was opened."""
    told = {
        "who": (last.actor_name if last else "") or gettext("Somebody"),
        "time": write_moment(last.at if last else None, "time"),
    }
    return (
        gettext(
            "%(who)s changed this application at %(time)s, after you opened this page."
            " What you typed is kept here: compare it, then save again to replace what"
            " is saved."
        )
        % told
    )
