"""Django admin for accounts: every change goes through an operation, and says why."""

from portal.accounts.admin import invitations, people

__all__ = ["invitations", "people"]
