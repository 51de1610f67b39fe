"""When a mail is tried again. Pure."""

import random
from datetime import timedelta

_FIRST = timedelta(minutes=1)
_LONGEST = timedelta(hours=8)
# With the delays below, the last attempt is made about 48 hours after the first.
MOST_ATTEMPTS = 15


def delay_after(attempts: int, *, jitter: float | None = None) -> timedelta:
    """Return how long to wait: doubling, ± 20 % so that mails do not march in step.

    `jitter` is a number between -1 and 1, drawn when it is not given.
    """
    share = random.uniform(-1, 1) if jitter is None else jitter  # noqa: S311 -- no secret
    delay = min(_FIRST * 2.0 ** (attempts - 1), _LONGEST)
    return delay * (1 + 0.2 * share)
