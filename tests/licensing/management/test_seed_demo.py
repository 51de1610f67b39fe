"""The demonstration is whole on any day, plays once, and only where data are invented."""

import io
from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command

from licensing.enums import CertificateState, NoticeState, ScanState, State
from licensing.management.demo import play
from licensing.models import Application, Certificate, Document, Licence, Notice
from licensing.queries.licences import standing_of
from licensing.rules.validity import Standing
from portal.accounts import demo
from portal.accounts.models import User
from portal.audit import chain
from portal.audit.models import Event
from portal.lib.legal_time import legal_day
from portal.outbox.models import OutboundEmail

# Nine, noon and eleven in the evening in Shanghai.
IN_SPRING = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
IN_AUTUMN = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
IN_WINTER = datetime(2027, 1, 15, 15, 0, tzinfo=UTC)
BEFORE_THE_RULES = datetime(2025, 12, 20, 4, 0, tzinfo=UTC)
CASES = 21


def seed(at, **options):
    out = io.StringIO()
    with time_machine.travel(at, tick=False):
        call_command("seed_demo", stdout=out, **options)
    return out.getvalue().strip()


@pytest.fixture(autouse=True)
def _own_folders(private_files, signing_folder):
    """Files and keys of each demonstration lie in a folder of its own."""


@pytest.mark.parametrize(
    ("day", "ended"),
    [
        # Under rules of January nothing can have run out by March.
        (IN_SPRING, set()),
        (IN_WINTER, {Standing.EXPIRED}),
    ],
)
def test_every_state_is_on_show_on_any_day(db, day, ended):
    assert seed(day) == f"{CASES} cases were played."

    assert set(Application.objects.values_list("state", flat=True)) == set(State)
    standings = {standing_of(licence, at=day) for licence in Licence.objects.all()}
    assert standings == {Standing.ACTIVE, Standing.SUSPENDED, Standing.REVOKED} | ended
    assert chain.first_fault() is None
    assert not Event.objects.filter(at__gt=day).exists()


@pytest.mark.django_db(transaction=True)
def test_committed_it_leaves_nothing_undone_and_plays_once():
    seed(IN_AUTUMN, if_empty=True)
    counts = Counter(Application.objects.values_list("state", flat=True))

    again = seed(IN_AUTUMN, if_empty=True)

    assert again == "There are data already; nothing was added."
    assert Counter(Application.objects.values_list("state", flat=True)) == counts
    assert set(counts) == set(State)
    # As near to -20, 3, 20 and 50 days as working days and the year's end allow.
    today = legal_day(IN_AUTUMN)
    last_days = Licence.objects.filter(ended_as="").values_list("valid_to", flat=True)
    assert sorted((day - today).days for day in last_days)[:4] == [-17, 3, 19, 38]
    assert set(Document.objects.values_list("scan_state", flat=True)) == {
        ScanState.CLEAN
    }
    assert set(Certificate.objects.values_list("state", flat=True)) == {
        CertificateState.MADE
    }
    assert not Notice.objects.filter(state=NoticeState.PLANNED).exists()
    posted = Notice.objects.filter(state=NoticeState.POSTED)
    assert set(posted.values_list("email_key", flat=True)) == set(
        OutboundEmail.objects.values_list("key", flat=True)
    )
    # Each reminder went out on its own day, as it would have in life.
    assert {
        (notice.licence.valid_to - legal_day(notice.posted_at)).days
        - notice.days_before
        for notice in posted.exclude(days_before=None).select_related("licence")
    } == {0}
    assert chain.first_fault() is None


def test_before_the_rules_there_are_people_but_no_cases(db):
    assert seed(BEFORE_THE_RULES) == "0 cases were played."

    assert User.objects.count() == len(demo.ACCOUNTS)
    assert not Application.objects.exists()


def test_everybody_signs_in_with_the_published_password(db):
    seed(BEFORE_THE_RULES)

    assert all(user.check_password(demo.PASSWORD) for user in User.objects.all())


def test_a_portal_in_use_is_left_alone(lin):
    with pytest.raises(CommandError, match="is not empty"):
        seed(IN_AUTUMN)

    assert User.objects.get() == lin


def test_invented_data_never_enter_an_installation(db, settings):
    settings.IS_DEMO = False

    with pytest.raises(CommandError, match="one-machine mode only"):
        seed(IN_AUTUMN, if_empty=True)

    assert not User.objects.exists()


def test_a_demonstration_that_breaks_off_leaves_nothing(db, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(play.Player, "claim", fail)
    with pytest.raises(RuntimeError):
        seed(IN_AUTUMN)

    assert not User.objects.exists()
    assert not Event.objects.exists()


def test_a_story_does_not_go_on_before_it_has_begun():
    player = play.Player(story=None, cast=None, numbers=None)

    with pytest.raises(LookupError, match="has not begun"):
        _ = player.case
