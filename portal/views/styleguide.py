"""Every component on one page, for debugging and demonstration; absent elsewhere."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.ui.samples import samples


@require_safe
@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.IS_DEMO):
        raise Http404
    return render(request, "portal/styleguide.html", samples())
