from datetime import timedelta

import pytest

from portal.outbox.backoff import MOST_ATTEMPTS, delay_after


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (5, 16), (9, 256), (10, 480), (14, 480)]
)
def test_each_delay_doubles_up_to_eight_hours(attempts, minutes):
    assert delay_after(attempts, jitter=0) == timedelta(minutes=minutes)


def test_mails_do_not_march_in_step():
    delays = {delay_after(3) for _ in range(50)}

    assert len(delays) > 1
    assert min(delays) >= delay_after(3, jitter=-1) == timedelta(minutes=3.2)
    assert max(delays) <= delay_after(3, jitter=1) == timedelta(minutes=4.8)


def test_the_last_attempt_is_made_after_about_two_days():
    waits = [delay_after(n, jitter=0) for n in range(1, MOST_ATTEMPTS)]

    assert sum(waits, timedelta()) == timedelta(hours=48, minutes=31)
