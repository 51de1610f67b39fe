"""Reads a case and shows its room: case, documents, findings, what can be done."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from licensing.enums import Action
from licensing.forms.officer.outcomes import (
    DecisionForm,
    OutcomeForm,
    RecommendationForm,
    SendBackForm,
)
from licensing.models import ReasonCode
from licensing.presenters import timeline
from licensing.presenters.officer import outcomes, refusals, room
from licensing.presenters.officer import panel as panels
from licensing.queries import cases, catalogue
from licensing.queries.histories import events_of
from licensing.views.officer.access import CaseView
from portal.lib.legal_time import legal_day

# A long draft has more; what officers ask for is at the top.
_MOST_EVENTS = 200


class RoomView(CaseView):
    """Whatever is asked of a case, its room is the answer."""

    def show(
        self,
        form: Form | None = None,
        *,
        typed: Mapping[str, Any] | None = None,
        conflict: str = "",
        kept: Sequence[str] = (),
        status: HTTPStatus = HTTPStatus.OK,
    ) -> HttpResponse:
        """Show the room, with a form that has problems or with what happened meanwhile.

        `typed` stands in the form again; `kept` is shown, to be copied, where the act
        it was meant for is closed by now.
        """
        on = legal_day(timezone.now())
        file = cases.read(self.case, on=on)
        panel = panels.present(self.case, reader=self.person)
        forms = self._forms(panel, file, typed or {})
        if form is not None and type(form) in forms:
            forms[type(form)] = form
        why_no_grant = panels.why_no_grant(len(file.judgement.blockers))
        for each in forms.values():
            if why_no_grant and isinstance(each, OutcomeForm):
                each.close_grant(why_no_grant)
        context: dict[str, Any] = {
            "room": room.present(
                file,
                reader=self.person,
                chosen=self.request.GET.get("document", ""),
                can_correct=panel.can_correct,
                on=on,
            ),
            "panel": panel,
            "forms": list(forms.values()),
            "conflict": conflict,
            # The window's title says so, too.
            "has_problems": form is not None or bool(conflict),
            "kept": [] if forms else kept,
            "timeline": timeline.for_officers(
                events_of(self.case, getattr(self.case, "licence", None))[
                    :_MOST_EVENTS
                ],
                reader=self.person,
            ),
        }
        return render(
            self.request, "licensing/officer/case.html", context, status=status
        )

    def refuse(
        self,
        refusal: Exception,
        *,
        kept: Sequence[str],
        typed: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Say what others did meanwhile, beside the case as it is now."""
        self.read_case()
        return self.show(
            conflict=refusals.sentence_of(refusal, reader=self.person),
            typed=typed,
            kept=[text for text in kept if text],
            status=HTTPStatus.CONFLICT,
        )

    def reasons(self) -> list[ReasonCode]:
        return list(catalogue.reasons(legal_day(timezone.now())))

    def _forms(
        self, panel: panels.Panel, file: cases.CaseFile, typed: Mapping[str, Any]
    ) -> dict[type[Form], Form]:
        """Return the forms of what the person may do now."""
        kwargs: dict[str, Any] = {"application": self.case, "typed": typed}
        if panel.is_open(Action.RECOMMEND):
            kwargs["initial"] = {"revision": self.case.revision}
            return {
                RecommendationForm: RecommendationForm(reasons=self.reasons(), **kwargs)
            }
        if panel.is_open(Action.GRANT) and file.recommendation:
            initial = outcomes.as_initial(file.recommendation)
            return {
                DecisionForm: DecisionForm(
                    reasons=self.reasons(), initial=initial, **kwargs
                ),
                SendBackForm: SendBackForm(**kwargs),
            }
        return {}
