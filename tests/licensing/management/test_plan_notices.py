import io
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command

from licensing.enums import NoticeKind, NoticeState
from licensing.models import Notice
from tests.people import NOW


def plan(*arguments):
    out = io.StringIO()
    call_command("plan_notices", *arguments, stdout=out)
    return out.getvalue().strip()


def test_a_day_can_be_rehearsed(licence):
    week_before = licence.valid_to - timedelta(days=7)

    said = plan("--on", week_before.isoformat())

    assert said == "1 planned, 3 came too late, 0 superseded, 0 cancelled."
    assert list(
        Notice.objects.filter(kind=NoticeKind.EXPIRY).values_list("due_on", flat=True)
    ) == [week_before]


def test_planning_again_adds_nothing(licence):
    last_day = licence.valid_to.isoformat()
    plan("--on", last_day)

    assert (
        plan("--on", last_day)
        == "0 planned, 0 came too late, 0 superseded, 0 cancelled."
    )


@time_machine.travel(NOW, tick=False)
def test_without_a_day_it_is_today(licence):
    assert plan() == "0 planned, 0 came too late, 0 superseded, 0 cancelled."


def test_planning_sends_nothing(licence):
    plan("--on", licence.valid_to.isoformat())

    assert not Notice.objects.filter(state=NoticeState.POSTED).exists()


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "02/03/2026", ""])
def test_a_day_that_is_none_is_refused_with_words(db, day):
    with pytest.raises(CommandError, match="argument --on: invalid"):
        plan("--on", day)
