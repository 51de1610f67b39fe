"""The licence for new battery-electric passenger cars, in force from 1 January 2026.

Every value is from the regime's rules: I-54 (what needs a licence), I-398 (validity, face,
documents, three working days), §2.2 (multi-use, at most 12), §6.4 and §6.5 (code lists).
"""

from datetime import date

from django.db import migrations

SINCE = date(2026, 1, 1)

DECLARATION_EN = (
    "I declare for the exporter named in this application that everything in it and in"
    " its documents is true and complete, that the cars are new and made by the"
    " manufacturer named, that the manufacturer has authorised this export, and that"
    " exporter and manufacturer answer jointly for quality and after-sales service. I"
    " know that a licence obtained by false statements is revoked and punished."
)
DECLARATION_ZH = (
    "本人代表本申请所列出口商声明：本申请及所附文件内容真实、完整；所列车辆为所列生产企业"
    "制造的新车；生产企业已授权本次出口；出口商与生产企业对产品质量和售后服务承担连带责任。"
    "本人知悉，以虚假材料取得的许可证将被撤销并受到处罚。"
)

# code, needed, English, Chinese, why in English, why in Chinese, basis
DOCUMENTS = [
    (
        "N-LIC",
        "ALWAYS",
        "Business licence",
        "营业执照",
        "Shows who the exporter is and its unified social credit code.",
        "证明出口商身份及统一社会信用代码。",
        "商配发〔2008〕398号 art. 5",
    ),
    (
        "N-CON",
        "ALWAYS",
        "Export contract",
        "出口合同",
        "The licence repeats its parties, goods, price, country and port.",
        "许可证载明的当事人、商品、价格、国家和口岸须与合同一致。",
        "商配发〔2008〕398号 art. 5",
    ),
    (
        "N-AUTH",
        "WHEN_TRADER",
        "Manufacturer’s authorisation",
        "生产企业授权书",
        "Names brand and products, its term, and joint liability.",
        "载明品牌、产品、期限及连带责任条款。",
        "商产发〔2012〕318号",
    ),
    (
        "N-CCC",
        "ALWAYS",
        "CCC certificate",
        "强制性产品认证（CCC）证书",
        "Only certified models may leave.",
        "仅经认证的车型可以出口。",
        "商产发〔2012〕318号",
    ),
    (
        "N-SVC",
        "ALWAYS",
        "After-sales plan",
        "售后服务方案",
        "Buyers in the destination must find parts and service.",
        "目的国（地区）消费者须能获得配件和服务。",
        "商产发〔2012〕318号",
    ),
]

# Days before the last day, and what the notice is about.
MILESTONES = [
    (60, "RENEWAL"),
    (30, "RENEWAL"),
    (14, "RENEWAL"),
    (7, "EXPIRY"),
    (1, "EXPIRY"),
    (0, "EXPIRY"),
]

REASONS = [
    (
        "RF-01",
        "The manufacturer is not on this year’s list.",
        "生产企业不在当年名单内。",
        "商产发〔2012〕318号；商务部公告2025年第54号",
    ),
    (
        "RF-02",
        "There is no valid authorisation for these goods.",
        "无有效授权或超出授权范围。",
        "商产发〔2012〕318号",
    ),
    (
        "RF-03",
        "The model is not in the MIIT announcement, or its CCC certificate is missing or expired.",
        "车型未列入公告，或CCC证书缺失、过期。",
        "商产发〔2012〕318号",
    ),
    (
        "RF-04",
        "The goods code is wrong or not in the catalogue.",
        "商品编码错误或不在目录内。",
        "商务部、海关总署公告2025年第89号",
    ),
    (
        "RF-05",
        "The application does not match the contract.",
        "申请内容与合同不符。",
        "商配发〔2008〕398号",
    ),
    (
        "RF-06",
        "Material facts were concealed or false.",
        "隐瞒有关情况或提供虚假材料。",
        "行政许可法第七十八条",
    ),
    (
        "RF-13",
        "The exporter is barred from applying.",
        "申请人在禁止申请期内。",
        "对外贸易法",
    ),
    (
        "RF-15",
        "A car of the list is already on a live licence or exported.",
        "所列车辆已在有效许可证项下或已出口。",
        "商配发〔2008〕398号",
    ),
    (
        "RF-16",
        "Another body is competent.",
        "不属于本机关职权范围。",
        "行政许可法第三十二条",
    ),
]

