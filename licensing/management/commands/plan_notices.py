from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from licensing.operations import notices
from portal.lib.legal_time import legal_day


class Command(BaseCommand):
    help = "Owe every reminder that has come and is not in the ledger. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            help="the day of law to plan for, YYYY-MM-DD; today when left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        plan = notices.plan(on=options["on"] or legal_day(at), at=at)
        self.stdout.write(
            f"{plan.planned} planned, {plan.missed} came too late,"
            f" {plan.superseded} superseded, {plan.cancelled} cancelled."
        )
