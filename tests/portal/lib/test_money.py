from decimal import Decimal

import pytest

from portal.lib import money
from portal.lib.money import UnknownCurrency


@pytest.mark.parametrize(
    ("currency", "decimals"),
    [("CNY", 2), ("USD", 2), ("JPY", 0), ("KWD", 3), ("IQD", 3), ("CLF", 4)],
)
def test_currencies_have_their_own_minor_units(currency, decimals):
    assert money.minor_units(currency) == decimals


@pytest.mark.parametrize("code", ["", "usd", "RMB", "XAU", "XXX", "US$", "HRK"])
def test_what_is_no_currency_is_told(code):
    assert money.is_currency(code) is False
    with pytest.raises(UnknownCurrency):
        money.minor_units(code)


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("18650", "USD", "18650.00"),
        ("0.005", "USD", "0.01"),
        ("-0.005", "USD", "-0.01"),
        ("99.5", "JPY", "100"),
        ("1.0005", "KWD", "1.001"),
    ],
)
def test_amounts_are_rounded_to_the_minor_unit(amount, currency, rounded):
    assert str(money.quantise(Decimal(amount), currency)) == rounded


@pytest.mark.parametrize(
    ("amount", "currency", "is_too_fine"),
    [
        ("18650.00", "USD", False),
        ("18650.0000", "USD", False),
        ("18650.001", "USD", True),
        ("1E+3", "JPY", False),
        ("100.0", "JPY", False),
        ("100.5", "JPY", True),
        ("1.001", "KWD", False),
        ("1E-30", "USD", True),
        ("123456789012345678901234567890.01", "USD", False),
    ],
)
def test_an_amount_finer_than_the_minor_unit_is_noticed(amount, currency, is_too_fine):
    assert money.has_too_many_decimals(Decimal(amount), currency) is is_too_fine
