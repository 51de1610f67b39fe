"""The accounts of one-machine mode: invented people, one published password."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role

PASSWORD: Final = "licet-demo-2026"  # noqa: S105 -- published, for invented data only


@dataclass(frozen=True, slots=True)
class DemoAccount:
    email: str
    name: str
    role: Role
    what: str | Promise
    language: str = "en"


ACCOUNTS: Final = (
    DemoAccount(
        "maker@demo.example",
        "Shen Yulan",
        Role.EXPORTER,
        _("Owner and signatory of a qualified manufacturer"),
    ),
    DemoAccount(
        "trader@demo.example",
        "Gao Wenbo",
        Role.EXPORTER,
        _("Owner and signatory of an exporter that the manufacturer authorised"),
    ),
    DemoAccount(
        "preparer@demo.example",
        "Luo Jing",
        Role.EXPORTER,
        _("Prepares applications for that exporter, may not submit them"),
    ),
    DemoAccount(
        "usedcars@demo.example",
        "Tang Haiyan",
        Role.EXPORTER,
        _("Signatory of an exporter of used cars"),
    ),
    DemoAccount(
        "stranger@demo.example",
        "Qiu Ming",
        Role.EXPORTER,
        _("Signatory of a verified company without any authorisation"),
    ),
    DemoAccount(
        "handler@demo.example",
        "Fang Lihua",
        Role.HANDLER,
        _("First-level officer"),
    ),
    DemoAccount(
        "handler2@demo.example",
        "Ren Zhiyuan",
        Role.HANDLER,
        _("First-level officer, a second one"),
    ),
    DemoAccount(
        "head@demo.example",
        "Pan Shuyi",
        Role.HEAD,
        _("Second-level officer, decides"),
    ),
    DemoAccount(
        "qualification@demo.example",
        "Mo Tianyu",
        Role.QUALIFICATION,
        _("Qualification officer"),
    ),
    DemoAccount(
        "compliance@demo.example",
        "Bai Ruoxi",
        Role.COMPLIANCE,
        _("Compliance officer"),
    ),
    DemoAccount(
        "customs@demo.example",
        "Yan Guodong",
        Role.CUSTOMS,
        _("Customs officer"),
    ),
    DemoAccount(
        "auditor@demo.example",
        "Hua Minzhi",
        Role.AUDITOR,
        _("Auditor: reads everything, writes nothing"),
    ),
    DemoAccount(
        "admin@demo.example",
        "Dai Xinyi",
        Role.ADMINISTRATOR,
        _("Administrator: accounts and reference data, no cases"),
    ),
)
