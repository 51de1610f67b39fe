from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.lib.admin import ReadOnlyAdmin
from portal.outbox import delivery
from portal.outbox.models import OutboundEmail


@admin.register(OutboundEmail)
class OutboundEmailAdmin(ReadOnlyAdmin):
    """Whether mail goes out. Not what it says: that may let its reader in somewhere."""

    seen_by = "see_operations"
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
    actions = ["send_again"]

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

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
