"""The mailbox of one-machine mode: what the portal would have sent, open to testers."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal import mailbox

# The HTML of a message runs nothing, asks nobody and belongs to no origin.
_HTML_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@require_safe
@login_not_required
def mail_list(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/mailbox.html", {"mails": mailbox.newest(_folder())})


@require_safe
@login_not_required
def mail(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "portal/mail.html", {"opened": _read(key)})


@require_safe
@login_not_required
def mail_html(_request: HttpRequest, key: str) -> HttpResponse:
    """Give the HTML part, for the frame of its page; its links open new windows."""
    html = _read(key).html
    return HttpResponse(
        f'<!doctype html><base target="_blank">{html}',
        headers={"Content-Security-Policy": _HTML_POLICY},
    )


def _folder() -> Path:
    folder: Path | None = settings.MAILBOX_DIR
    if folder is None:
        raise Http404
    return folder


def _read(key: str) -> mailbox.OpenedMail:
    try:
        return mailbox.read(_folder(), key)
    except mailbox.NoSuchMail:
        raise Http404 from None
