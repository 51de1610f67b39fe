from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from portal.accounts.roles import PERMISSIONS, MemberRole, Permission, Role

_YES, _NO = "x", "."


class Command(BaseCommand):
    help = "Prints who may do what: permissions down, roles across."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            self.stdout.write(table())


def table() -> str:
    """Return the matrix as Markdown, the same for the same rules."""
    holders: list[Role | MemberRole] = [*Role, *MemberRole]
    rows = [
        ["Permission", *(str(holder.label) for holder in holders)],
        ["---"] * (len(holders) + 1),
        *(
            [
                permission.value,
                *(_YES if h in PERMISSIONS[permission] else _NO for h in holders),
            ]
            for permission in Permission
        ),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
