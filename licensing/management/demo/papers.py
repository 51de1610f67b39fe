"""The documents of an invented case: each says what the application says."""

from datetime import date
from functools import lru_cache

from licensing.management.demo.story import Story
from licensing.models import Application, DocumentRequirement
from portal.lib import countries, typesetting
from portal.ui.writing import write_date

_CLAUSES = {
    "N-LIC": [
        (
            "Scope of business 经营范围",
            "Export of motor vehicles and parts 汽车及零部件出口",
        ),
        ("Issued by 登记机关", "Administration for Market Regulation 市场监督管理局"),
    ],
    "N-CON": [
        (
            "Delivery 交货",
            "FOB, partial shipments allowed, at most twelve 允许分批，不超过十二批",
        ),
        (
            "Service 售后",
            "Seller and manufacturer are jointly liable 卖方与生产企业承担连带责任",
        ),
    ],
    "N-AUTH": [
        (
            "Liability 责任",
            "Both parties answer jointly for quality and service 双方承担连带责任",
        ),
        ("Term 期限", "To 31 December of the year 至当年12月31日"),
    ],
    "N-CCC": [
        ("Certificate 证书编号", "2026011101000117"),
        ("State 状态", "In force 有效"),
    ],
    "N-SVC": [
        ("Parts 配件", "Ten years after the model ends 停产后十年"),
        (
            "Warranty 质保",
            "Eight years or 160,000 km for battery and motor 电池电机八年或16万公里",
        ),
    ],
}


# What each paper repeats of the case; only the contract is of one case alone.
_REPEATS = {
    "N-LIC": ("Company 企业", "Credit code 统一社会信用代码"),
    "N-CON": (
        "Company 企业",
        "Credit code 统一社会信用代码",
        "Contract 合同号",
        "Buyer 买方",
        "Goods 商品",
        "Unit price 单价",
        "Date 日期",
    ),
    "N-AUTH": ("Company 企业", "Credit code 统一社会信用代码", "Manufacturer 生产企业"),
    "N-CCC": ("Manufacturer 生产企业", "Model 车型"),
    "N-SVC": ("Company 企业", "Model 车型", "Country 国家（地区）"),
}


def paper(
    application: Application,
    requirement: DocumentRequirement,
    story: Story,
    *,
    on: date,
) -> bytes:
    """Return the document as a PDF."""
    exporter, maker = application.organisation, application.manufacturer or ""
    country = countries.name(story.destination, "en")
    values = {
        "Company 企业": f"{exporter.name_en} {exporter.name_zh}",
        "Credit code 统一社会信用代码": exporter.uscc,
        "Manufacturer 生产企业": str(maker),
        "Contract 合同号": application.contract_number,
        "Buyer 买方": f"{story.buyer}, {country}",
        "Goods 商品": f"{story.model}, {story.quantity} units, 8703801090",
        "Model 车型": story.model,
        "Country 国家（地区）": country,
        "Unit price 单价": f"USD {story.price:,} FOB",
        "Date 日期": write_date(on, "full"),
    }
    names = _REPEATS[requirement.code]
    return _typeset(
        requirement.name_en,
        requirement.name_zh,
        (*((name, values[name]) for name in names), *_CLAUSES[requirement.code]),
        on=on if "Date 日期" in names else on.replace(month=1, day=1),
    )


@lru_cache(maxsize=64)
def _typeset(
    title_en: str, title_zh: str, rows: tuple[tuple[str, str], ...], *, on: date
) -> bytes:
    """Return the page; a paper given with several applications is set once."""
    return typesetting.typeset(
        "demo_paper",
        {
            "title_en": title_en,
            "title_zh": title_zh,
            "rows": [list(row) for row in rows],
        },
        on=on,
    )
