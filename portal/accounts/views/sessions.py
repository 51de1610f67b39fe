from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from portal.accounts import presenters
from portal.accounts.current import person_of
from portal.accounts.operations import sessions as operations
from portal.accounts.queries import sessions as queries
from portal.accounts.reauthentication import RecentlyAuthenticatedMixin


class SessionsView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        current = request.session.session_key
        rows = [
            presenters.present_session(session, current=current)
            for session in queries.open_sessions(person_of(request), at=timezone.now())
        ]
        return render(request, "accounts/sessions.html", {"rows": rows})


class EndSessionView(RecentlyAuthenticatedMixin, View):
    """Ends the session of the posted name, or all but this one when none is named."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        if name := request.POST.get("session"):
            ended = int(operations.end_one(user=person_of(request), name=name, at=at))
        else:
            ended = operations.end_others(
                user=person_of(request), current=request.session.session_key, at=at
            )
        if ended:
            done = ngettext(
                "%(count)d session ended.", "%(count)d sessions ended.", ended
            )
            messages.success(request, done % {"count": ended})
        else:
            messages.info(request, _("There was no other session to end."))
        return redirect("account-sessions")
