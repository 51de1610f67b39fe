from django.contrib import admin
from django.urls import include, path

from portal.views import errors, health, home, mailbox, preferences, styleguide

urlpatterns = [
    path("", home.home, name="home"),
    path("help/", home.help_page, name="help"),
    path("language/", preferences.set_language, name="set-language"),
    path("colours/", preferences.set_theme, name="set-theme"),
    path("accounts/", include("portal.accounts.urls")),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("mailbox/", mailbox.mail_list, name="mailbox"),
    path("mailbox/<slug:key>/", mailbox.mail, name="mailbox-message"),
    path("mailbox/<slug:key>/html", mailbox.mail_html, name="mailbox-message-html"),
    path("admin/", admin.site.urls),
    path("", include("licensing.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
