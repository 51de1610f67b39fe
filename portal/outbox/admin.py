from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.lib.paging import CappedPaginator
from portal.outbox import delivery
from portal.outbox.models import OutboundEmail

_SEE_OPERATIONS = "see_operations"


@admin.register(OutboundEmail)
class OutboundEmailAdmin(admin.ModelAdmin):
    """Whether mail goes out. Not what it says: that may let its reader in somewhere."""

    list_display = ["key", "to", "subject", "state", "attempts", "queued_at", "sent_at"]
    list_filter = ["state"]
    search_fields = ["key__startswith", "to__iexact", "message_id__exact"]
    fields = [
        "key",
        "name",
        "to",
        "language",
        "subject",
        "message_id",
        "state",
        "attempts",
        "queued_at",
        "next_attempt_at",
        "lease_until",
        "sent_at",
        "last_error",
    ]
    ordering = ["-pk"]
    paginator = CappedPaginator
    list_per_page = 50
    show_full_result_count = False
    actions = ["send_again"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may_see_operations(request)

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        return _may_see_operations(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(
        description=_("Send the failed ones again"), permissions=["send_again"]
    )
    def send_again(
        self, request: HttpRequest, queryset: QuerySet[OutboundEmail]
    ) -> None:
        count = delivery.send_again(
            queryset, at=timezone.now(), by=f"Account {request.user.pk}"
        )
        self.message_user(
            request,
            ngettext(
                "%(count)d mail is queued again.",
                "%(count)d mails are queued again.",
                count,
            )
            % {"count": count},
            messages.SUCCESS if count else messages.WARNING,
        )


def _may_see_operations(request: HttpRequest) -> bool:
    """Roles belong to accounts, which stand above: the account is asked by name."""
    has_role = getattr(request.user, "has_role", None)
    return has_role is not None and bool(has_role(_SEE_OPERATIONS))
