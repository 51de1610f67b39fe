from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from licensing.management.volume.statements import IN_ORDER
from licensing.models import LicenceTypeVersion
from portal.accounts.models import User

_CASES_A_COMPANY = 200


class Command(BaseCommand):
    help = "Add very many invented cases and licences, to measure with. Not for people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--applications", type=int, required=True)
        parser.add_argument("--licences", type=int, required=True)
        parser.add_argument("--vehicles", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        applications, licences = options["applications"], options["licences"]
        if not 0 <= licences <= applications:
            raise CommandError("A licence needs an application of its own.")
        if User.objects.filter(email__endswith="@volume.example").exists():
            raise CommandError("There are volume data already.")
        values = {
            "applications": applications,
            "licences": licences,
            "cars": options["vehicles"] // max(applications, 1),
            "companies": max(applications // _CASES_A_COMPANY, 20),
            "version": LicenceTypeVersion.objects.earliest("pk").pk,
            "at": timezone.now(),
        }
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in IN_ORDER:
                cursor.execute(statement, values)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"{applications} applications, {licences} licences.")
