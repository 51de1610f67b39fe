from collections.abc import Iterator

from licensing.rules.facts import ApplicationFacts
from licensing.rules.findings import Finding, FindingCode, NotJudged, check


def vins_have_right_check_digits(facts: ApplicationFacts) -> Iterator[Finding]:
    """R-VN1: new cars may be accepted with a wrong check digit, with a reason."""
    vehicles = facts.vehicles
    if not vehicles.count:
        raise NotJudged
    if vehicles.wrong_check_digit:
        yield check(
            FindingCode.VIN_CHECK_DIGIT,
            "vehicles",
            "R-VN1",
            count=vehicles.wrong_check_digit,
            vins=vehicles.wrong_check_digit_examples,
        )
