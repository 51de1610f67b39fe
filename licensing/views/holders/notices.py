"""What a person was told, latest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from licensing.operations import notice_reading
from licensing.presenters.holders.notices import notice_of
from licensing.queries import notices
from portal.accounts.current import person_of
from portal.lib.paging import CappedPaginator

PAGE_SIZE = 25


@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    sent = notices.sent_to(person)
    page = CappedPaginator(sent, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = [notice_of(notice) for notice in page]
    notice_reading.mark_read(shown=page, by=person, at=timezone.now())
    return render(
        request,
        "licensing/holders/notice_list.html",
        {"notices": shown, "page": page},
    )
