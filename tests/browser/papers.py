"""What people upload in the tests of a browser."""

import io

from openpyxl import Workbook

from tests import steps

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_of_cars(*vins):
    book = Workbook()
    book.active.append(["VIN", "Model"])
    for vin in vins:
        book.active.append([vin, steps.LONG_RANGE.model])
    file = io.BytesIO()
    book.save(file)
    return {"name": "cars.xlsx", "mimeType": XLSX, "buffer": file.getvalue()}


def paper(code, content=None):
    content = steps.pdf(code) if content is None else content
    return {
        "name": f"{code}.pdf",
        "mimeType": "application/pdf",
        "buffer": content,
    }


def upload(exporter, code, file):
    """Give a file on the card of its requirement."""
    card = exporter.page.locator(f"#{code}")
    card.locator('[type="file"]').set_input_files(file)
    exporter.go_by(card.locator('form[enctype] [type="submit"]').click)
