from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.audit import erasure, queries


class Command(BaseCommand):
    help = (
        "As the owner of the tables: erase what the audit trail tells about a subject"
        " and about what it did. The chain still verifies. Anonymise the subject first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject_type", help="for example accounts.user")
        parser.add_argument("subject_id", help="its primary key")
        parser.add_argument("--reason", required=True, help="kept in the trail")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            model = apps.get_model(options["subject_type"])
            subject = model._meta.base_manager.get(pk=options["subject_id"])
        except (LookupError, ValueError) as refusal:
            raise CommandError(str(refusal)) from refusal
        except model.DoesNotExist as refusal:
            raise CommandError("There is no such subject.") from refusal
        count = erasure.erase(
            events=queries.events_touching(subject),
            subject=subject,
            by=None,
            reason=options["reason"],
            at=timezone.now(),
        )
        self.stdout.write(f"{count} payloads erased")
