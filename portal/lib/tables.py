"""Reads vehicle lists: XLSX, CSV, or rows pasted from a spreadsheet."""

import csv
import io
import json
import logging
import re
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext_lazy as _

from portal.lib.file_checks.text import decode
from portal.lib.uploads import FileKind
from portal.lib.vehicle_columns import HEADING_WITHIN, Columns, Row, find_columns

logger = logging.getLogger(__name__)

MOST_COLUMNS = 60
LONGEST_CELL = 300
_DELIMITERS = ",;\t"
# A cell that a spreadsheet is told to take as text: ="LGX…"
_FORCED_TEXT = re.compile(r'="([^"]*)"')
_FORMULA_SIGNS = "=+-@＝＋－＠"
# Reading a hostile workbook may take any amount of memory and time: a child does it.
_CHILD = (
    "import sys; sys.path.insert(0, sys.argv[1]); import xlsx_rows;"
    " xlsx_rows.convert(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[2]))"
)
_CHILD_MEMORY = 1536 * 1024 * 1024
_CHILD_SECONDS = 60


class TableFault(StrEnum):
    UNREADABLE = "unreadable"
    NO_VIN_COLUMN = "no-vin-column"
    NO_ROWS = "no-rows"
    TOO_MANY_ROWS = "too-many-rows"


_SENTENCES = {
    TableFault.UNREADABLE: _(
        "The table cannot be read. Save it again as XLSX, or as CSV in UTF-8."
    ),
    TableFault.NO_VIN_COLUMN: _(
        "No column is headed VIN. Write VIN above the column with the vehicle"
        " identification numbers."
    ),
    TableFault.NO_ROWS: _("The table has no rows with a vehicle."),
    TableFault.TOO_MANY_ROWS: _(
        "The table has more than %(limit)s rows. Split it into several files."
    ),
}


class TableUnreadable(Exception):
    """A table that cannot be used; `str()` is a sentence in the reader's language."""

    def __init__(self, code: TableFault, **facts: int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        return str(_SENTENCES[self.code]) % self.facts


class VehicleRow(NamedTuple):
    """Numbered as a spreadsheet program numbers it; `model` may be empty."""

    number: int
    vin: str
    model: str


def read_vehicle_rows(
    stream: BinaryIO, kind: FileKind, *, max_rows: int
) -> list[VehicleRow]:
    """Return the rows of an uploaded list (see `portal.lib.uploads.LIST_KINDS`).

    Raises TableUnreadable.
    """
    stream.seek(0)
    if kind is FileKind.XLSX:
        return _vehicles_in(_sheets_of(stream.read(), max_rows), max_rows)
    text = decode(stream.read())
    if text is None:
        raise TableUnreadable(TableFault.UNREADABLE)
    return read_pasted_rows(text, max_rows=max_rows)


def read_pasted_rows(text: str, *, max_rows: int) -> list[VehicleRow]:
    """Return the rows of a text with commas, semicolons or tabs between its cells.

    Raises TableUnreadable.
    """
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter_of(text))
    filled = (
        (number, [cell.strip() for cell in cells[:MOST_COLUMNS]])
        for number, cells in enumerate(reader, 1)
        if any(map(str.strip, cells[:MOST_COLUMNS]))
    )
    try:
        rows = list(islice(filled, _most_rows(max_rows)))
    except csv.Error as fault:
        raise TableUnreadable(TableFault.UNREADABLE) from fault
    return _vehicles_in([rows], max_rows)


def _vehicles_in(sheets: Iterable[Sequence[Row]], max_rows: int) -> list[VehicleRow]:
    """Return the vehicles of the first sheet that has a column of VINs."""
    filled = [sheet for sheet in sheets if sheet]
    if not filled:
        raise TableUnreadable(TableFault.NO_ROWS)
    found = ((sheet, find_columns(sheet)) for sheet in filled)
    for sheet, columns in found:
        if columns is not None:
            vehicles = list(_vehicles_of(sheet, columns))
            if not vehicles:
                raise TableUnreadable(TableFault.NO_ROWS)
            if len(vehicles) > max_rows:
                raise TableUnreadable(TableFault.TOO_MANY_ROWS, limit=max_rows)
            return vehicles
    raise TableUnreadable(TableFault.NO_VIN_COLUMN)


def _vehicles_of(sheet: Sequence[Row], columns: Columns) -> Iterator[VehicleRow]:
    for number, cells in sheet[columns.skipped :]:
        vin = _plain(cells[columns.vin]) if columns.vin < len(cells) else ""
        model = ""
        if columns.model is not None and columns.model < len(cells):
            model = _plain(cells[columns.model])
        if vin or model:
            yield VehicleRow(number, vin, model)


def _plain(cell: str) -> str:
    """Return a cell that no spreadsheet program will take for a formula again."""
    if forced := _FORCED_TEXT.fullmatch(cell):
        cell = forced[1]
    if cell[:1] in _FORMULA_SIGNS:
        cell = cell.lstrip(_FORMULA_SIGNS + " \t\r\n")
    return cell[:LONGEST_CELL]


def _delimiter_of(text: str) -> str:
    """Return the delimiter that its first line with text has most of."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=line.count)


def _most_rows(max_rows: int) -> int:
    """Return how many rows are worth reading to know that there are too many."""
    return max_rows + HEADING_WITHIN + 1


def _sheets_of(content: bytes, max_rows: int) -> list[list[Row]]:
    folder = str(Path(__file__).parent)
    command = [sys.executable, "-I", "-c", _CHILD, folder, str(_most_rows(max_rows))]
    with subprocess.Popen(  # noqa: S603 -- fixed command, the content comes by pipe
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        # Limited before it is given anything to read.
        resource.prlimit(child.pid, resource.RLIMIT_AS, (_CHILD_MEMORY, _CHILD_MEMORY))
        resource.prlimit(child.pid, resource.RLIMIT_CPU, (_CHILD_SECONDS,) * 2)
        try:
            output, errors = child.communicate(content, timeout=2 * _CHILD_SECONDS)
        except subprocess.TimeoutExpired as fault:
            child.kill()
            raise TableUnreadable(TableFault.UNREADABLE) from fault
    if child.returncode != 0:
        logger.warning("Workbook unread, %s: %r", child.returncode, errors[-300:])
        raise TableUnreadable(TableFault.UNREADABLE)
    sheets: list[list[Row]] = json.loads(output)
    return sheets
