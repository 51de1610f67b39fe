"""The portal, with one page that asks who it is."""

from django.http import HttpResponse
from django.urls import include, path
from django.views import View

from portal.accounts.reauthentication import RecentlyAuthenticatedMixin


class DecideView(RecentlyAuthenticatedMixin, View):
    def get(self, request):
        return HttpResponse("The form")

    def post(self, request):
        return HttpResponse(f"Decided: {request.POST['reason']}")


urlpatterns = [
    path("decide/", DecideView.as_view(), name="decide"),
    path("", include("portal.urls")),
]
