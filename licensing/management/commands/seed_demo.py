from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from licensing.enums import NoticeState
from licensing.management.demo import companies, play
from licensing.management.demo.stories import STORIES
from licensing.management.demo.story import Act
from licensing.models import LicenceTypeVersion, Notice
from licensing.operations import certificates, notices
from portal.accounts.models import User
from portal.calendars.queries import calendar_for
from portal.lib.legal_time import legal_day

Scene = tuple[datetime, int, play.Player, Act]


class Command(BaseCommand):
    help = "Fill an empty portal with invented companies, cases and licences."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing, and say so, when there are accounts already",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("Invented data belong to one-machine mode only.")
        if User.objects.exists():
            if options["if_empty"]:
                self.stdout.write("There are data already; nothing was added.")
                return
            raise CommandError("The portal is not empty. `make reset` empties it.")
        with transaction.atomic():  # the whole demonstration, or none of it
            played = _play(now=timezone.now())
        self.stdout.write(f"{played} cases were played.")


def _play(*, now: datetime) -> int:
    """Play in order; each morning in between the reminders are planned and sent."""
    scenes = sorted(_scenes(now), key=lambda scene: scene[:2])
    day = legal_day(scenes[0][0] if scenes else now)
    for at, _order, player, act in scenes:
        while day < legal_day(at):
            day += timedelta(days=1)
            morning = play.moment(day, 0, now=at)
            notices.plan(on=day, at=morning)
            _deliver(at=morning)
        player.play(act, at=at)
        if act.what == "fill":
            _take_stock()
        _deliver(at=at)
    notices.plan(on=legal_day(now), at=now)
    _deliver(at=now)
    certificates.make_waiting(at=now)
    return len({id(player) for _at, _order, player, _act in scenes})


def _take_stock() -> None:
    """Tell the planner of queries how much there is; it does not see our transaction."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE licensing_application, licensing_vehicle")


def _deliver(*, at: datetime) -> None:
    if Notice.objects.filter(state=NoticeState.PLANNED).exists():
        notices.deliver(at=at)


def _scenes(now: datetime) -> Iterator[Scene]:
    """Yield what happens; nothing does before there is a rule to apply under."""
    calendar = calendar_for(settings.JURISDICTION)
    today = legal_day(now)
    since = LicenceTypeVersion.objects.earliest("valid_from").valid_from
    begins = [
        play.begin_day(story, calendar, today=today, not_before=since)
        for story in STORIES
    ]
    first = min(*begins, today)
    cast = companies.introduce(
        at=play.moment(first, 0, now=now) - timedelta(days=1),
        years=range(first.year, today.year + 1),
    )
    numbers, order = count(1), count(1)
    for story, begin in zip(STORIES, begins, strict=True):
        if begin > today:
            continue
        player = play.Player(story, cast, numbers)
        for act in story.acts:
            day = calendar.add_working_days(begin, act.day).on if act.day else begin
            position = next(order)
            yield play.moment(day, position, now=now), position, player, act
