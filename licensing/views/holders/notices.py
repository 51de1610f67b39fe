"""What a person was told, latest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from licensing.presenters.holders.notices import notice_of
from licensing.queries import notices
from portal.accounts.current import person_of
from portal.lib.paging import CappedPaginator

PAGE_SIZE = 25


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    sent = notices.sent_to(person_of(request))
    page = CappedPaginator(sent, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "licensing/holders/notice_list.html",
        {"notices": [notice_of(notice) for notice in page], "page": page},
    )
