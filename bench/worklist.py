"""The officer's worklist of 25 rows, against a bare page of 25 rows."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from bench.promise import Result, cpu_ms
from licensing.enums import State
from licensing.models import Application
from licensing.queries.worklists import PAGE_SIZE
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.urls import urlpatterns as portal_urls

TIMES = 60


def bare_page(request: HttpRequest) -> HttpResponse:
    """Serve the floor: session sign-in, one indexed query of 25 rows, the base page."""
    rows = list(Application.objects.order_by("pk").values_list("reference")[:25])
    return render(request, "layouts/signed_in.html", {"rows": rows})


def busiest_officer() -> User:
    """Return whose own list, which opens first, is longest."""
    in_hand = Count("pk", filter=Q(state=State.IN_REVIEW))
    cases = Application.objects.filter(officer__role=Role.HANDLER).values("officer")
    found = cases.annotate(in_hand=in_hand).order_by("-in_hand", "officer").first()
    assert found, "no officer has a case"
    return User.objects.get(pk=found["officer"])


urlpatterns = [*portal_urls, path("bench/bare/", bare_page)]


def run() -> Result:
    settings.ROOT_URLCONF = __name__
    client = Client()
    client.force_login(busiest_officer())
    for address in ("/cases/", "/bench/bare/"):
        response = client.get(address)
        assert response.status_code == HTTPStatus.OK, address
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/cases/")
        # The next request forgets what was captured.
        queries = len(captured)
    assert page.text.count('<th scope="row">') == PAGE_SIZE, "not 25 rows"
    measured, floor = cpu_ms(
        lambda: client.get("/cases/"), lambda: client.get("/bench/bare/"), times=TIMES
    )
    Session.objects.all().delete()
    total = Application.objects.count()
    return Result(
        "worklist, 25 rows",
        measured,
        floor,
        "ms CPU",
        at_most=2.0,
        note=f"{queries} queries, {total:,} cases",
    )
