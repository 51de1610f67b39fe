"""The dated rows the cases rest on, to read."""

from django.contrib import admin

from licensing.models import (
    CodeEntry,
    DocumentRequirement,
    GoodsCode,
    LicenceTypeVersion,
    NoticeMilestone,
    ReasonCode,
)
from portal.lib.admin import ReadOnlyAdmin

SEEN_BY = "see_operations"


class RequirementInline(admin.TabularInline):
    model = DocumentRequirement
    extra = 0
    fields = ["position", "code", "name_en", "name_zh", "needed", "legal_basis"]
    ordering = ["position"]


class MilestoneInline(admin.TabularInline):
    model = NoticeMilestone
    extra = 0
    ordering = ["-days_before"]


@admin.register(LicenceTypeVersion)
class LicenceTypeVersionAdmin(ReadOnlyAdmin):
    seen_by = SEEN_BY
    list_display = [
        "licence_type",
        "number",
        "valid_from",
        "valid_until",
        "legal_basis",
    ]
    list_select_related = ["licence_type"]
    ordering = ["licence_type__code", "-number"]
    inlines = [RequirementInline, MilestoneInline]


@admin.register(GoodsCode)
class GoodsCodeAdmin(ReadOnlyAdmin):
    seen_by = SEEN_BY
    list_display = ["code", "name_en", "name_zh", "is_used", "has_vin", "valid_from"]
    ordering = ["code", "valid_from"]


@admin.register(ReasonCode)
class ReasonCodeAdmin(ReadOnlyAdmin):
    seen_by = SEEN_BY
    list_display = ["code", "name_en", "name_zh", "legal_basis", "valid_from"]
    ordering = ["code", "valid_from"]


@admin.register(CodeEntry)
class CodeEntryAdmin(ReadOnlyAdmin):
    seen_by = SEEN_BY
    list_display = ["code_list", "code", "name_en", "name_zh", "valid_from"]
    list_filter = ["code_list"]
    search_fields = ["code", "name_en", "name_zh"]
    ordering = ["code_list", "position"]
