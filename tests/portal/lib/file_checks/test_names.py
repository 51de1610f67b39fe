import pytest

from portal.lib.file_checks.names import split_name
from portal.lib.file_checks.refusals import Refusal, UploadRefused


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("contract.pdf", "contract.pdf"),
        ("CONTRACT.PDF", "CONTRACT.pdf"),
        ("合同（第2版）.pdf", "合同（第2版）.pdf"),
        ("v1.2 final.pdf", "v1.2 final.pdf"),
        ("HJ7.2026.pdf", "HJ7.2026.pdf"),
        (r"C:\Users\lin\contract.pdf", "contract.pdf"),
        ("../../etc/contract.pdf", "contract.pdf"),
        (".contract.pdf", "contract.pdf"),
        ("--rf.pdf", "rf.pdf"),
        (" - .contract.pdf. ", "contract.pdf"),
        ("contract .pdf", "contract.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("a\u200bb\ufeff.pdf", "ab.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("100%.pdf", "100%.pdf"),
    ],
)
def test_names_are_cleaned_for_the_screen(given, shown):
    assert split_name(given) == (shown, "pdf")


@pytest.mark.parametrize(
    "given",
    [
        "",
        "contract",
        ".pdf",
        "-.pdf",
        "...",
        "a.",
        "a.p df",
        "a.пдф",
        "a\x00.pdf",
        "a%00.pdf",
        "a.pdf%00.exe",
        "a%0d%0aSet-Cookie.pdf",
        "a\r\nb.pdf",
        "a\x1b[31m.pdf",
        "a\u2028b.pdf",
        "a\ud800.pdf",
        "invoice\u202efdp.exe.pdf",
        "invoice\u2066.pdf",
        "invoice.exe.pdf",
        "invoice.JS.pdf",
        "page.html.v2.pdf",
        "macro.xlsm.xlsx",
    ],
)
def test_deceiving_or_empty_names_are_refused(given):
    with pytest.raises(UploadRefused) as refused:
        split_name(given)

    assert refused.value.code is Refusal.BAD_NAME


def test_a_double_extension_counts_by_its_last():
    assert split_name("contract.pdf.exe") == ("contract.pdf.exe", "exe")


def test_a_name_of_300_characters_is_shortened_and_keeps_its_type():
    shown, extension = split_name("长" * 296 + ".pdf")

    assert (len(shown), extension) == (120, "pdf")
    assert shown == "长" * 115 + "….pdf"


def test_an_endless_extension_is_cut_too():
    shown, extension = split_name("a." + "x" * 300)

    assert (shown, extension) == ("a.xxxxxxxxxx", "xxxxxxxxxx")
