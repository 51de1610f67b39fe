"""CSV that spreadsheet programs open in the right letters and never as formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

# Spreadsheet programs take a text that begins so for a formula (ASVS 1.2.10).
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK = "\ufeff"
_ROWS_A_CHUNK = 500


def neutral(cell: object) -> str:
    """Return the cell as text; an apostrophe goes before what looks like a formula.

    Numbers stay as they are, negative ones too.
    """
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_SIGNS) else cell


def write(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield the file in pieces, so that any number of rows takes little memory."""
    buffer = io.StringIO(newline="")
    buffer.write(_BYTE_ORDER_MARK)
    writer = csv.writer(buffer)
    writer.writerow(map(neutral, heading))
    for count, row in enumerate(rows, 1):
        writer.writerow(map(neutral, row))
        if count % _ROWS_A_CHUNK == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece
