"""What must be right before a real installation opens; asked by `check --deploy`."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

_EXAMPLE_KEY = "replace-this"
_BESIDE_THE_KEY = ("signing.crt", "ca.crt")


@register(Tags.security, deploy=True)
def check_installation(*_apps: Any, **_options: Any) -> list[CheckMessage]:
    if settings.IS_DEMO:
        return [
            Error(
                "LICET_MODE is “demo”: no second factor is asked for.",
                hint="Set LICET_MODE=production.",
                id="licet.E001",
            )
        ]
    return [*_secret_key(), *_addresses(), *_documents(), *_signing_key()]


def _secret_key() -> Iterator[CheckMessage]:
    if settings.SECRET_KEY.startswith(_EXAMPLE_KEY):
        yield Error(
            "SECRET_KEY is the one of the example, which everybody knows.",
            hint="Make your own as .env.example says.",
            id="licet.E002",
        )


def _addresses() -> Iterator[CheckMessage]:
    if not settings.SITE_URL.startswith("https://"):
        yield Error(
            "SITE_URL does not begin with https://.",
            hint="Mails and certificates carry this address; it must be encrypted.",
            id="licet.E003",
        )
    if not settings.CLAMD_URL:
        yield Error(
            "CLAMD_URL is empty: without a virus scanner no document can be opened.",
            hint="Install clamav-daemon and set CLAMD_URL=tcp://127.0.0.1:3310.",
            id="licet.E004",
        )


def _documents() -> Iterator[CheckMessage]:
    documents = Path(settings.DOCUMENTS_DIR).resolve()
    shown = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS]
    if any(documents.is_relative_to(Path(folder).resolve()) for folder in shown):
        yield Error(
            f"DOCUMENTS_URL puts documents into {documents}, which everybody can read.",
            hint="Choose a folder outside those of static files.",
            id="licet.E005",
        )


def _signing_key() -> Iterator[CheckMessage]:
    key = Path(settings.SIGNING_KEY)
    for path in (key, *(key.with_name(name) for name in _BESIDE_THE_KEY)):
        if not os.access(path, os.R_OK):
            yield Error(
                f"SIGNING_KEY needs {path}, which cannot be read.",
                hint="Run make_signing_key, or ask as the worker, who signs.",
                id="licet.E006",
            )
    if key.exists() and key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield checks.Warning(
            f"The signing key {key} is open to others than its owner.",
            hint="chmod 600",
            id="licet.W001",
        )
