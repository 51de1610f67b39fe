from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from licensing.queries import genuine
from portal.lib import keys
from portal.lib.cose import NotGenuine
from portal.lib.legal_time import legal_day

_MOST_BYTES = 64 * 1024 * 1024

REASONS = {
    "algorithm": "It is signed in a way that this authority does not use.",
    "altered": "It was changed after it was signed, or is not complete.",
    "appended": "Something was added to it after it was signed.",
    "key-expired": "Its key was no longer valid on the day of issue.",
    "no-code": "It carries no code of a licence.",
    "not-a-pdf": "It is neither a PDF file nor the text of a code.",
    "not-certified": "Its signature does not certify the whole document.",
    "other-licence": "Its code is the code of another licence.",
    "other-number": "The address and the code name different licences.",
    "signature": "The signature is false.",
    "time-stamp": "Its time stamp is not of an authority that is trusted here.",
    "unknown-key": "It is not signed with a key of this authority.",
    "unknown-payload": "Its code is of a form that this release does not know.",
    "unreadable": "This is neither a certificate nor the text of a code.",
    "unsigned": "It is not signed.",
    "untrusted": "The certificate of its key does not lead to a trusted root.",
}


class Command(BaseCommand):
    help = (
        "Says whether a certificate (PDF) or the text of its code is genuine, offline:"
        " neither the register nor any database is asked."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file_or_text",
            help="a PDF file, a file with the text of a code, or the text itself",
        )
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day for which to say whether it is in force (default: today)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on = options["on"] or legal_day(timezone.now())
        try:
            content = _read(options["file_or_text"])
            proof = genuine.examine(content, trust=keys.trust())
        except keys.KeyFault as fault:
            raise CommandError(str(fault)) from fault
        except NotGenuine as fault:
            raise CommandError(
                f"Not genuine ({fault.code}). {REASONS[fault.code]}"
            ) from fault
        for line in _describe(proof, on):
            self.stdout.write(line)


def _read(file_or_text: str) -> bytes:
    path = Path(file_or_text)
    try:
        is_file = path.is_file()
    except OSError:  # a text too long to be the name of a file
        is_file = False
    if not is_file:
        return file_or_text.encode(errors="replace")
    if path.stat().st_size > _MOST_BYTES:
        raise CommandError(f"{path} is too large to be a certificate.")
    return path.read_bytes()


def _describe(proof: genuine.Proof, on: date) -> list[str]:
    payload = proof.payload
    force = "in force" if payload.is_in_force(on) else "not in force"
    lines = [
        "Genuine.",
        f"Licence: {payload.number}",
        f"Holder: {payload.exporter_name} ({payload.exporter_code})",
        f"Goods: {payload.quantity} of {payload.goods_code}, to {payload.destination}",
        f"Valid: {payload.valid_from} to {payload.valid_to}; {force} on {on}",
        f"Issued: {payload.issued_on} by {payload.body}",
    ]
    if proof.signed_at is not None:
        lines.append(f"Signed: {proof.signed_at:%Y-%m-%d %H:%M} UTC by {proof.signer}")
    if payload.vehicle_count:
        known = ", ".join(payload.vins) or "listed in the annex"
        lines.append(f"Vehicles: {payload.vehicle_count}: {known}")
    return [*lines, "Only the register knows of a suspension or a revocation."]
