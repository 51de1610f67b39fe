"""Licences, for those who hold them and those who watch over them."""

from http import HTTPStatus
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from licensing.enums import CertificateState
from licensing.models import Licence
from licensing.presenters.holders import licences as presenter
from licensing.queries import licences
from licensing.views.limits import limited_export
from portal.accounts.current import person_of
from portal.lib import qr
from portal.lib.paging import CappedPaginator
from portal.lib.stored_files import FileUnavailable, open_stored

PAGE_SIZE = 25


@require_safe
def licence_list(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    found = licences.visible_to(person_of(request)).order_by("-pk")
    page = CappedPaginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "licensing/holders/licence_list.html",
        {"rows": [presenter.row_of(row, at=at) for row in page], "page": page},
    )


@require_safe
def licence_page(request: HttpRequest, number: str) -> HttpResponse:
    licence = _find(request, number)
    vehicles = licence.vehicles.order_by("vin")
    page = CappedPaginator(vehicles, PAGE_SIZE).get_page(request.GET.get("page"))
    milestones = licence.type_version.milestones.order_by("days_before")
    presented = presenter.page_of(
        licence,
        face=licences.face_without_vehicles(licence),
        milestones=list(milestones.values_list("days_before", flat=True)),
        at=timezone.now(),
    )
    card = presented.certificate
    context: dict[str, Any] = {
        "licence": presented,
        "code": qr.svg(card.code_text, title=card.code_title) if card.is_made else "",
        "vins": [vehicle.vin for vehicle in page],
        "page": page,
    }
    return render(request, "licensing/holders/licence.html", context)


@require_safe
@limited_export
def licence_certificate(request: HttpRequest, number: str) -> HttpResponseBase:
    """Hand out the signed PDF, byte for byte as it was signed."""
    certificate = _find(request, number).certificate
    if certificate.state != CertificateState.MADE:
        raise Http404
    try:
        stream = open_stored(certificate.stored_name)
    except FileUnavailable:
        return render(
            request,
            "licensing/holders/certificate_unavailable.html",
            {"number": number},
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    return FileResponse(
        stream,
        as_attachment=True,
        filename=f"{number}.pdf",
        content_type="application/pdf",
    )


def _find(request: HttpRequest, number: str) -> Licence:
    found = licences.visible_to(person_of(request)).select_related("type_version")
    return get_object_or_404(found, number=number)
