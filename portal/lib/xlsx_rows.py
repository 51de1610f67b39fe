"""Turns a workbook into rows of text, in a process of its own (portal.lib.tables).

Nothing of the portal is imported here: the child starts fast and has nothing to lose.
"""

import io
import json
from datetime import date, time
from typing import BinaryIO

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MOST_COLUMNS = 60
LONGEST_CELL = 300
# Above this a spreadsheet's numbers are no longer exact.
_LARGEST_EXACT = 2**53

Row = tuple[int, list[str]]


def convert(source: BinaryIO, target: BinaryIO, most_rows: int) -> None:
    """Write the visible sheets as JSON, each a list of [row number, cells].

    Rows without text are left out; what is over `most_rows` too.
    """
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(source.read()))
    sheets: list[list[Row]] = []
    for index, sheet in enumerate(workbook.sheets_metadata):
        if (
            sheet.typ == SheetTypeEnum.WorkSheet
            and sheet.visible == SheetVisibleEnum.Visible
        ):
            sheets.append(_rows(workbook.get_sheet_by_index(index), most_rows))
    target.write(json.dumps(sheets).encode())


def _rows(sheet: CalamineSheet, most_rows: int) -> list[Row]:
    rows: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts = [text_of(cell) for cell in cells[:MOST_COLUMNS]]
        if any(texts):
            rows.append((number, texts))
        if len(rows) >= most_rows:
            break
    return rows


def text_of(cell: object) -> str:
    """Return a cell as a person reads it: whole numbers come as floats."""
    if isinstance(cell, str):
        return cell[:LONGEST_CELL].strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _LARGEST_EXACT:
        return str(int(cell))
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
