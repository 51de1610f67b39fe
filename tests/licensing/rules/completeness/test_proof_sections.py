from dataclasses import replace

import pytest

from licensing.rules.completeness.documents_given import documents_given
from licensing.rules.completeness.documents_scanned import documents_scanned
from licensing.rules.completeness.vehicles_listed import vehicles_listed
from licensing.rules.findings import NotJudged
from tests.licensing.rules.cases import (
    CONTRACT,
    LINE,
    SOUND,
    case,
    said,
    with_line,
    with_requirement,
)


@pytest.mark.parametrize("rule", [vehicles_listed, documents_given, documents_scanned])
def test_complete_proof_passes(rule):
    assert said(SOUND, rule) == []


def test_a_short_vehicle_list_is_told_line_by_line():
    short = replace(LINE, position=2, vehicle_count=309, quantity=618)

    assert said(case(lines=(LINE, short)), vehicles_listed) == [
        (
            "vehicles-missing",
            "BLOCKER",
            {"line": "2", "listed": "309", "quantity": "618"},
        )
    ]


def test_more_vehicles_than_the_contract_has_are_told():
    assert said(with_line(quantity=499), vehicles_listed) == [
        (
            "vehicles-too-many",
            "BLOCKER",
            {"line": "1", "listed": "500", "quantity": "499"},
        )
    ]


@pytest.mark.parametrize("change", [{"needs_vehicle_list": False}, {"lines": ()}])
def test_without_need_or_lines_no_vehicle_list_is_judged(change):
    with pytest.raises(NotJudged):
        said(case(**change), vehicles_listed)


def test_a_required_document_is_asked_for():
    assert said(with_requirement(clean=0), documents_given) == [
        ("document-missing", "BLOCKER", {"document": "N-CON"})
    ]


def test_an_optional_document_may_be_missing():
    assert said(with_requirement(is_required=False, clean=0), documents_given) == []


def test_a_document_waiting_for_its_scan_counts_as_given():
    assert said(with_requirement(clean=0, waiting=1), documents_given) == []


@pytest.mark.parametrize("is_required", [True, False])
@pytest.mark.parametrize("clean", [0, 1])
def test_a_refused_file_is_told_even_beside_a_clean_one(is_required, clean):
    facts = with_requirement(is_required=is_required, clean=clean, refused=2)

    assert said(facts, documents_given) == [
        ("document-refused", "BLOCKER", {"document": "N-CON", "count": "2"})
    ]


def test_files_waiting_for_their_scan_are_counted_over_all_documents():
    facts = case(
        requirements=(replace(CONTRACT, waiting=1), replace(CONTRACT, waiting=2))
    )

    assert said(facts, documents_scanned) == [
        ("documents-waiting", "CHECK", {"count": "3"})
    ]
