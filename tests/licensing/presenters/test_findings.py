import pytest
from django.utils import translation

from licensing.presenters.finding_words import WORDS
from licensing.presenters.findings import (
    Link,
    remedy_of,
    title_of,
    to_judge,
    to_mend,
)
from licensing.rules.findings import FindingCode, blocker, check
from portal.ui.tones import Tone

REFERENCE = "EV-2026-000001-X"
DOCUMENTS = {"N-CON": "Export contract"}

EVIDENCE = {
    "line": 2,
    "count": 1,
    "listed": 2,
    "quantity": 1118,
    "remaining": 1000,
    "year": 2026,
    "on": "2026-03-02",
    "valid_from": "2026-01-01",
    "valid_until": "2026-02-28",
    "price": "1234.5000",
    "bound": "4000",
    "vins": ["LHJCE4CB9T1000002"],
    "number": "HJ-2026-014",
    "destination": "TH",
    "document": "N-CON",
    "brands": ["Hanjiang"],
    "entry": "2248",
    "hs_code": "8703",
    "hs_codes": ["8703801090", "8703801010"],
    "currencies": ["USD", "EUR"],
}


def test_every_finding_has_its_words():
    assert set(WORDS) == set(FindingCode)


@pytest.mark.parametrize("code", list(FindingCode))
def test_every_sentence_can_be_filled(code):
    finding = blocker(code, "contract", "RF-00", **EVIDENCE)

    sentences = title_of(finding, documents=DOCUMENTS) + remedy_of(
        finding, documents=DOCUMENTS
    )

    assert "%(" not in sentences


@pytest.mark.parametrize(
    ("code", "evidence", "title"),
    [
        (
            FindingCode.VEHICLES_MISSING,
            {"line": 1, "listed": 309, "quantity": 1118},
            "Line 1: 309 of 1,118 cars are listed.",
        ),
        (
            FindingCode.VIN_ON_LIVE_LICENCE,
            {"count": 1, "vins": "LHJCE4CB9T1000002"},
            "1 car is on a licence that is in force: LHJCE4CB9T1000002.",
        ),
        (
            FindingCode.DOCUMENTS_WAITING,
            {"count": 1200},
            "1,200 files are not yet scanned.",
        ),
        (
            FindingCode.AUTHORISATION_NOT_IN_FORCE,
            {
                "number": "HJ-1",
                "on": "2026-03-02",
                "valid_from": "2026-01-01",
                "valid_until": "2026-02-28",
            },
            "Authorisation HJ-1 holds from 1 Jan 2026 to 28 Feb 2026, not on 2 Mar 2026.",
        ),
        (
            FindingCode.AUTHORISATION_DESTINATION,
            {"number": "HJ-1", "destination": "TH"},
            "Authorisation HJ-1 does not cover Thailand.",
        ),
        (
            FindingCode.DESTINATION_NOT_ONE_COUNTRY,
            {"destination": "EU"},
            "The destination “EU” is not one country (region).",
        ),
        (
            FindingCode.DOCUMENT_MISSING,
            {"document": "N-CON"},
            "Document missing: Export contract.",
        ),
        (
            FindingCode.DOCUMENT_MISSING,
            {"document": "N-NEW"},
            "Document missing: N-NEW.",
        ),
        (
            FindingCode.PRICE_IMPLAUSIBLE,
            {"line": 1, "price": "1234.5000", "bound": "4000"},
            "The price of line 1 is unusually low: USD 1,234.5.",
        ),
        (
            FindingCode.LICENCE_YEAR_OVER,
            {"year": 2025},
            "The licence year 2025 is over.",
        ),
    ],
)
def test_evidence_is_written_as_the_reader_does(code, evidence, title):
    finding = blocker(code, "contract", "RF-00", **evidence)

    assert title_of(finding, documents=DOCUMENTS) == title


def test_a_destination_is_named_in_the_readers_language():
    finding = blocker(
        FindingCode.AUTHORISATION_DESTINATION,
        "contract",
        "RF-02",
        number="1",
        destination="TH",
    )

    with translation.override("zh-hans"):
        assert "泰国" in title_of(finding, documents={})


def test_things_are_listed_as_the_reader_does():
    finding = blocker(
        FindingCode.CURRENCIES_DIFFER, "goods", "§2.1-15", currencies=["USD", "EUR"]
    )

    assert title_of(finding, documents={}).endswith("several: USD, EUR.")


def test_the_exporter_is_told_what_to_do_and_led_there():
    finding = blocker(FindingCode.BUYER_MISSING, "contract", "RF-05")

    told = to_mend(finding, reference=REFERENCE, documents={})

    assert told.tone == Tone.STOP
    assert told.word == "To fix:"
    assert told.title == "The buyer is missing."
    assert told.detail == "Give the buyer’s name as it stands on the contract."
    assert told.basis == ""
    assert told.links == (
        Link("Go to contract and route", f"/applications/{REFERENCE}/contract/"),
    )


@pytest.mark.parametrize(
    ("section", "address"),
    [
        ("company", "contract"),
        ("contract", "contract"),
        ("goods", "goods"),
        ("vehicles", "vehicles"),
        ("documents", "documents"),
    ],
)
def test_every_section_has_a_place_where_it_is_mended(section, address):
    finding = blocker(FindingCode.BUYER_MISSING, section, "RF-05")

    told = to_mend(finding, reference=REFERENCE, documents={})

    assert told.links[0].url == f"/applications/{REFERENCE}/{address}/"


def test_advice_to_the_exporter_is_not_an_order():
    finding = check(FindingCode.DOCUMENTS_WAITING, "documents", "R-D1", count=2)

    told = to_mend(finding, reference=REFERENCE, documents={})

    assert (told.tone, told.word) == (Tone.WARN, "Please check:")


def test_the_officer_is_told_the_rule_and_not_how_to_mend():
    found = blocker(FindingCode.BUYER_MISSING, "contract", "RF-05")
    doubted = check(FindingCode.DOCUMENTS_WAITING, "documents", "R-D1", count=2)

    blocks, asks = (to_judge(each, documents={}) for each in (found, doubted))

    assert (blocks.tone, blocks.word) == (Tone.STOP, "Blocker:")
    assert (asks.tone, asks.word) == (Tone.WARN, "Check:")
    assert blocks.basis == "Rule RF-05"
    assert (blocks.detail, blocks.links) == ("", ())
