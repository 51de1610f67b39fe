import io
import random
import time
import zlib

import pytest

from portal.lib.file_checks import pdf_objects
from portal.lib.file_checks.pdf import check_pdf
from portal.lib.file_checks.refusals import Refusal, UploadRefused
from tests.portal.lib.file_checks import papers

LIMIT = 10 * 1024 * 1024


def refusal(content, max_unpacked=LIMIT):
    try:
        check_pdf(io.BytesIO(content), max_unpacked=max_unpacked)
    except UploadRefused as refused:
        return refused.code
    return None


SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


@pytest.mark.parametrize(
    "content",
    [
        papers.pdf(),
        papers.pdf(after=b"\r\n\x00\x00"),
        papers.pdf(catalog=b"/OpenAction [3 0 R /Fit]"),
        papers.pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
        papers.pdf(b"<< /Title (how to write /JavaScript \\) in a PDF) >>"),
        papers.pdf(b"% /JS in a comment\n<< /Title (a) >>"),
        papers.pdf(b"<< /BaseFont /ABCDEE+#B7#C2#CB#CE >>"),
        papers.pdf(b"<</S/URI/URI(https://example.org)>>"),
        papers.pdf(papers.stream_object(b"/Type /XObject", b"/JS /Launch obj << ")),
        papers.pdf(papers.object_stream(b"<< /A 1 >>", b"(/JavaScript)")),
        papers.pdf(papers.object_stream(b"(x)", dictionary=b"/Filter[/FlateDecode]")),
        papers.pdf(papers.object_stream(b"(x)", dictionary=b"", pack=bytes)),
        papers.pdf(b"<< /First 3 /Count 2 >>"),
    ],
)
def test_plain_documents_pass(content):
    assert refusal(content) is None


@pytest.mark.parametrize(
    "content",
    [
        papers.pdf(SCRIPT),
        papers.pdf(b"<< /S /J#61vaScript /#4aS (1) >>"),
        papers.pdf(b"<</S/Launch/F(cmd.exe)>>"),
        papers.pdf(papers.stream_object(b"/Type /EmbeddedFile", b"MZ")),
        papers.pdf(b"[ << /A [ << /S /SubmitForm >> ] >> ]"),
        papers.pdf(b"<< /Title (a \\( b) /XFA 4 0 R >>"),
        papers.pdf(b"<< /Title (((a))) /RichMedia 4 0 R >>"),
        papers.pdf(b"/JavaScript"),
        papers.pdf(b"<< % >>\n /JS (1) >>"),
        papers.pdf(b"<< /H <2f4a53> /JS (1) >>"),
        papers.pdf(catalog=b"/OpenAction << /S /URI /URI (http://a) >>"),
        papers.pdf(b"<< /S /URI >>", catalog=b"/OpenAction 4 0 R"),
        papers.pdf(catalog=b"/OpenAction << /S /GoTo /Next << /S /URI >> >>"),
        papers.pdf(catalog=b"/AA << /WC << /S /URI >> >>"),
        papers.pdf(papers.object_stream(b"<< /A 1 >>", SCRIPT)),
        papers.pdf(papers.object_stream(b"(unbalanced", SCRIPT)),
        papers.pdf(papers.object_stream(b"<< /#4aS (1) >>")),
        papers.pdf(papers.object_stream(SCRIPT, dictionary=b"", pack=bytes)),
    ],
)
def test_documents_that_act_are_refused(content):
    assert refusal(content) is Refusal.ACTIVE_CONTENT


def test_an_object_hidden_in_a_stream_is_seen():
    hidden = papers.stream_object(b"/Type /XObject", b"9 0 obj " + SCRIPT + b" endobj")

    assert refusal(papers.pdf(hidden)) is Refusal.ACTIVE_CONTENT


def test_an_object_that_no_index_names_is_seen():
    content = papers.pdf().replace(b"xref\n", b"77 0 obj " + SCRIPT + b"\nxref\n", 1)

    assert refusal(content) is Refusal.ACTIVE_CONTENT


def test_an_unclosed_string_does_not_hide_the_objects_behind_it():
    content = papers.pdf(b"<< /Title (never closed >>", SCRIPT)

    assert refusal(content) is Refusal.ACTIVE_CONTENT


@pytest.mark.parametrize(
    "content",
    [
        papers.pdf(trailer=b"/Encrypt << /Filter /Standard /V 2 >>"),
        papers.pdf(trailer=b"/#45ncrypt 5 0 R"),
        papers.pdf()[:-20],
        papers.pdf(after=b"MZ\x90"),
        papers.pdf().replace(b"startxref", b"startxxxx"),
        papers.pdf().replace(b"/Count 1", b"/Count 0"),
        papers.pdf().replace(b"/Pages 2", b"/Pages 9"),
        b"%PDF-1.7\n%%EOF",
        papers.pdf(papers.object_stream(b"1", dictionary=b"/Filter /LZWDecode")),
        papers.pdf(papers.object_stream(b"1", dictionary=b"/Filter /Fl")),
        papers.pdf(papers.object_stream(b"1", dictionary=b"/F /FlateDecode")),
        papers.pdf(
            papers.object_stream(
                b"1", dictionary=b"/Filter/FlateDecode/DecodeParms<<>>"
            )
        ),
        papers.pdf(
            papers.object_stream(
                b"1", dictionary=b"/Filter/FlateDecode/Filter/FlateDecode"
            )
        ),
        papers.pdf(papers.object_stream(b"1", dictionary=b"/First 3")),
        papers.pdf(
            papers.stream_object(b"/N 1 /First 5 0 R /Filter/FlateDecode", b"no")
        ),
        papers.pdf(papers.stream_object(b"/N 1 /First /x", b"no")),
    ],
)
def test_damaged_and_protected_documents_cannot_be_opened(content):
    assert refusal(content) is Refusal.UNREADABLE


