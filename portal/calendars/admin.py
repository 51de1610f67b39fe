from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from portal.calendars import operations
from portal.calendars.forms import PublishYear, SetDay
from portal.calendars.models import CalendarDay, CalendarYear, DayKind
from portal.calendars.notices import Day
from portal.lib.admin import EditableAdmin, ReadOnlyAdmin, holds

_ADMINISTRATORS = "manage_accounts"


class _DayInline(admin.TabularInline):
    model = CalendarDay
    fields = ["day", "kind", "name_en", "name_zh", "source"]
    ordering = ["day"]
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CalendarYear)
class CalendarYearAdmin(ReadOnlyAdmin):
    """A notice is published by adding it; adding the same year again corrects it."""

    seen_by = _ADMINISTRATORS
    list_display = ["year", "jurisdiction", "source", "published_at"]
    ordering = ["-year"]
    fields = ["jurisdiction", "year", "source", "published_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return holds(request.user, _ADMINISTRATORS)

    def get_fields(self, request: HttpRequest, obj: CalendarYear | None = None) -> Any:
        return super().get_fields(request, obj) if obj else ["year", "source", "days"]

    def get_form(
        self,
        request: HttpRequest,
        obj: CalendarYear | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> Any:
        if obj is None:
            kwargs["form"] = PublishYear
        return super().get_form(request, obj, change, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: CalendarYear | None) -> Any:
        return [_DayInline] if obj else []

    def save_model(
        self, request: HttpRequest, obj: CalendarYear, form: Any, change: bool
    ) -> None:
        obj.pk = operations.publish_year(
            jurisdiction=settings.JURISDICTION,
            year=form.cleaned_data["year"],
            days=form.cleaned_data["days"],
            source=form.cleaned_data["source"],
            by=cast(Model, request.user),
            at=timezone.now(),
        ).pk


@admin.register(CalendarDay)
class CalendarDayAdmin(EditableAdmin):
    """Single days; each change goes through an operation and into the audit trail."""

    edited_by = _ADMINISTRATORS
    form = SetDay
    list_display = ["day", "kind", "name_en", "name_zh", "source"]
    list_filter = ["notice"]
    ordering = ["-day"]

    def get_readonly_fields(
        self, request: HttpRequest, obj: CalendarDay | None = None
    ) -> list[str]:
        return ["day"] if obj else []

    def save_model(
        self, request: HttpRequest, obj: CalendarDay, form: Any, change: bool
    ) -> None:
        obj.pk = operations.set_day(
            jurisdiction=settings.JURISDICTION,
            day=Day(obj.day, DayKind(obj.kind), obj.name_en, obj.name_zh),
            source=obj.source,
            by=cast(Model, request.user),
            at=timezone.now(),
        ).pk

    def delete_model(self, request: HttpRequest, obj: CalendarDay) -> None:
        operations.clear_day(
            jurisdiction=obj.jurisdiction,
            on=obj.day,
            by=cast(Model, request.user),
            at=timezone.now(),
        )

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[CalendarDay]
    ) -> None:
        for day in queryset:
            self.delete_model(request, day)
