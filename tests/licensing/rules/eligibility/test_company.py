from dataclasses import replace
from datetime import date

import pytest

from licensing.rules.eligibility.authorisation_covers_brands import (
    authorisation_covers_brands,
)
from licensing.rules.eligibility.authorisation_covers_destination import (
    authorisation_covers_destination,
)
from licensing.rules.eligibility.authorisation_has_room import authorisation_has_room
from licensing.rules.eligibility.exporter_authorised import exporter_authorised
from licensing.rules.eligibility.licence_year_open import licence_year_open
from licensing.rules.eligibility.manufacturer_listed import manufacturer_listed
from licensing.rules.facts import QualificationFacts
from licensing.rules.findings import NotJudged
from tests.licensing.rules.cases import (
    LINE,
    SOUND,
    case,
    said,
    with_authorisation,
    with_line,
)

AUTHORISATION_RULES = [
    exporter_authorised,
    authorisation_covers_brands,
    authorisation_covers_destination,
    authorisation_has_room,
]


@pytest.mark.parametrize(
    "rule", [*AUTHORISATION_RULES, licence_year_open, manufacturer_listed]
)
def test_a_listed_manufacturer_and_its_authorised_exporter_pass(rule):
    assert said(SOUND, rule) == []


def test_a_year_that_is_over_cannot_be_licensed():
    assert said(case(licence_year=2025), licence_year_open) == [
        ("licence-year-over", "BLOCKER", {"year": "2025"})
    ]


@pytest.mark.parametrize(
    ("on", "year"), [(date(2026, 12, 9), 2027), (date(2026, 12, 31), 2028)]
)
def test_next_year_before_its_opening_is_for_an_officer_to_look_at(on, year):
    assert said(case(on=on, licence_year=year), licence_year_open) == [
        ("licence-year-early", "CHECK", {"year": str(year)})
    ]


def test_next_year_is_open_in_the_overlap_window():
    facts = case(on=date(2026, 12, 10), licence_year=2027)

    assert said(facts, licence_year_open) == []


def test_a_manufacturer_is_asked_for():
    assert said(case(manufacturer_uscc=""), manufacturer_listed) == [
        ("manufacturer-missing", "BLOCKER", {})
    ]


def test_a_warned_manufacturer_is_still_listed():
    facts = case(qualification=QualificationFacts(2026, "WARNED"))

    assert said(facts, manufacturer_listed) == []


@pytest.mark.parametrize(
    ("qualification", "code"),
    [
        (None, "manufacturer-not-listed"),
        (QualificationFacts(2025, "LISTED"), "manufacturer-not-listed"),
        (QualificationFacts(2025, "SUSPENDED"), "manufacturer-not-listed"),
        (QualificationFacts(2026, "SUSPENDED"), "manufacturer-suspended"),
        (QualificationFacts(2026, "REMOVED"), "manufacturer-removed"),
        (QualificationFacts(2026, "listed"), "manufacturer-not-listed"),
    ],
)
def test_whoever_is_not_on_the_list_of_the_year_is_blocked(qualification, code):
    assert said(case(qualification=qualification), manufacturer_listed) == [
        (code, "BLOCKER", {"year": "2026"})
    ]


@pytest.mark.parametrize("rule", AUTHORISATION_RULES)
def test_a_manufacturer_needs_no_authorisation_for_its_own_cars(rule):
    with pytest.raises(NotJudged):
        said(case(exporter_is_manufacturer=True, authorisation=None), rule)


def test_a_trader_without_authorisation_is_blocked():
    assert said(case(authorisation=None), exporter_authorised) == [
        ("authorisation-missing", "BLOCKER", {})
    ]


@pytest.mark.parametrize("rule", AUTHORISATION_RULES[1:])
def test_without_authorisation_its_limits_are_not_judged(rule):
    with pytest.raises(NotJudged):
        said(case(authorisation=None), rule)


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 9, 30)])
def test_an_authorisation_holds_on_its_first_and_last_day(on):
    facts = replace(
        with_authorisation(valid_from=date(2026, 3, 1), valid_until=date(2026, 9, 30)),
        on=on,
    )

    assert said(facts, exporter_authorised) == []


@pytest.mark.parametrize("on", [date(2026, 2, 28), date(2026, 10, 1)])
def test_an_authorisation_does_not_hold_outside_its_days(on):
    facts = replace(
        with_authorisation(valid_from=date(2026, 3, 1), valid_until=date(2026, 9, 30)),
        on=on,
    )

    assert said(facts, exporter_authorised) == [
        (
            "authorisation-not-in-force",
            "BLOCKER",
            {
                "number": "HJ-2026-014",
                "on": on.isoformat(),
                "valid_from": "2026-03-01",
                "valid_until": "2026-09-30",
            },
        )
    ]


def test_a_licence_of_next_year_needs_next_years_authorisation():
    facts = case(on=date(2026, 12, 20), licence_year=2027)

    assert said(facts, exporter_authorised)[0][2]["on"] == "2027-01-01"


def test_a_brand_outside_the_authorisation_is_blocked():
    lines = (LINE, replace(LINE, brand="Dongyue"), replace(LINE, brand="Beichen"))

    assert said(case(lines=lines), authorisation_covers_brands) == [
        (
            "authorisation-brand",
            "BLOCKER",
            {"number": "HJ-2026-014", "brands": ("Dongyue", "Beichen")},
        )
    ]


def test_the_case_of_a_brand_does_not_matter():
    assert said(with_line(brand="HANJIANG"), authorisation_covers_brands) == []


def test_no_named_brands_and_countries_mean_all():
    facts = replace(
        with_authorisation(brands=frozenset(), destinations=frozenset()),
        destination="BR",
    )

    assert said(facts, authorisation_covers_brands) == []
    assert said(facts, authorisation_covers_destination) == []


def test_a_destination_outside_the_authorisation_is_blocked():
    assert said(case(destination="BR"), authorisation_covers_destination) == [
        (
            "authorisation-destination",
            "BLOCKER",
            {"number": "HJ-2026-014", "destination": "BR"},
        )
    ]


def test_a_missing_destination_is_not_judged_here():
    with pytest.raises(NotJudged):
        said(case(destination=""), authorisation_covers_destination)


def test_the_cap_may_be_used_up_exactly():
    assert said(with_authorisation(remaining=500), authorisation_has_room) == []


def test_lines_together_may_not_exceed_the_cap():
    facts = replace(with_authorisation(remaining=999), lines=(LINE, LINE))

    assert said(facts, authorisation_has_room) == [
        (
            "authorisation-cap",
            "BLOCKER",
            {"number": "HJ-2026-014", "quantity": "1000", "remaining": "999"},
        )
    ]


def test_without_a_cap_there_is_nothing_to_judge():
    with pytest.raises(NotJudged):
        said(with_authorisation(remaining=None), authorisation_has_room)
