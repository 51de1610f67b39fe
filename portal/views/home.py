"""The front door, by role, and help."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.accounts.models import User
from portal.accounts.roles import Permission, Role


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "portal/home_public.html")
    if page := _start_of(request.user):
        return redirect(page)
    return render(request, "portal/home.html")


def _start_of(user: User) -> str:
    """Where this person's work begins; empty for who has no list of their own."""
    if user.role == Role.EXPORTER:
        return "application-list"
    if user.has_role(Permission.SEE_ALL_CASES):
        return "case-list"
    if user.has_role(Permission.SEE_ALL_LICENCES):
        return "licence-list"
    if user.is_staff:
        return "admin:index"
    return ""


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html")
