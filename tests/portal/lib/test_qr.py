import pytest
from lxml import etree

from portal.lib import cose, qr
from portal.lib.cose import NotGenuine

TOKEN = bytes(range(256))


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = "https://licences.example.org"


@pytest.fixture
def text():
    return qr.text_for(number="26-JN-000412", token=TOKEN)


def test_the_text_is_an_address_with_the_token_after_the_number_sign(text):
    address, _, token = text.partition("#")

    assert address == "https://licences.example.org/verify/26-JN-000412/"
    assert "=" not in token


def test_the_text_is_read_back(text):
    assert qr.read_text(text) == qr.Scanned(number="26-JN-000412", token=TOKEN)


def test_a_line_end_around_the_text_does_no_harm(text):
    assert qr.read_text(f"  {text}\r\n").token == TOKEN


def test_a_bare_token_is_read_without_a_number(text):
    assert qr.read_text(text.partition("#")[2]) == qr.Scanned(number="", token=TOKEN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello world",
        "ftp://licences.example.org/verify/26-JN-000412/#AAAA",
        "https://licences.example.org/verify/26-JN-000412/",
        "https://licences.example.org/verify/26-JN-000412/#",
        "https://licences.example.org/register/26-JN-000412/#AAAA",
        "https://licences.example.org/verify/26-JN-000412/#AA AA",
        "https://licences.example.org/verify/26-JN-000412/#AAAA=",
        "AAAAA",
        "AB",
        "A" * 70_000,
    ],
)
def test_other_texts_are_refused(text):
    with pytest.raises(NotGenuine) as refusal:
        qr.read_text(text)

    assert refusal.value.code == "unreadable"


def test_no_letter_of_a_signed_text_may_change(identity, trust):
    token = cose.sign(b"x" * 20, identity=identity)
    text = qr.text_for(number="26-JN-000412", token=token).partition("#")[2]

    for position in range(len(text)):
        for letter in {"A", "B", "_"} - {text[position]}:
            changed = text[:position] + letter + text[position + 1 :]
            with pytest.raises(NotGenuine):
                cose.verify(qr.read_text(changed).token, keys=trust.keys)


def test_the_picture_is_plain_svg_with_its_quiet_zone(text):
    picture = qr.draw(text, title='“Licence” <26> & "more"')

    root = etree.fromstring(picture.svg)
    assert root.get("viewBox") == f"0 0 {picture.modules} {picture.modules}"
    assert root.findtext("{*}title") == '“Licence” <26> & "more"'
    assert {name for node in root.iter() for name in node.attrib} == {
        "viewBox",
        "fill",
        "d",
        "stroke",
    }
    assert qr.svg(text).startswith("<svg")


def test_a_picture_without_a_title_has_none(text):
    assert etree.fromstring(qr.svg(text)).find("{*}title") is None
