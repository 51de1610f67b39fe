"""What waits for a worker or failed: for operators, without what the cases say."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from licensing.models import Certificate, Document, Notice
from licensing.operations import certificate_queue
from portal.accounts.current import person_of
from portal.lib.admin import ReadOnlyAdmin

SEEN_BY = "see_operations"


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    seen_by = SEEN_BY
    list_display = ["licence", "state", "attempts", "made_at", "last_error"]
    list_filter = ["state"]
    list_select_related = ["licence"]
    search_fields = ["licence__number__exact"]
    fields = ["licence", "state", "size", "sha256", "made_at", "attempts", "last_error"]
    ordering = ["-pk"]
    actions = ["make_again"]

    def has_make_again_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(
        description=_("Make the failed ones again"), permissions=["make_again"]
    )
    def make_again(self, request: HttpRequest, queryset: QuerySet[Certificate]) -> None:
        count = certificate_queue.owe_again(
            certificates=queryset, by=person_of(request), at=timezone.now()
        )
        self.message_user(
            request,
            ngettext(
                "%(count)d certificate is owed again.",
                "%(count)d certificates are owed again.",
                count,
            )
            % {"count": count},
            messages.SUCCESS if count else messages.WARNING,
        )


@admin.register(Document)
class DocumentScanAdmin(ReadOnlyAdmin):
    """Files and the scanner; neither their names nor what they hold."""

    seen_by = SEEN_BY
    list_display = ["pk", "scan_state", "uploaded_at", "scan_attempts", "scan_note"]
    list_filter = ["scan_state"]
    fields = ["sha256", "size", "scan_state", "uploaded_at", "scanned_at", "scan_note"]
    ordering = ["-pk"]


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    seen_by = SEEN_BY
    list_display = [
        "pk",
        "kind",
        "days_before",
        "licence",
        "recipient",
        "due_on",
        "state",
        "reason",
    ]
    list_filter = ["state", "kind"]
    list_select_related = ["licence", "recipient"]
    search_fields = ["licence__number__exact", "recipient__email__iexact"]
    fields = [
        "kind",
        "days_before",
        "licence",
        "recipient",
        "due_on",
        "state",
        "planned_at",
        "posted_at",
        "reason",
        "email_key",
    ]
    ordering = ["-pk"]
