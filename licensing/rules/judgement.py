"""Runs the rules in the order people read them, and says what passed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from licensing.rules.completeness.buyer_named import buyer_named
from licensing.rules.completeness.codes_on_lists import codes_on_lists
from licensing.rules.completeness.contract_number_given import contract_number_given
from licensing.rules.completeness.customs_district_chosen import customs_district_chosen
from licensing.rules.completeness.destination_is_one_country import (
    destination_is_one_country,
)
from licensing.rules.completeness.documents_given import documents_given
from licensing.rules.completeness.documents_scanned import documents_scanned
from licensing.rules.completeness.lines_filled import lines_filled
from licensing.rules.completeness.lines_given import lines_given
from licensing.rules.completeness.modes_chosen import modes_chosen
from licensing.rules.completeness.one_currency import one_currency
from licensing.rules.completeness.one_goods_code import one_goods_code
from licensing.rules.completeness.vehicles_listed import vehicles_listed
from licensing.rules.eligibility.authorisation_covers_brands import (
    authorisation_covers_brands,
)
from licensing.rules.eligibility.authorisation_covers_destination import (
    authorisation_covers_destination,
)
from licensing.rules.eligibility.authorisation_has_room import authorisation_has_room
from licensing.rules.eligibility.exporter_authorised import exporter_authorised
from licensing.rules.eligibility.goods_code_in_catalogue import goods_code_in_catalogue
from licensing.rules.eligibility.licence_year_open import licence_year_open
from licensing.rules.eligibility.manufacturer_listed import manufacturer_listed
from licensing.rules.eligibility.prices_plausible import prices_plausible
from licensing.rules.eligibility.vins_have_right_check_digits import (
    vins_have_right_check_digits,
)
from licensing.rules.eligibility.vins_in_no_other_case import vins_in_no_other_case
from licensing.rules.eligibility.vins_on_no_live_licence import vins_on_no_live_licence
from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, Severity

Rule = Callable[[ApplicationFacts], Iterator[Finding]]


class Stage(StrEnum):
    """What the facts are judged for."""

    SUBMISSION = "SUBMISSION"
    DECISION = "DECISION"


COMPLETENESS: tuple[Rule, ...] = (
    contract_number_given,
    buyer_named,
    destination_is_one_country,
    customs_district_chosen,
    modes_chosen,
    codes_on_lists,
    lines_given,
    lines_filled,
    one_goods_code,
    one_currency,
    vehicles_listed,
    documents_given,
    documents_scanned,
)
ELIGIBILITY: tuple[Rule, ...] = (
    licence_year_open,
    manufacturer_listed,
    exporter_authorised,
    authorisation_covers_brands,
    authorisation_covers_destination,
    authorisation_has_room,
    goods_code_in_catalogue,
    vins_on_no_live_licence,
    vins_in_no_other_case,
    vins_have_right_check_digits,
    prices_plausible,
)
RULES = COMPLETENESS + ELIGIBILITY

# Harmless while the case comes in, but nothing may be decided on them.
_BLOCKS_DECISION = frozenset({FindingCode.DOCUMENTS_WAITING})


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules found, in their order, and the names of the checks that passed."""

    findings: tuple[Finding, ...]
    passed: tuple[str, ...]

    @property
    def blockers(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.BLOCKER)

    @property
    def checks(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.CHECK)


def check_name(rule: Rule) -> str:
    """Return the name of a rule's check: `buyer_named` is `buyer-named`."""
    return rule.__name__.replace("_", "-")


def judge(
    facts: ApplicationFacts,
    *,
    stage: Stage = Stage.SUBMISSION,
    rules: Sequence[Rule] = RULES,
) -> Judgement:
    """Put every rule to the facts. A rule that does not apply is not counted."""
    findings: list[Finding] = []
    passed: list[str] = []
    for rule in rules:
        try:
            found = list(rule(facts))
        except NotJudged:
            continue
        if found:
            findings += (_at_stage(finding, stage) for finding in found)
        else:
            passed.append(check_name(rule))
    return Judgement(tuple(findings), tuple(passed))


def completeness_findings(
    facts: ApplicationFacts, *, stage: Stage = Stage.SUBMISSION
) -> tuple[Finding, ...]:
    return judge(facts, stage=stage, rules=COMPLETENESS).findings


def eligibility_findings(
    facts: ApplicationFacts, *, stage: Stage = Stage.SUBMISSION
) -> tuple[Finding, ...]:
    return judge(facts, stage=stage, rules=ELIGIBILITY).findings


def all_findings(
    facts: ApplicationFacts, *, stage: Stage = Stage.SUBMISSION
) -> tuple[Finding, ...]:
    return judge(facts, stage=stage).findings


def _at_stage(finding: Finding, stage: Stage) -> Finding:
    if stage is Stage.DECISION and finding.code in _BLOCKS_DECISION:
        return replace(finding, severity=Severity.BLOCKER)
    return finding
