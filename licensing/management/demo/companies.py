"""Invented companies and people of the demonstration; their codes are formally right."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from exporters.enums import OrganisationKind, QualificationStatus
from exporters.models import Organisation
from exporters.operations import registration
from portal.accounts import demo
from portal.accounts.models import User
from portal.accounts.operations import people
from portal.accounts.roles import MemberRole

_COMPANIES = {
    "hanjiang": (
        "91330200MA9XC0033D",
        OrganisationKind.MANUFACTURER,
        "Hanjiang New Energy Vehicle Co., Ltd.",
        "汉江新能源汽车有限公司",
    ),
    "lanting": (
        "91120116MA9XE00505",
        OrganisationKind.MANUFACTURER,
        "Lanting Automobile Co., Ltd.",
        "兰汀汽车有限公司",
    ),
    "yunfan": (
        "91310115MA9XA0016F",
        OrganisationKind.TRADER,
        "Yunfan International Trading Co., Ltd.",
        "云帆国际贸易有限公司",
    ),
    "tongzhou": (
        "91440300MA9XB002X5",
        OrganisationKind.TRADER,
        "Tongzhou Auto Export Co., Ltd.",
        "同舟汽车出口有限公司",
    ),
    "beichen": (
        "91500000MA9XD00479",
        OrganisationKind.TRADER,
        "Beichen Used Vehicle Export Co., Ltd.",
        "北辰二手车出口有限公司",
    ),
}
_MEMBERS = (
    ("hanjiang", "maker@demo.example", MemberRole.OWNER),
    ("yunfan", "trader@demo.example", MemberRole.OWNER),
    ("yunfan", "preparer@demo.example", MemberRole.PREPARER),
    ("tongzhou", "stranger@demo.example", MemberRole.SIGNATORY),
    ("beichen", "usedcars@demo.example", MemberRole.SIGNATORY),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the demonstration, by short name."""

    people: dict[str, User]
    companies: dict[str, Organisation]

    def person(self, name: str) -> User:
        return self.people[f"{name}@demo.example"]


def introduce(*, at: datetime, years: range) -> Cast:
    """Open the accounts and register the companies, as if on that day."""
    cast = Cast(
        people={
            account.email: people.create_person(
                email=account.email,
                name=account.name,
                role=account.role,
                language=account.language,
                at=at,
            )
            for account in demo.ACCOUNTS
        },
        companies={
            name: registration.register(
                uscc=uscc, kind=kind, name_en=name_en, name_zh=name_zh, by=None, at=at
            )
            for name, (uscc, kind, name_en, name_zh) in _COMPANIES.items()
        },
    )
    # One password, hashed once: hashing is slow on purpose.
    User.objects.filter(email__in=cast.people).update(
        password=make_password(demo.PASSWORD)
    )
    for company, email, role in _MEMBERS:
        registration.add_member(
            organisation=cast.companies[company],
            user=cast.people[email],
            role=role,
            by=None,
            at=at,
        )
    for year in years:
        _qualify(cast, year, at=at)
    return cast


def _qualify(cast: Cast, year: int, *, at: datetime) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    for name in ("hanjiang", "lanting"):
        registration.list_manufacturer(
            organisation=cast.companies[name],
            year=year,
            status=QualificationStatus.LISTED,
            on=first,
            by=None,
            at=at,
        )
    for maker, number, brand in (
        ("hanjiang", f"HJ-{year}-014", "Hanjiang"),
        ("lanting", f"LT-{year}-003", "Lanting"),
    ):
        registration.authorise(
            number=number,
            manufacturer=cast.companies[maker],
            exporter=cast.companies["yunfan"],
            valid_from=first,
            valid_until=last,
            brands=[brand],
            cap=20_000,
            by=None,
            at=at,
        )
