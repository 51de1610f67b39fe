from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from portal.accounts.operations import passwords, people
from portal.accounts.refusals import Refused
from portal.accounts.roles import Role


class Command(BaseCommand):
    help = (
        "Opens the first administrator's account and mails a link to set a password. "
        "Everyone else is invited in the administration."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument(
            "--language", default="en", choices=[code for code, _ in settings.LANGUAGES]
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        try:
            validate_email(options["email"])
            person = people.create_person(
                email=options["email"],
                name=options["name"],
                role=Role.ADMINISTRATOR,
                language=options["language"],
                at=at,
            )
        except (ValidationError, Refused) as refusal:
            sentence = " ".join(getattr(refusal, "messages", [str(refusal)]))
            raise CommandError(sentence) from refusal
        passwords.send_reset_link(email=person.email, language=person.language, at=at)
        minutes = settings.PASSWORD_RESET_TIMEOUT // 60
        self.stdout.write(
            f"{person} may administer. The link in the mail works for {minutes} minutes."
        )
