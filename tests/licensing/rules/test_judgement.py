import importlib
import pkgutil
from dataclasses import replace
from decimal import Decimal

import pytest

from licensing.rules import completeness, eligibility, judgement
from licensing.rules.facts import QualificationFacts
from licensing.rules.findings import FindingCode, Severity
from licensing.rules.judgement import Stage
from tests.licensing.rules.cases import (
    LINE,
    SOUND,
    case,
    with_requirement,
    with_vehicles,
)


def codes(findings):
    return [finding.code for finding in findings]


def test_a_sound_case_has_no_findings_and_every_check_passed():
    result = judgement.judge(SOUND)

    assert result.findings == ()
    assert result.passed == tuple(map(judgement.check_name, judgement.RULES))
    assert len(result.passed) == 24


def test_an_empty_draft_is_told_everything_it_lacks_in_reading_order():
    draft = case(
        contract_number="",
        buyer_name="",
        destination="",
        customs_district="",
        trade_mode="",
        payment_mode="",
        transport_mode="",
        lines=(),
        vehicles=replace(SOUND.vehicles, count=0),
        requirements=(replace(SOUND.requirements[0], clean=0),),
        manufacturer_uscc="",
        qualification=None,
        authorisation=None,
    )

    assert codes(judgement.all_findings(draft)) == [
        "contract-number-missing",
        "buyer-missing",
        "destination-missing",
        "customs-district-missing",
        "trade-mode-missing",
        "payment-mode-missing",
        "transport-mode-missing",
        "lines-missing",
        "document-missing",
        "manufacturer-missing",
    ]


def test_a_check_that_does_not_apply_is_neither_found_nor_passed():
    result = judgement.judge(case(exporter_is_manufacturer=True, authorisation=None))

    assert result.findings == ()
    assert "authorisation-has-room" not in result.passed
    assert len(result.passed) == 20


def test_completeness_and_eligibility_together_are_all():
    facts = case(buyer_name="", qualification=QualificationFacts(2026, "REMOVED"))

    assert codes(judgement.completeness_findings(facts)) == ["buyer-missing"]
    assert codes(judgement.eligibility_findings(facts)) == ["manufacturer-removed"]
    assert codes(judgement.all_findings(facts)) == [
        "buyer-missing",
        "manufacturer-removed",
    ]


def test_a_file_waiting_for_its_scan_lets_the_case_in_but_blocks_the_decision():
    facts = with_requirement(waiting=1)

    coming_in = judgement.judge(facts)
    deciding = judgement.judge(facts, stage=Stage.DECISION)

    assert (codes(coming_in.blockers), codes(coming_in.checks)) == (
        [],
        ["documents-waiting"],
    )
    assert (codes(deciding.blockers), codes(deciding.checks)) == (
        ["documents-waiting"],
        [],
    )


def test_other_checks_stay_checks_at_the_decision():
    facts = with_vehicles(wrong_check_digit=1)

    assert [
        finding.severity
        for finding in judgement.all_findings(facts, stage=Stage.DECISION)
    ] == [Severity.CHECK]


def test_every_rule_file_holds_its_rule_and_is_put_to_the_facts():
    for package, rules in [
        (completeness, judgement.COMPLETENESS),
        (eligibility, judgement.ELIGIBILITY),
    ]:
        names = {module.name for module in pkgutil.iter_modules(package.__path__)}
        names.discard("authorisation")
        assert names == {rule.__name__ for rule in rules}
        for rule in rules:
            module = importlib.import_module(f"{package.__name__}.{rule.__name__}")
            assert getattr(module, rule.__name__) is rule


def test_no_rule_breaks_on_strange_facts():
    strange = case(
        licence_year=1,
        lines=(replace(LINE, quantity=-5, unit_price=Decimal(-1)),),
        destination="\x00",
        contract_number="\x00" * 100,
    )

    assert judgement.all_findings(strange) != ()


@pytest.mark.parametrize("code", list(FindingCode))
def test_every_code_is_a_name_for_a_sentence(code):
    assert code.value == code.name.lower().replace("_", "-")
