"""What administrators must know at once: those who work unseen have stopped."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib import pulse
from portal.lib.pulse import Health, Part
from portal.ui.writing import write_moment

_STALE: dict[Part, Promise] = {
    Part.BEAT: gettext_lazy(
        "Beat has given no sign since %(moment)s. Until it is started again nothing is"
        " done that falls due: no reminder is planned, and what failed once waits."
    ),
    Part.WORKER: gettext_lazy(
        "No worker has done a job since %(moment)s. Mails, scans of files and"
        " certificates wait until one is started again."
    ),
}
_NEVER_SEEN: dict[Part, Promise] = {
    Part.BEAT: gettext_lazy(
        "Beat has given no sign yet. Until it is started nothing is done that falls due."
    ),
    Part.WORKER: gettext_lazy(
        "No worker has done a job yet. Mails, scans of files and certificates wait until"
        " one is started."
    ),
}


def alarms(*, at: datetime) -> Iterator[str]:
    """Yield a sentence for each part that is not well."""
    signs = pulse.read(at=at)
    if any(sign.health is Health.UNKNOWN for sign in signs.values()):
        yield _("Redis cannot be reached: mails, scans and certificates wait for it.")
        return
    for part, sign in signs.items():
        if sign.health is Health.STALE:
            yield str(_STALE[part]) % {"moment": write_moment(sign.seen_at)}
        elif sign.health is Health.NEVER_SEEN:
            yield str(_NEVER_SEEN[part])
