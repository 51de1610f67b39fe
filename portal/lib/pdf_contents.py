"""Reads what a PDF that this portal set says beside its pages.

For files already found genuine: nothing here defends itself against strange ones.
"""

import io

from pyhanko.pdf_utils.reader import PdfFileReader


def keywords(pdf: bytes) -> tuple[str, ...]:
    information = PdfFileReader(io.BytesIO(pdf)).trailer["/Info"]
    return tuple(str(information["/Keywords"]).split(", "))


def addresses(pdf: bytes) -> tuple[str, ...]:
    """Return where the links of the document lead, in the order of its pages."""
    pages = PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Kids"]
    annotations = [
        annotation.get_object()
        for page in pages
        for annotation in page.get_object().get("/Annots", ())
    ]
    return tuple(
        str(annotation["/A"]["/URI"])
        for annotation in annotations
        if annotation["/Subtype"] == "/Link"
    )
