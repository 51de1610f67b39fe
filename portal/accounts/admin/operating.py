from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.admin.forms import OperationForm
from portal.accounts.current import person_of
from portal.accounts.refusals import Refused
from portal.lib.paging import CappedPaginator


class OperatingAdmin(admin.ModelAdmin):
    """Lists cheaply, deletes nothing, and changes through operations only."""

    paginator = CappedPaginator
    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[OperationForm]:
        form = cast(
            type[OperationForm], super().get_form(request, obj, change, **kwargs)
        )
        form.by = person_of(request)
        form.at = timezone.now()
        return form

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.done

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Do nothing: the form has done it."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Do nothing: there is nothing related."""

    def each(
        self,
        request: HttpRequest,
        chosen: QuerySet[Any],
        operation: Callable[[Any], object],
        done: str,
    ) -> None:
        """Carry the operation out for each chosen row; say what was refused."""
        count = 0
        for row in chosen:
            try:
                operation(row)
            except Refused as refusal:
                self.message_user(request, f"{row}: {refusal}", messages.ERROR)
            else:
                count += 1
        if count:
            self.message_user(request, done % {"count": count}, messages.SUCCESS)
