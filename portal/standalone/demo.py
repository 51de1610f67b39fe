"""The accounts that exist only in one-machine mode, with one password for all."""

from dataclasses import dataclass

PASSWORD = "licet-demo-2026"  # noqa: S105 -- invented people, on one machine only


@dataclass(frozen=True, slots=True)
class Account:
    email: str
    person: str


ACCOUNTS = (
    Account("maker@demo.example", "signatory of a qualified manufacturer"),
    Account("trader@demo.example", "signatory of an exporter it authorised"),
    Account("preparer@demo.example", "preparer (may not submit) at that exporter"),
    Account("usedcars@demo.example", "signatory of a used-car exporter"),
    Account("stranger@demo.example", "signatory of a company with no authorisation"),
    Account("handler@demo.example", "first-level officer"),
    Account("handler2@demo.example", "another first-level officer"),
    Account("head@demo.example", "second-level officer"),
    Account("qualification@demo.example", "qualification officer"),
    Account("compliance@demo.example", "compliance officer"),
    Account("customs@demo.example", "customs officer"),
    Account("auditor@demo.example", "auditor: reads everything, writes nothing"),
    Account("admin@demo.example", "administrator: accounts and reference data"),
)


def table() -> str:
    width = max(len(account.email) for account in ACCOUNTS)
    return "\n".join(
        f"  {account.email:<{width}}  {account.person}" for account in ACCOUNTS
    )
