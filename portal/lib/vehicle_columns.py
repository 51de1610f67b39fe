"""Finds the columns of a vehicle list by their headings, in English or Chinese."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

HEADING_WITHIN = 20
_NOISE = re.compile(r"[\W_]+")
_VIN_LIKE = re.compile(r"[A-Z0-9]{17}")
_VIN_HEADINGS = frozenset(
    {"vin", "vincode", "vinno", "vinnumber", "vin码", "vin号", "vin车架号"}
    | {"chassisno", "chassisnumber", "vehicleidentificationnumber"}
    | {"车架号", "车架号码", "车架号vin", "车架号vin码"}
    | {"车辆识别代号", "车辆识别代码", "车辆识别码"}
    | {"车辆识别代号vin", "车辆识别代码vin", "车辆识别码vin"}
)
_MODEL_HEADINGS = frozenset(
    {"model", "modelname", "modelno", "vehiclemodel", "brandandmodel"}
    | {"型号", "车型", "车辆型号", "产品型号", "规格型号", "品牌型号", "厂牌型号"}
)

Row = tuple[int, Sequence[str]]


class Columns(NamedTuple):
    """Where the VIN and the model stand, and how many rows come before the first car."""

    vin: int
    model: int | None
    skipped: int


def find_columns(rows: Sequence[Row]) -> Columns | None:
    """Return the columns of rows with text, at least one, or None without any VINs.

    A list without headings is understood when it has one column, or begins with a VIN.
    """
    for skipped, (_, cells) in enumerate(rows[:HEADING_WITHIN], 1):
        headings = [_heading(cell) for cell in cells]
        vin = _first_of(_VIN_HEADINGS, headings)
        if vin is not None:
            return Columns(vin, _first_of(_MODEL_HEADINGS, headings), skipped)
    return _columns_without_headings(rows)


def _columns_without_headings(rows: Sequence[Row]) -> Columns | None:
    filled = {index for _, cells in rows for index, cell in enumerate(cells) if cell}
    if len(filled) == 1:
        return Columns(filled.pop(), None, 0)
    vins = [index for index, cell in enumerate(rows[0][1]) if _looks_like_vin(cell)]
    if not vins:
        return None
    others = sorted(filled - {vins[0]})
    return Columns(vins[0], others[0] if len(others) == 1 else None, 0)


def _heading(cell: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", cell).casefold())


def _first_of(wanted: frozenset[str], headings: Sequence[str]) -> int | None:
    return next((i for i, heading in enumerate(headings) if heading in wanted), None)


def _looks_like_vin(cell: str) -> bool:
    return _VIN_LIKE.fullmatch("".join(cell.upper().split())) is not None
