"""Who comes in: officers only. For anybody else these pages do not exist."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views import View

from licensing.models import Application
from licensing.queries import cases
from portal.accounts.current import person_of
from portal.accounts.models import User
from portal.accounts.roles import Permission


class OfficerView(View):
    """A page for those who may see all cases."""

    person: User

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person = person_of(request)
        if not self.person.has_role(Permission.SEE_ALL_CASES):
            raise Http404


class CaseView(OfficerView):
    """A page of one case, named by its reference."""

    case: Application

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.read_case()

    def read_case(self) -> None:
        """Take the case as it is now; 404 for what the person may not see."""
        self.case = get_object_or_404(
            cases.visible_to(self.person), reference=self.kwargs["reference"]
        )
