"""The contents of an application as plain data, to freeze, hash and compare."""

import hashlib
import json
from typing import Any

from licensing.models import Application, Document, Vehicle

CONTRACT_FIELDS = (
    "contract_number",
    "buyer_name",
    "destination",
    "customs_district",
    "trade_mode",
    "payment_mode",
    "transport_mode",
)


def contents_of(application: Application) -> dict[str, Any]:
    """Return every answer, car and file of the application, in a stable order.

    Cars are listed by VIN with the line they belong to; files by their hash.
    """
    manufacturer = application.manufacturer
    return {
        "type": str(application.type_version),
        "exporter": application.organisation.uscc,
        "manufacturer": manufacturer.uscc if manufacturer else "",
        "contract": {field: getattr(application, field) for field in CONTRACT_FIELDS},
        "lines": [
            {
                "position": line.position,
                "brand": line.brand,
                "model": line.model,
                "hs_code": line.hs_code,
                "quantity": line.quantity,
                "unit_price": str(line.unit_price),
                "currency": line.currency,
            }
            for line in application.lines.order_by("position")
        ],
        "vehicles": [
            [position, vin]
            for position, vin in Vehicle.objects.filter(application=application)
            .order_by("vin")
            .values_list("line__position", "vin")
        ],
        "documents": [
            [code, sha256]
            for code, sha256 in Document.objects.filter(
                application=application, removed_at=None
            )
            .order_by("requirement__position", "sha256", "pk")
            .values_list("requirement__code", "sha256")
        ],
    }


def digest(contents: dict[str, Any]) -> str:
    """Return the SHA-256 of the contents in canonical JSON."""
    canonical = json.dumps(
        contents, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
