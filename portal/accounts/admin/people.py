from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts import second_factor
from portal.accounts.admin.forms import PersonForm, ReasonForm
from portal.accounts.admin.operating import OperatingAdmin
from portal.accounts.current import person_of
from portal.accounts.models import User
from portal.accounts.operations import passwords, people
from portal.accounts.operations import second_factor as devices


@admin.register(User)
class PersonAdmin(OperatingAdmin):
    form = PersonForm
    action_form = ReasonForm
    list_display = ["name", "email", "role", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["-pk"]
    fields = [
        "email",
        "name",
        "role",
        "reason",
        "language",
        "time_zone",
        "is_active",
        "devices",
        "joined_at",
        "disabled_at",
        "last_login",
    ]
    readonly_fields = [
        "email",
        "is_active",
        "devices",
        "joined_at",
        "disabled_at",
        "last_login",
    ]
    actions = ["disable", "enable", "send_reset", "forget_devices"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Accounts are opened by whoever accepts an invitation."""
        return False

    @admin.display(description=gettext_lazy("Second factor"), boolean=True)
    def devices(self, person: User) -> bool:
        return second_factor.devices_of(person) > 0

    @admin.action(description=gettext_lazy("Close the account (give a reason)"))
    def disable(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        how = _how(request)
        self.each(
            request,
            chosen,
            lambda user: people.disable(user=user, **how),
            _("Accounts closed: %(count)d"),
        )

    @admin.action(description=gettext_lazy("Open the account again (give a reason)"))
    def enable(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        how = _how(request)
        self.each(
            request,
            chosen,
            lambda user: people.enable(user=user, **how),
            _("Accounts opened again: %(count)d"),
        )

    @admin.action(description=gettext_lazy("Send a link to set a new password"))
    def send_reset(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        by, at = person_of(request), timezone.now()
        self.each(
            request,
            chosen,
            lambda user: passwords.send_reset_link_for(user=user, by=by, at=at),
            _("Links sent: %(count)d"),
        )

    @admin.action(
        description=gettext_lazy("Forget the lost second factor (give a reason)")
    )
    def forget_devices(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        how = _how(request)
        self.each(
            request,
            chosen,
            lambda user: devices.forget_devices(user=user, **how),
            _("Second factors forgotten: %(count)d"),
        )


def _how(request: HttpRequest) -> dict[str, Any]:
    return {
        "by": person_of(request),
        "at": timezone.now(),
        "reason": request.POST.get("reason", ""),
    }
