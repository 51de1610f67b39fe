from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portal.outbox import delivery


class Command(BaseCommand):
    help = "Send the mail that is due, as the worker does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--limit", type=int, default=2000, help="send at most so many"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sent = delivery.deliver_due(at=timezone.now(), limit=options["limit"])
        self.stdout.write(f"{sent} sent")
