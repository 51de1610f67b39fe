from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit import grants


class Command(BaseCommand):
    help = (
        "As the owner of the tables: let the portal’s own database role work with all"
        " of them, and only add to the append-only ones. Repeat after each migration."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", required=True, help="the portal’s database role")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tables = grants.harden(options["role"])
        except grants.CannotHarden as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Only adding: {', '.join(tables)}")