@pytest.mark.parametrize(
    "content",
    [
        papers.pdf(b"<html><script>alert(1)</script>"),
        papers.pdf(papers.archive({"a": b"b"})),
    ],
)
def test_a_document_that_is_also_something_else_is_refused(content):
    assert refusal(content) is Refusal.ACTIVE_CONTENT


def test_an_object_stream_that_unpacks_too_large_is_refused():
    bomb = papers.object_stream(b"(" + b"a" * (LIMIT + 1) + b")")

    assert len(bomb) < LIMIT // 100
    assert refusal(papers.pdf(bomb)) is Refusal.UNPACKS_TOO_LARGE


def test_several_object_streams_share_one_limit():
    half = papers.object_stream(b"(" + b"a" * (LIMIT // 2) + b")")

    assert refusal(papers.pdf(half)) is None
    assert refusal(papers.pdf(half, half)) is Refusal.UNPACKS_TOO_LARGE


def test_a_damaged_object_stream_cannot_be_opened():
    packed = papers.object_stream(
        b"<< /A 1 >>", pack=lambda raw: zlib.compress(raw)[:-4]
    )

    assert refusal(papers.pdf(packed)) is Refusal.UNREADABLE


def test_an_object_stream_without_an_end_is_looked_at_as_far_as_it_goes():
    def without_end(raw):
        return b"\x78\x01\x00\xff\xff\x00\x00" + raw

    harmless = papers.object_stream(b"<< /A 1 >>", pack=without_end)
    acting = papers.object_stream(SCRIPT, pack=without_end)

    assert refusal(papers.pdf(harmless)) is None
    assert refusal(papers.pdf(acting)) is Refusal.ACTIVE_CONTENT


def test_a_long_object_stream_is_looked_at_to_its_end():
    filling = bytes(random.Random(1).randbytes(200_000)).hex().encode()  # noqa: S311 -- fixed
    long = papers.object_stream(b"<" + filling + b">", SCRIPT)

    assert len(long) > 128 * 1024
    assert refusal(papers.pdf(long)) is Refusal.ACTIVE_CONTENT


@pytest.mark.parametrize(
    "hostile",
    [
        b"obj<<" * 200_000,
        b"obj(" * 200_000,
        b"obj" + b"% " * 500_000,
        b"obj<<" + b"\x00" * 500_000 + b"obj<<" * 1000,
        papers.object_stream(b"<< /#41 1 >>" + b" " * 1000),
        papers.stream_object(
            b"/N 1 /First 1000000",
            b"1 2000000 " * 100_000 + b"/#41 " + b"\n" * 3_000_000,
        ),
    ],
)
def test_hostile_documents_are_judged_in_bounded_time(hostile):
    started = time.perf_counter()

    refusal(papers.pdf(hostile), max_unpacked=100 * LIMIT)

    assert time.perf_counter() - started < 30


def test_the_work_is_counted_in_bytes_and_tokens():
    reader = pdf_objects.ObjectReader(budget=1000)

    assert reader.read(b"<< /A (b) /C#44 [ 1 <ff> ] >> after", 0) == (
        [b"<<", b"/A", b"(", b"/CD", b"[", b"1", b"<ff>", b"]", b">>"],
        29,
    )
    with pytest.raises(pdf_objects.TooMuchWork):
        reader.read(b"[1 2 3 4 5 6 7 8 9]", 0)


def test_a_value_that_never_ends_ends_with_the_file():
    reader = pdf_objects.ObjectReader(budget=1000)

    assert reader.read(b"<< /A ", 0) == ([b"<<", b"/A"], 5)


def test_random_damage_is_answered_by_a_refusal_and_nothing_else():
    source = papers.pdf(papers.object_stream(b"<< /A 1 >>", b"(b)"))
    chance = random.Random(54)  # noqa: S311 -- damage that can be repeated

    for _ in range(300):
        damaged = bytearray(source)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(9, len(damaged) - 8)] = chance.randrange(256)
        assert refusal(bytes(damaged)) in {None, *Refusal}


def test_an_index_that_points_to_itself_ends():
    content = papers.pdf(trailer=b"/Prev 0")
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    looping = papers.pdf(trailer=b"/Prev %d" % start)

    started = time.perf_counter()
    refusal(looping)

    assert time.perf_counter() - started < 10


def test_a_large_ordinary_document_is_judged_quickly():
    page = papers.stream_object(b"/Type /XObject", bytes(range(1, 256)) * 4000)
    content = papers.pdf(
        *([b"<< /Type /Annot /Rect [0 0 1 1] /A 3 0 R >>"] * 20_000), page
    )

    started = time.perf_counter()
    found = refusal(content)

    assert found is None
    assert time.perf_counter() - started < 10
