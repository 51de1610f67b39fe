"""The specification lines as a table with its total."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from licensing.rules.facts import LineFacts


@dataclass(frozen=True, slots=True)
class GoodsRow:
    position: int
    name: str
    hs_code: str
    quantity: int
    unit_price: Decimal
    amount: Decimal
    currency: str
    listed: int
    change_url: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class GoodsTable:
    """The lines; `total` only where they have one currency."""

    rows: tuple[GoodsRow, ...]
    quantity: int
    total: Decimal | None
    currency: str


def table_of(lines: Sequence[LineFacts], *, reference: str) -> GoodsTable:
    rows = tuple(_row_of(line, reference) for line in lines)
    currencies = {row.currency for row in rows}
    is_one = len(currencies) == 1
    return GoodsTable(
        rows=rows,
        quantity=sum(row.quantity for row in rows),
        total=sum((row.amount for row in rows), Decimal(0)) if is_one else None,
        currency=currencies.pop() if is_one else "",
    )


def _row_of(line: LineFacts, reference: str) -> GoodsRow:
    where = [reference, line.position]
    return GoodsRow(
        position=line.position,
        name=f"{line.brand} {line.model}",
        hs_code=line.hs_code,
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.unit_price * line.quantity,
        currency=line.currency,
        listed=line.vehicle_count,
        change_url=reverse("application-line-edit", args=where),
        remove_url=reverse("application-line-remove", args=where),
    )
