import json

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.audit import queries
from portal.audit.models import Event
from portal.lib.admin import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    seen_by = "see_audit"
    list_display = ["sequence", "at", "verb", "subject", "actor"]
    list_select_related = ["payload"]
    ordering = ["-sequence"]
    # The words are looked up by `get_search_results`; this only shows the box.
    search_fields = ["verb"]
    search_help_text = _(
        "What happened (application.submitted), a person’s name, a subject as it is"
        " named on its page, or its kind and number (licensing.application 12); all"
        " exact."
    )
    fields = [
        "sequence",
        "at",
        "verb",
        "subject",
        "subject_type",
        "subject_id",
        "actor",
        "told_reason",
        "told_facts",
        "payload_digest",
        "previous_hash",
        "hash",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return super().get_queryset(request).select_related("payload")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Event], search_term: str
    ) -> tuple[QuerySet[Event], bool]:
        term = search_term.strip()
        if not term:
            return queryset, False
        return queryset.filter(pk__in=queries.found_by(term).values("pk")), False

    @admin.display(description=_("subject"))
    def subject(self, event: Event) -> str:
        return event.subject_name

    @admin.display(description=_("person"))
    def actor(self, event: Event) -> str:
        return event.actor_name

    @admin.display(description=_("reason"))
    def told_reason(self, event: Event) -> str:
        return event.reason

    @admin.display(description=_("facts"))
    def told_facts(self, event: Event) -> str:
        return json.dumps(event.facts, ensure_ascii=False, indent=1)
