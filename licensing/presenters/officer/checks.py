"""What it means that a rule found nothing, in a sentence."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSED: Final[dict[str, str | Promise]] = {
    "contract-number-given": _("The contract number can stand on a licence."),
    "buyer-named": _("The buyer is named."),
    "destination-is-one-country": _("The destination is one country (region)."),
    "customs-district-chosen": _("The customs district is chosen."),
    "modes-chosen": _("Trade, payment and transport modes are chosen."),
    "codes-on-lists": _("The codes of contract and route are on today’s lists."),
    "lines-given": _("There are goods."),
    "lines-filled": _("Every line has its model, code, quantity and price."),
    "one-goods-code": _("All lines have one HS code."),
    "one-currency": _("All lines have one currency."),
    "vehicles-listed": _("As many VINs are listed as cars are sold."),
    "documents-given": _("Every required document is there."),
    "documents-scanned": _("Every document was scanned."),
    "licence-year-open": _("The licence year is open."),
    "manufacturer-listed": _("The manufacturer is on this year’s list."),
    "exporter-authorised": _("The exporter is authorised by the manufacturer."),
    "authorisation-covers-brands": _("The authorisation covers the brands."),
    "authorisation-covers-destination": _("The authorisation covers the destination."),
    "authorisation-has-room": _("The authorisation has room for the quantity."),
    "goods-code-in-catalogue": _("The HS code is in this year’s catalogue."),
    "vins-on-no-live-licence": _("No VIN is on a live licence."),
    "vins-in-no-other-case": _("No VIN is in another open case."),
    "vins-have-right-check-digits": _("Every VIN has its right check digit."),
    "prices-plausible": _("The prices are plausible."),
}
