"""What the pages of Django admin have in common below the accounts."""

from typing import Any, ClassVar, Protocol, runtime_checkable

from django.contrib import admin
from django.http import HttpRequest

from portal.lib.paging import CappedPaginator


@runtime_checkable
class HasRole(Protocol):
    """An account, as far as the packages below accounts know it."""

    def has_role(self, permission: Any) -> bool: ...


def holds(user: object, permission: str) -> bool:
    """Whether it is an account whose role holds the permission."""
    return isinstance(user, HasRole) and user.has_role(permission)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows of a big table to whoever holds `seen_by`; changes nothing."""

    seen_by: ClassVar[str]

    paginator = CappedPaginator
    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, self.seen_by)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EditableAdmin(admin.ModelAdmin):
    """Rows that whoever holds `edited_by` may see and change."""

    edited_by: ClassVar[str]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return holds(request.user, self.edited_by)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, self.edited_by)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return holds(request.user, self.edited_by)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, self.edited_by)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, self.edited_by)
