"""Brings an installation of one-machine mode up to date, in one process of its own."""

import django
from django.conf import settings
from django.core.management import call_command

from portal.standalone import translations


def prepare() -> None:
    translations.compile_all(settings.BASE_DIR / "locale")
    call_command("migrate", interactive=False)
    call_command("make_signing_key", if_missing=True)
    call_command("seed_demo", if_empty=True)


if __name__ == "__main__":
    django.setup()
    prepare()
