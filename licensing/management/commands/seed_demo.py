from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from licensing.management.demo import companies, play
from licensing.management.demo.stories import STORIES
from licensing.management.demo.story import Act
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
        now = timezone.now()
        scenes = sorted(_scenes(now), key=lambda scene: scene[:2])
        self._play(scenes, now=now)
        self.stdout.write(f"{len(STORIES)} cases were played.")

    def _play(self, scenes: list[Scene], *, now: datetime) -> None:
        """Play in order; each night in between the reminders are planned and sent."""
        day = legal_day(scenes[0][0])
        for at, _order, player, act in scenes:
            while day < legal_day(at):
                day += timedelta(days=1)
                notices.plan(on=day, at=at)
                notices.deliver(at=at)
            player.play(act, at=at)
            notices.deliver(at=at)
        notices.plan(on=legal_day(now), at=now)
        notices.deliver(at=now)
        certificates.make_waiting(at=now)


def _scenes(now: datetime) -> Iterator[Scene]:
    calendar = calendar_for(settings.JURISDICTION)
    today = legal_day(now)
    begins = [play.begin_day(story, calendar, today=today) for story in STORIES]
    first = min(begins)
    cast = companies.introduce(
        at=play.moment(first, 0, now=now) - timedelta(days=1),
        years=range(first.year, today.year + 1),
    )
    numbers, order = count(1), count(1)
    for story, begin in zip(STORIES, begins, strict=True):
        player = play.Player(story, cast, numbers)
        for act in story.acts:
            day = calendar.add_working_days(begin, act.day).on if act.day else begin
            position = next(order)
            yield play.moment(day, position, now=now), position, player, act
