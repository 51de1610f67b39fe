"""The accounts of one-machine mode: invented people, one published password."""

from dataclasses import dataclass
from typing import Final

from portal.accounts.roles import Role

PASSWORD: Final = "licet-demo-2026"  # noqa: S105 -- published, for invented data only


def gettext_noop(text: str) -> str:
    """Mark a text that is translated where it is shown.

    Django's own asks for settings, and the terminal of one-machine mode has none.
    """
    return text


@dataclass(frozen=True, slots=True)
class DemoAccount:
    email: str
    name: str
    role: Role
    what: str
    language: str = "en"


ACCOUNTS: Final = (
    DemoAccount(
        "maker@demo.example",
        "Shen Yulan",
        Role.EXPORTER,
        gettext_noop("Owner and signatory of a qualified manufacturer"),
    ),
    DemoAccount(
        "trader@demo.example",
        "Gao Wenbo",
        Role.EXPORTER,
        gettext_noop(
            "Owner and signatory of an exporter that the manufacturer authorised"
        ),
    ),
    DemoAccount(
        "preparer@demo.example",
        "Luo Jing",
        Role.EXPORTER,
        gettext_noop("Prepares applications for that exporter, may not submit them"),
    ),
    DemoAccount(
        "usedcars@demo.example",
        "Tang Haiyan",
        Role.EXPORTER,
        gettext_noop("Signatory of an exporter of used cars"),
    ),
    DemoAccount(
        "stranger@demo.example",
        "Qiu Ming",
        Role.EXPORTER,
        gettext_noop("Signatory of a verified company without any authorisation"),
    ),
    DemoAccount(
        "handler@demo.example",
        "Fang Lihua",
        Role.HANDLER,
        gettext_noop("First-level officer"),
    ),
    DemoAccount(
        "handler2@demo.example",
        "Ren Zhiyuan",
        Role.HANDLER,
        gettext_noop("First-level officer, a second one"),
    ),
    DemoAccount(
        "head@demo.example",
        "Pan Shuyi",
        Role.HEAD,
        gettext_noop("Second-level officer, decides"),
    ),
    DemoAccount(
        "qualification@demo.example",
        "Mo Tianyu",
        Role.QUALIFICATION,
        gettext_noop("Qualification officer"),
    ),
    DemoAccount(
        "compliance@demo.example",
        "Bai Ruoxi",
        Role.COMPLIANCE,
        gettext_noop("Compliance officer"),
    ),
    DemoAccount(
        "customs@demo.example",
        "Yan Guodong",
        Role.CUSTOMS,
        gettext_noop("Customs officer"),
    ),
    DemoAccount(
        "auditor@demo.example",
        "Hua Minzhi",
        Role.AUDITOR,
        gettext_noop("Auditor: reads everything, writes nothing"),
    ),
    DemoAccount(
        "admin@demo.example",
        "Dai Xinyi",
        Role.ADMINISTRATOR,
        gettext_noop("Administrator: accounts and reference data, no cases"),
    ),
)
