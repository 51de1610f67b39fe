from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from licensing.operations import notices


class Command(BaseCommand):
    help = "Hand every notice that is due to the mail service. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        count = notices.deliver(at=timezone.now())
        self.stdout.write(f"{count} handed over.")
