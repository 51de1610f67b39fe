"""The accounts of one-machine mode, as the terminal shows them."""

from portal.accounts.demo import ACCOUNTS


def table() -> str:
    width = max(len(account.email) for account in ACCOUNTS)
    return "\n".join(
        f"  {account.email:<{width}}  {account.what}" for account in ACCOUNTS
    )
