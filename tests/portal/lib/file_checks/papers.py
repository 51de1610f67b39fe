"""Small files written by hand, sound ones and hostile ones."""

import io
import zipfile
import zlib

import openpyxl
from PIL import Image

# In two halves, so that no scanner takes these tests away.
EICAR = (
    r"X5O!P%@AP[4\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
).encode()

CATALOG = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"


def pdf(*extra, catalog=b"", trailer=b"", before=b"", after=b""):
    """A PDF of one empty page with a table of offsets, and extra objects from 4 on."""
    out = bytearray(before + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate([CATALOG % catalog, PAGES, PAGE, *extra], 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(offsets) + 1, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out + after)


def stream_object(dictionary, content):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (
        dictionary,
        len(content),
        content,
    )


def object_stream(*bodies, dictionary=b"/Filter /FlateDecode", pack=zlib.compress):
    """An object stream holding bodies as objects 90, 91, …"""
    head, content = b"", b""
    for number, body in enumerate(bodies, 90):
        head += b"%d %d " % (number, len(content))
        content += body + b" "
    return stream_object(
        b"/Type /ObjStm /N %d /First %d %s" % (len(bodies), len(head), dictionary),
        pack(head + content),
    )


def image(kind="PNG", size=(40, 30), mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, size, 1).save(out, kind)
    return out.getvalue()


def archive(parts, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


CONTENT_TYPES = b'<?xml version="1.0"?><Types><Default Extension="xml"/></Types>'


def workbook(extra=None, types=CONTENT_TYPES, method=zipfile.ZIP_DEFLATED):
    """The parts that make an archive a workbook, and extra ones."""
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": b"<Relationships/>",
        "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/sheet1.xml": b"<worksheet/>",
    }
    return archive(parts | (extra or {}), method)


def spreadsheet(*sheets, hidden=()):
    """A workbook as a spreadsheet program writes it, a list of rows a sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for index, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet{index}")
        for row in rows:
            sheet.append(row)
        if index in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
