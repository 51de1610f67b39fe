from datetime import date

from django.conf import settings

from exporters.models import Organisation
from licensing.enums import CodeList, UseMode
from licensing.models import Application, CodeEntry, Vehicle
from licensing.queries import catalogue
from licensing.rules.certificate import (
    Label,
    LicenceFace,
    LicensedVehicle,
    Party,
    SpecificationLine,
)
from portal.lib import countries

_MODES = {
    UseMode.MULTIPLE: Label("MULTIPLE", "Multi-use", "非一批一证"),
    UseMode.SINGLE: Label("SINGLE", "One batch, one licence", "一批一证"),
}


def face_for(
    application: Application,
    *,
    number: str,
    issued_on: date,
    valid_from: date,
    valid_to: date,
) -> LicenceFace:
    """Return what the licence of an application says, with every code in words (§2.1).

    The words are those of the code lists on the day of issue; a rule has judged that
    every code stands on them.
    """
    version = application.type_version
    labels = catalogue.labels(issued_on)
    lines = list(application.lines.order_by("position"))
    goods = (
        catalogue.goods_codes(version.licence_type, issued_on)
        .filter(code=lines[0].hs_code)
        .latest("valid_from")
    )
    exporter = _party(application.organisation)

    def label(code_list: CodeList, code: str) -> Label:
        return _label(labels[code_list, code])

    return LicenceFace(
        number=number,
        issued_on=issued_on,
        valid_from=valid_from,
        valid_to=valid_to,
        exporter=exporter,
        consignor=exporter,
        trade_mode=label(CodeList.TRADE_MODE, application.trade_mode),
        contract_number=application.contract_number,
        customs_district=label(CodeList.CUSTOMS_DISTRICT, application.customs_district),
        destination=Label(
            application.destination,
            countries.name(application.destination, "en"),
            countries.name(application.destination, "zh-hans"),
        ),
        payment_mode=label(CodeList.PAYMENT_MODE, application.payment_mode),
        transport_mode=label(CodeList.TRANSPORT_MODE, application.transport_mode),
        goods=Label(goods.code, goods.name_en, goods.name_zh),
        unit=Label("", goods.unit_en, goods.unit_zh),
        mode=_MODES[UseMode(version.use_mode)],
        max_uses=version.max_uses,
        authority=Label(
            settings.ISSUING_BODY_CODE,
            settings.AUTHORITY_NAME_EN,
            settings.AUTHORITY_NAME_ZH,
        ),
        lines=tuple(
            SpecificationLine(
                brand=line.brand,
                model=line.model,
                quantity=line.quantity,
                unit_price=line.unit_price,
                currency=line.currency,
            )
            for line in lines
        ),
        vehicles=tuple(
            LicensedVehicle(vin)
            for vin in Vehicle.objects.filter(application=application)
            .order_by("vin")
            .values_list("vin", flat=True)
        ),
    )


def _party(organisation: Organisation) -> Party:
    return Party(organisation.uscc, organisation.name_en, organisation.name_zh)


def _label(entry: CodeEntry) -> Label:
    return Label(entry.code, entry.name_en, entry.name_zh)