CUSTOMS_DISTRICTS = [
    ("0201", "Tianjin", "天津海关"),
    ("0202", "Xingang", "新港海关"),
    ("0901", "Dalian Port", "大连港湾海关"),
    ("2201", "Shanghai Pujiang", "浦江海关"),
    ("2225", "Waigaoqiao", "外高桥海关"),
    ("2248", "Yangshan Port", "洋山海关"),
    ("2300", "Nanjing", "南京海关"),
    ("2921", "Yiwu", "义乌海关"),
    ("3104", "Beilun", "北仑海关"),
    ("9404", "Horgos", "霍尔果斯海关"),
]
TRADE_MODES = [
    ("0110", "General trade", "一般贸易"),
    ("0214", "Processing with supplied materials", "来料加工"),
    ("0615", "Processing with imported materials", "进料对口"),
    ("3411", "Contracting project abroad", "对外承包出口"),
    ("3511", "Aid", "援助物资"),
    ("4019", "Small border trade", "边境小额"),
]
PAYMENT_MODES = [
    ("LC", "Letter of credit", "信用证"),
    ("TT", "Remittance (T/T)", "汇付"),
    ("DP", "Documents against payment (D/P)", "付款交单"),
    ("DA", "Documents against acceptance (D/A)", "承兑交单"),
    ("OA", "Open account", "赊销"),
]
TRANSPORT_MODES = [
    ("2", "Sea", "水路运输"),
    ("3", "Rail", "铁路运输"),
    ("4", "Road", "公路运输"),
    ("5", "Air", "航空运输"),
]


def load(apps, schema_editor):
    get = apps.get_model
    kind = get("licensing", "LicenceType").objects.create(
        code="EV-NEW",
        reference_prefix="EV",
        name_en="New battery-electric passenger cars",
        name_zh="新的纯电动乘用车",
    )
    version = get("licensing", "LicenceTypeVersion").objects.create(
        licence_type=kind,
        number=1,
        valid_from=SINCE,
        legal_basis="商务部、工业和信息化部、海关总署、市场监管总局公告2025年第54号",
        validity_months=6,
        ends_with_year=True,
        use_mode="MULTIPLE",
        max_uses=12,
        decision_days=3,
        correction_days=10,
        needs_vehicle_list=True,
        remarks_zh="非一批一证",
        declaration_en=DECLARATION_EN,
        declaration_zh=DECLARATION_ZH,
    )
    requirement = get("licensing", "DocumentRequirement")
    requirement.objects.bulk_create(
        requirement(
            version=version,
            position=position,
            code=code,
            needed=needed,
            name_en=name_en,
            name_zh=name_zh,
            why_en=why_en,
            why_zh=why_zh,
            legal_basis=basis,
        )
        for position, (
            code,
            needed,
            name_en,
            name_zh,
            why_en,
            why_zh,
            basis,
        ) in enumerate(DOCUMENTS, start=1)
    )
    milestone = get("licensing", "NoticeMilestone")
    milestone.objects.bulk_create(
        milestone(version=version, days_before=days, kind=kind_)
        for days, kind_ in MILESTONES
    )
    get("licensing", "GoodsCode").objects.create(
        licence_type=kind,
        code="8703801090",
        name_en="Electric passenger car with a VIN, new",
        name_zh="仅装有驱动电动机的具有车辆识别代码(VIN码)的其他载人车辆",
        is_used=False,
        is_kit=False,
        has_vin=True,
        unit_en="unit",
        unit_zh="辆",
        valid_from=SINCE,
    )
    reason = get("licensing", "ReasonCode")
    reason.objects.bulk_create(
        reason(
            code=code,
            name_en=name_en,
            name_zh=name_zh,
            legal_basis=basis,
            valid_from=SINCE,
        )
        for code, name_en, name_zh, basis in REASONS
    )
    entry = get("licensing", "CodeEntry")
    entry.objects.bulk_create(
        entry(
            code_list=code_list,
            code=code,
            position=position,
            name_en=name_en,
            name_zh=name_zh,
            valid_from=SINCE,
        )
        for code_list, rows in (
            ("CUSTOMS_DISTRICT", CUSTOMS_DISTRICTS),
            ("TRADE_MODE", TRADE_MODES),
            ("PAYMENT_MODE", PAYMENT_MODES),
            ("TRANSPORT_MODE", TRANSPORT_MODES),
        )
        for position, (code, name_en, name_zh) in enumerate(rows)
    )


def unload(apps, schema_editor):
    for name in (
        "CodeEntry",
        "ReasonCode",
        "GoodsCode",
        "NoticeMilestone",
        "DocumentRequirement",
        "LicenceTypeVersion",
        "LicenceType",
    ):
        apps.get_model("licensing", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("licensing", "0002_last_word")]

    operations = [migrations.RunPython(load, unload)]
