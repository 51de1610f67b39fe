from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.lib.keymaking import Holder, make_identity


class Command(BaseCommand):
    help = (
        "Makes a signing key with a certificate and a root of its own at SIGNING_KEY."
        " For one-machine mode and rehearsals: a real installation brings its own."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        present = parser.add_mutually_exclusive_group()
        present.add_argument(
            "--if-missing",
            action="store_true",
            help="do nothing when there is a key already",
        )
        present.add_argument(
            "--replace",
            action="store_true",
            help="retire the present key: what it signed stays genuine",
        )
        parser.add_argument(
            "--valid-from",
            type=datetime.fromisoformat,
            metavar="YYYY-MM-DD",
            help="first day of the certificate (default: 1 January of last year, so"
            " that rehearsals may be dated back)",
        )
        parser.add_argument("--years", type=int, default=5)

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.SIGNING_KEY)
        if path.exists() and not options["replace"]:
            if options["if_missing"]:
                return
            raise CommandError(
                f"There is a key at {path}. Use --replace to retire it for a new one."
            )
        last_year = datetime(timezone.now().year - 1, 1, 1, tzinfo=UTC)
        valid_from = options["valid_from"]
        kid = make_identity(
            path,
            holder=Holder(
                name=settings.AUTHORITY_NAME_EN,
                country=settings.JURISDICTION,
                valid_from=valid_from.replace(tzinfo=UTC) if valid_from else last_year,
                years=options["years"],
            ),
        )
        self.stdout.write(f"Made the key {kid} at {path}.")
