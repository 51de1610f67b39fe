"""The people of the tests. Each has one name, one role and one company, everywhere.

Lin Xiao owns Yunfan, a trader that Hanjiang authorised; Wei Min prepares for it. Song
Yu owns Hanjiang, the manufacturer. Ravi owns Tongzhou, which nobody authorised. Chen
Yu and Zhao Lei are first-level officers, Zhou Min and He Jing second-level ones. Ada
administers, Olu audits.
"""

from datetime import UTC, date, datetime

import pytest

from exporters.enums import OrganisationKind, QualificationStatus
from exporters.operations import registration
from portal.accounts.operations import people
from portal.accounts.roles import MemberRole, Role

# Monday 2 March 2026, 10:00 in Shanghai; a week without holidays.
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
BEFORE = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


def person(email, name, role=Role.EXPORTER, language="en"):
    return people.create_person(
        email=email,
        name=name,
        role=role,
        at=BEFORE,
        language=language,
        password=PASSWORD,
    )


def company(uscc, kind, name_en, name_zh):
    return registration.register(
        uscc=uscc, kind=kind, name_en=name_en, name_zh=name_zh, by=None, at=BEFORE
    )


def member(organisation, user, role=MemberRole.OWNER):
    return registration.add_member(
        organisation=organisation, user=user, role=role, by=None, at=BEFORE
    )


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def hanjiang(db):
    maker = company(
        "91330200MA9XC0033D",
        OrganisationKind.MANUFACTURER,
        "Hanjiang New Energy Vehicle Co., Ltd.",
        "汉江新能源汽车有限公司",
    )
    registration.list_manufacturer(
        organisation=maker,
        year=2026,
        status=QualificationStatus.LISTED,
        on=date(2026, 1, 1),
        by=None,
        at=BEFORE,
    )
    return maker


@pytest.fixture
def yunfan(hanjiang):
    trader = company(
        "91310115MA9XA0016F",
        OrganisationKind.TRADER,
        "Yunfan International Trading Co., Ltd.",
        "云帆国际贸易有限公司",
    )
    registration.authorise(
        number="HJ-2026-014",
        manufacturer=hanjiang,
        exporter=trader,
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        brands=["Hanjiang"],
        by=None,
        at=BEFORE,
    )
    return trader


@pytest.fixture
def tongzhou(db):
    return company(
        "91440300MA9XB002X5",
        OrganisationKind.TRADER,
        "Tongzhou Auto Export Co., Ltd.",
        "同舟汽车出口有限公司",
    )


@pytest.fixture
def lin(yunfan):
    user = person("lin@yunfan.example", "Lin Xiao")
    member(yunfan, user)
    return user


@pytest.fixture
def wei(yunfan):
    user = person("wei@yunfan.example", "Wei Min", language="zh-hans")
    member(yunfan, user, MemberRole.PREPARER)
    return user


@pytest.fixture
def song(hanjiang):
    user = person("song@hanjiang.example", "Song Yu")
    member(hanjiang, user)
    return user


@pytest.fixture
def ravi(tongzhou):
    user = person("ravi@tongzhou.example", "Ravi Rao")
    member(tongzhou, user)
    return user


@pytest.fixture
def chen(db):
    return person("chen@authority.example", "Chen Yu", Role.HANDLER)


@pytest.fixture
def zhao(db):
    return person("zhao@authority.example", "Zhao Lei", Role.HANDLER)


@pytest.fixture
def zhou(db):
    return person("zhou@authority.example", "Zhou Min", Role.HEAD)


@pytest.fixture
def he(db):
    return person("he@authority.example", "He Jing", Role.HEAD)


@pytest.fixture
def ada(db):
    return person("ada@authority.example", "Ada Ito", Role.ADMINISTRATOR)


@pytest.fixture
def olu(db):
    return person("olu@authority.example", "Olu Ade", Role.AUDITOR)
