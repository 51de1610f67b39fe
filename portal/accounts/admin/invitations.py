from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.admin.forms import InvitationForm
from portal.accounts.admin.operating import OperatingAdmin
from portal.accounts.current import person_of
from portal.accounts.models import Invitation
from portal.accounts.operations import invitations


@admin.register(Invitation)
class InvitationAdmin(OperatingAdmin):
    form = InvitationForm
    list_display = ["email", "name", "role", "state", "invited_at", "expires_at"]
    list_filter = ["role"]
    list_select_related = ["invited_by"]
    search_fields = ["email", "name"]
    ordering = ["-pk"]
    fields = ["email", "name", "role", "language"]
    actions = ["send_again", "withdraw"]

    def has_change_permission(
        self, request: HttpRequest, obj: Invitation | None = None
    ) -> bool:
        return False

    @admin.display(description=gettext_lazy("State"))
    def state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return _("Accepted")
        if invitation.withdrawn_at:
            return _("Withdrawn")
        return _("Open") if invitation.is_open(at=timezone.now()) else _("Expired")

    @admin.action(description=gettext_lazy("Send the invitation again"))
    def send_again(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        by, at = person_of(request), timezone.now()
        self.each(
            request,
            chosen,
            lambda row: invitations.send_again(invitation=row, by=by, at=at),
            _("Invitations sent again: %(count)d"),
        )

    @admin.action(description=gettext_lazy("Withdraw the invitation"))
    def withdraw(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        by, at = person_of(request), timezone.now()
        self.each(
            request,
            chosen,
            lambda row: invitations.withdraw(invitation=row, by=by, at=at),
            _("Invitations withdrawn: %(count)d"),
        )
