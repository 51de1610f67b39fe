"""The words of every finding: what is wrong, and how the exporter mends it.

Both sentences may name any evidence of the finding (`licensing.rules.findings`). Those
that count something take their plural from `n`.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from licensing.rules.findings import FindingCode


@dataclass(frozen=True, slots=True)
class Words:
    title: Promise | str
    remedy: Promise | str


_SPLIT = _("Make one application for each of them.")
_ASK_MAKER = _(
    "Ask the manufacturer to change the authorisation, or change this application."
)

WORDS: Final = {
    FindingCode.CONTRACT_NUMBER_MISSING: Words(
        _("The contract number is missing."),
        _("Give the number as it stands on the contract."),
    ),
    FindingCode.CONTRACT_NUMBER_INVALID: Words(
        _("A licence cannot carry the contract number “%(number)s”."),
        _("Use at most 17 Latin letters, digits and - . _ / ( ) # & +"),
    ),
    FindingCode.BUYER_MISSING: Words(
        _("The buyer is missing."),
        _("Give the buyer’s name as it stands on the contract."),
    ),
    FindingCode.DESTINATION_MISSING: Words(
        _("The destination is missing."),
        _("Choose the country (region) where the cars will be used."),
    ),
    FindingCode.DESTINATION_NOT_ONE_COUNTRY: Words(
        _("The destination “%(destination)s” is not one country (region)."),
        _("Choose one country (region). Make one application for each."),
    ),
    FindingCode.CUSTOMS_DISTRICT_MISSING: Words(
        _("The customs district is missing."),
        _("Choose where the cars will be cleared."),
    ),
    FindingCode.TRADE_MODE_MISSING: Words(
        _("The trade mode is missing."), _("Choose how the cars are traded.")
    ),
    FindingCode.PAYMENT_MODE_MISSING: Words(
        _("The payment mode is missing."), _("Choose how the buyer pays.")
    ),
    FindingCode.TRANSPORT_MODE_MISSING: Words(
        _("The transport mode is missing."), _("Choose how the cars leave the country.")
    ),
    FindingCode.CUSTOMS_DISTRICT_NOT_ON_LIST: Words(
        _("The customs district %(entry)s is not on the list any more."),
        _("Choose another customs district."),
    ),
    FindingCode.TRADE_MODE_NOT_ON_LIST: Words(
        _("The trade mode %(entry)s is not on the list any more."),
        _("Choose another trade mode."),
    ),
    FindingCode.PAYMENT_MODE_NOT_ON_LIST: Words(
        _("The payment mode %(entry)s is not on the list any more."),
        _("Choose another payment mode."),
    ),
    FindingCode.TRANSPORT_MODE_NOT_ON_LIST: Words(
        _("The transport mode %(entry)s is not on the list any more."),
        _("Choose another transport mode."),
    ),
    FindingCode.LINES_MISSING: Words(
        _("There are no goods yet."), _("Add a line for each model and price.")
    ),
    FindingCode.LINE_MODEL_MISSING: Words(
        _("Line %(line)s has no brand or no model."), _("Give both for this line.")
    ),
    FindingCode.LINE_QUANTITY_MISSING: Words(
        _("Line %(line)s has no quantity."), _("Say how many cars the line has.")
    ),
    FindingCode.LINE_PRICE_MISSING: Words(
        _("Line %(line)s has no unit price."), _("Give the FOB price of one car.")
    ),
    FindingCode.LINE_CURRENCY_MISSING: Words(
        _("Line %(line)s has no currency."), _("Choose the currency of the contract.")
    ),
    FindingCode.LINE_HS_CODE_INVALID: Words(
        _("The HS code of line %(line)s does not have ten digits: “%(hs_code)s”."),
        _("Choose the code from the list."),
    ),
    FindingCode.HS_CODES_DIFFER: Words(
        _("A licence has one HS code, and the lines have several: %(hs_codes)s."),
        _SPLIT,
    ),
    FindingCode.CURRENCIES_DIFFER: Words(
        _("A licence has one currency, and the lines have several: %(currencies)s."),
        _SPLIT,
    ),
    FindingCode.VEHICLES_MISSING: Words(
        _("Line %(line)s: %(listed)s of %(quantity)s cars are listed."),
        _("Add the missing cars, or change the quantity of the line."),
    ),
    FindingCode.VEHICLES_TOO_MANY: Words(
        _("Line %(line)s: %(listed)s cars are listed, but only %(quantity)s sold."),
        _("Clear the list and add it again, or change the quantity of the line."),
    ),
    FindingCode.DOCUMENT_MISSING: Words(
        _("Document missing: %(document)s."), _("Upload it as PDF, PNG or JPEG.")
    ),
    FindingCode.DOCUMENT_REFUSED: Words(
        ngettext_lazy(
            "%(document)s: the scanner refused %(count)s file.",
            "%(document)s: the scanner refused %(count)s files.",
            "n",
        ),
        _("Remove it and upload a clean copy."),
    ),
    FindingCode.DOCUMENTS_WAITING: Words(
        ngettext_lazy(
            "%(count)s file is not yet scanned.",
            "%(count)s files are not yet scanned.",
            "n",
        ),
        _("There is nothing to do: the scan runs by itself, before anyone decides."),
    ),
    FindingCode.MANUFACTURER_MISSING: Words(
        _("The manufacturer is not chosen."), _("Choose who made the cars.")
    ),
    FindingCode.MANUFACTURER_NOT_LISTED: Words(
        _("The manufacturer is not on the list of %(year)s."),
        _("Only cars of listed manufacturers can be licensed. Ask the manufacturer."),
    ),
    FindingCode.MANUFACTURER_SUSPENDED: Words(
        _("The manufacturer’s place on the list of %(year)s is suspended."),
        _("No licence can be granted until it is back. Ask the manufacturer."),
    ),
    FindingCode.MANUFACTURER_REMOVED: Words(
        _("The manufacturer was taken off the list of %(year)s."),
        _("No licence can be granted for its cars this year. Ask the manufacturer."),
    ),
    FindingCode.AUTHORISATION_MISSING: Words(
        _("The manufacturer has not authorised your company, or no longer does."),
        _("Ask the manufacturer for an authorisation and send it to the authority."),
    ),
    FindingCode.AUTHORISATION_NOT_IN_FORCE: Words(
        _(
            "Authorisation %(number)s holds from %(valid_from)s to %(valid_until)s, not"
            " on %(on)s."
        ),
        _("Ask the manufacturer to renew it."),
    ),
    FindingCode.AUTHORISATION_BRAND: Words(
        _("Authorisation %(number)s does not cover the brand: %(brands)s."), _ASK_MAKER
    ),
    FindingCode.AUTHORISATION_DESTINATION: Words(
        _("Authorisation %(number)s does not cover %(destination)s."), _ASK_MAKER
    ),
    FindingCode.AUTHORISATION_CAP: Words(
        _(
            "Authorisation %(number)s has %(remaining)s cars left; the application has"
            " %(quantity)s."
        ),
        _ASK_MAKER,
    ),
    FindingCode.LICENCE_YEAR_OVER: Words(
        _("The licence year %(year)s is over."), _("Start a new application.")
    ),
    FindingCode.LICENCE_YEAR_EARLY: Words(
        _("Licences of %(year)s are not open yet."),
        _("The authority decides when they open. You may send the application."),
    ),
    FindingCode.HS_CODE_NOT_IN_CATALOGUE: Words(
        _("Not in this year’s catalogue of licensed goods: %(hs_codes)s."),
        _("Choose the code from the list."),
    ),
    FindingCode.HS_CODE_WITHOUT_VIN: Words(
        _("This HS code is for cars without a VIN: %(hs_codes)s."),
        _("This licence is for cars with a VIN. Choose the code that fits them."),
    ),
    FindingCode.VIN_ON_LIVE_LICENCE: Words(
        ngettext_lazy(
            "%(count)s car is on a licence that is in force: %(vins)s.",
            "%(count)s cars are on licences that are in force: %(vins)s.",
            "n",
        ),
        _("A car is on one licence at a time. Take it off the list."),
    ),
    FindingCode.VIN_IN_OPEN_CASE: Words(
        ngettext_lazy(
            "%(count)s car is in another application too: %(vins)s.",
            "%(count)s cars are in other applications too: %(vins)s.",
            "n",
        ),
        _("Only one of them can be granted. An officer will look at it."),
    ),
    FindingCode.VIN_CHECK_DIGIT: Words(
        ngettext_lazy(
            "%(count)s VIN has an unusual check digit: %(vins)s.",
            "%(count)s VINs have an unusual check digit: %(vins)s.",
            "n",
        ),
        _("Compare it with the car’s papers. If it is right, you may send it."),
    ),
    FindingCode.PRICE_IMPLAUSIBLE: Words(
        _("The price of line %(line)s is unusually low: USD %(price)s."),
        _("Check the price. An officer will compare it with the contract."),
    ),
}
