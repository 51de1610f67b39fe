from collections.abc import Iterator

from licensing.rules import goods
from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, blocker


def contract_number_given(facts: ApplicationFacts) -> Iterator[Finding]:
    """§2.1 field 6: one contract, at most 17 Latin characters."""
    number = facts.contract_number
    if not number:
        yield blocker(FindingCode.CONTRACT_NUMBER_MISSING, "contract", "§2.1-6")
    elif not goods.is_contract_number(number):
        yield blocker(
            FindingCode.CONTRACT_NUMBER_INVALID, "contract", "§2.1-6", number=number
        )
