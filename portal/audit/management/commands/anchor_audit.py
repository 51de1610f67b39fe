from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.audit import anchors
from portal.lib.legal_time import legal_day


class Command(BaseCommand):
    help = "Write the head of the audit chain down outside the database, once a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            help="the day, YYYY-MM-DD; today if left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or legal_day(timezone.now())
        try:
            line = anchors.anchor(on=on)
        except anchors.UnreadableAnchor as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(line or "Nothing to anchor: no events, or already done.")
