import hashlib
import io
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import zxingcpp
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from licensing.operations import certificate_files
from licensing.rules.certificate import Label, Party
from licensing.rules.certificate_document import document_data
from portal.lib import pdf_contents, qr, typesetting
from tests.certificates import LINE, SIGNED_AT, face_of, vehicles

ON = date(2026, 6, 30)

PDFTOPPM = shutil.which("pdftoppm")
PDFTOTEXT = shutil.which("pdftotext")
needs_poppler = pytest.mark.skipif(
    PDFTOPPM is None or PDFTOTEXT is None, reason="poppler-utils is not installed"
)

HOSTILE = (
    '“O\'Neil” #strong[x] $x$ \\ <b>&amp; */ #{panic("no")} %d {{ x }} 😀 \u202e evil'
    " \x00\x07\n\t қазақ ﷺ \ue000 e\u0301 \u200b" + "W" * 300 + " " + "字" * 200
)


def set_licence(face, text="https://licences.example.org/verify/26-JN-000412/#AAAA"):
    code = qr.draw(text)
    return typesetting.typeset(
        "licence",
        document_data(face, address="https://licences.example.org/verify/"),
        on=face.issued_on,
        exact={
            "keywords": ["number=26-JN-000412"],
            "code_text": text,
            "code_picture": code.svg,
            "code_modules": code.modules,
        },
    )


def pages_of(pdf):
    return PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"]


def text_of(pdf):
    """Return what a reader sees, one line a line of the page, without breaks in words."""
    run = subprocess.run(  # noqa: S603 -- fixed argv
        [PDFTOTEXT, "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return run.stdout.decode().replace("\u200b", "")


def test_the_same_data_give_the_same_bytes():
    first = set_licence(face_of())
    set_licence(face_of(number="26-JN-000413"))
    typesetting._press.cache_clear()
    second = set_licence(face_of())

    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_other_data_give_other_bytes():
    assert set_licence(face_of()) != set_licence(face_of(number="26-JN-000413"))


def test_the_file_declares_its_standards():
    pdf = set_licence(face_of())

    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"2026-06-30" in pdf


def test_several_threads_may_set_at_once():
    numbers = [f"26-JN-{n:06d}" for n in range(8)]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda n: set_licence(face_of(number=n)), numbers))

    assert together == [set_licence(face_of(number=n)) for n in numbers]


def test_hostile_texts_are_set_in_every_field():
    label = Label(HOSTILE, HOSTILE, HOSTILE)
    party = Party(HOSTILE, HOSTILE, HOSTILE)

    pdf = set_licence(
        face_of(
            exporter=party,
            consignor=party,
            contract_number=HOSTILE,
            **dict.fromkeys(
                (
                    "trade_mode",
                    "customs_district",
                    "destination",
                    "payment_mode",
                    "transport_mode",
                    "goods",
                    "unit",
                    "mode",
                    "authority",
                ),
                label,
            ),
            remarks=(label,),
            vehicles=(*vehicles(2), *vehicles(1, first_registered_on=ON)),
        )
    )

    assert pages_of(pdf) > 2


@needs_poppler
def test_a_name_is_set_letter_by_letter_and_never_read_as_markup():
    name = '“O\'Neil” #strong[x] $x$ *b* _i_ <b> &amp; #{panic("no")}'

    text = text_of(set_licence(face_of(exporter=Party("C", name, ""))))

    assert name in text


def test_a_character_that_the_font_lacks_is_seen_to_be_missing():
    assert typesetting.printable("A 😀 ﷺ қ") == "A 〓 〓 〓"


def test_rare_names_are_in_the_font():
    assert typesetting.printable("喆堃骉𬭚 Ünïcødé №") == "喆堃骉𬭚 Ünïcødé №"


def test_controls_and_directions_are_left_out_and_blanks_are_one_line():
    assert typesetting.printable("a\u202eb\x00c\u200b\n\td") == "abc d"


def test_letters_with_marks_are_joined():
    assert typesetting.printable("Cafe\u0301") == "Café"


def test_a_long_word_may_break_and_loses_no_letter():
    broken = typesetting.printable("W" * 40)

    assert broken.split("\u200b") == ["W" * 12, "W" * 12, "W" * 12, "W" * 4]


def test_a_vin_a_number_and_chinese_never_break():
    for text in ("LHJ7A000000000001", "91990200MA5FK3T17B", "云帆国际贸易有限公司" * 9):
        assert typesetting.printable(text) == text


def test_what_is_exact_is_handed_over_untouched():
    address = "https://licences.example.org/verify/26-JN-000412/#" + "A" * 300

    assert pdf_contents.addresses(set_licence(face_of(), address)) == (address,)


def test_a_fault_of_the_document_is_told_by_the_typesetter():
    with pytest.raises(typesetting.TypesettingFault, match=r"licence\.typ"):
        typesetting.typeset("licence", {}, on=ON)


def test_the_annex_goes_on_for_as_many_pages_as_it_takes():
    counts = {
        n: pages_of(set_licence(face_of(vehicles=vehicles(n))))
        for n in (0, 1, 200, 201, 2000)
    }

    assert counts == {0: 1, 1: 2, 200: 2, 201: 3, 2000: 11}


@needs_poppler
def test_every_page_names_the_licence_and_counts_the_pages():
    dated = vehicles(90, first_registered_on=ON, pending_export_on=ON)
    text = text_of(set_licence(face_of(vehicles=dated)))

    *pages, rest = text.split("\f")
    assert rest == ""
    assert len(pages) == 4
    for number, page in enumerate(pages, 1):
        assert "26-JN-000412" in page
        assert f"Page {number} of 4" in page
    assert all("First registered" in page for page in pages[1:])


@needs_poppler
def test_many_lines_repeat_the_head_of_their_table():
    text = text_of(set_licence(face_of(lines=(LINE,) * 60)))

    assert [page.count("Unit price FOB") for page in text.split("\f")[:3]] == [1, 1, 1]
    assert "559,500,000.00" in text


@needs_poppler
@pytest.mark.parametrize("count", [0, 30])
def test_the_printed_code_can_be_scanned(identity, count):
    made = certificate_files.make(
        face_of(vehicles=vehicles(count)), identity=identity, at=SIGNED_AT
    )

    picture = subprocess.run(  # noqa: S603 -- fixed argv
        [PDFTOPPM, "-r", "200", "-f", "1", "-l", "1", "-png", "-"],
        input=made.pdf,
        capture_output=True,
        check=True,
    )
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.stdout)))

    assert code.text == made.code_text
