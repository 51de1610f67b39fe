from http import HTTPStatus

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from portal.accounts.forms.invitations import AcceptForm
from portal.accounts.models import User
from portal.accounts.operations import invitations as operations
from portal.accounts.queries import invitations as queries

_IN_SESSION = "invitation_token"
# Stands in the address where the token stood.
_OPEN = "open"


@method_decorator(login_not_required, name="dispatch")
@method_decorator(never_cache, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class AcceptView(View):
    """Takes the token out of the address, then offers to set a password.

    The address would stand in histories, logs and Referer headers. Whatever is wrong
    with a token, the answer is the same page.
    """

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        if token != _OPEN:
            request.session[_IN_SESSION] = token
            return redirect("invitation-accept", token=_OPEN)
        return self._answer()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._answer()

    def _answer(self) -> HttpResponse:
        request, at = self.request, timezone.now()
        token = str(request.session.get(_IN_SESSION, ""))
        invitation = queries.open_invitation(token, at=at)
        if invitation is None:
            return self._refuse()
        form = AcceptForm(request.POST or None, invitation=invitation)
        if not form.is_valid():
            context = {"form": form, "invitation": invitation}
            return render(request, "accounts/invitation.html", context)
        password = form.cleaned_data["password1"]
        try:
            person = operations.accept(token=token, password=password, at=at)
        except operations.NotOpen:
            return self._refuse()
        return self._sign_in(person)

    def _refuse(self) -> HttpResponse:
        return render(
            self.request, "accounts/invitation_gone.html", status=HTTPStatus.GONE
        )

    def _sign_in(self, person: User) -> HttpResponse:
        """Sign the new person in, and whoever sat here before out."""
        logout(self.request, show_message=False)
        self.request.session.pop(_IN_SESSION, None)
        response: HttpResponse = perform_password_login(
            self.request,
            {"email": person.email},
            Login(user=person, email=person.email, redirect_url=reverse("home")),
        )
        return response
