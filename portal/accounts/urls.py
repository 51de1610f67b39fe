"""Only those of allauth's pages that are needed, under allauth's own names."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from portal.accounts.views.invitations import AcceptView
from portal.accounts.views.profile import ProfileView
from portal.accounts.views.second_factor import RemoveKeyView
from portal.accounts.views.sessions import EndSessionView, SessionsView
from portal.accounts.views.sign_in import SignInView

urlpatterns = [
    path("", ProfileView.as_view(), name="account-profile"),
    path("sessions/", SessionsView.as_view(), name="account-sessions"),
    path("sessions/end/", EndSessionView.as_view(), name="account-session-end"),
    path("invitations/<str:token>/", AcceptView.as_view(), name="invitation-accept"),
    path("login/", SignInView.as_view(), name="account_login"),
    path("logout/", login_not_required(account.logout), name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path(
        "password/reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # Before allauth's own view of the same address.
    path(
        "second-factor/webauthn/keys/<int:pk>/remove/",
        RemoveKeyView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("second-factor/", include("allauth.mfa.urls")),
]
