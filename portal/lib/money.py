"""Amounts of money: a Decimal and an ISO 4217 code, with that currency's minor units."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pycountry

# ISO 4217, not the habits of speech that CLDR keeps: the dinar of Iraq has 3 decimals.
_MINOR_UNITS = {
    **dict.fromkeys(
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"], 0
    ),
    **dict.fromkeys(["UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"], 0),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}
_USUAL_MINOR_UNITS = 2
# Metals, units of account and test codes: nobody is paid in them.
_NOT_MONEY = frozenset(
    {"XAD", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT"}
    | {"XSU", "XTS", "XUA", "XXX"}
)


class UnknownCurrency(ValueError):
    """A code that is no currency of ISO 4217."""


def is_currency(code: str) -> bool:
    return code in _codes()


def minor_units(currency: str) -> int:
    """Return the decimals of a currency: CNY 2, JPY 0, KWD 3.

    Raises UnknownCurrency.
    """
    if not is_currency(currency):
        raise UnknownCurrency(currency)
    return _MINOR_UNITS.get(currency, _USUAL_MINOR_UNITS)


def quantise(amount: Decimal, currency: str) -> Decimal:
    """Return the amount in whole minor units, a half rounded away from zero."""
    return amount.quantize(Decimal(1).scaleb(-minor_units(currency)), ROUND_HALF_UP)


def has_too_many_decimals(amount: Decimal, currency: str) -> bool:
    """Whether the amount is finer than the currency's minor unit."""
    _, _, decimals = format(amount, "f").partition(".")
    return len(decimals.rstrip("0")) > minor_units(currency)


@cache
def _codes() -> frozenset[str]:
    listed = {currency.alpha_3 for currency in pycountry.currencies}
    return frozenset(listed) - _NOT_MONEY
