"""All answers on one page: to check before they are sent, to read again after."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from licensing.enums import State
from licensing.operations import drafts
from licensing.presenters.applicant import answers
from licensing.presenters.applicant.documents import names_of
from licensing.presenters.findings import to_mend
from licensing.queries import catalogue, documents
from licensing.queries.facts import facts_for
from licensing.rules.judgement import judge
from licensing.views.applicant.access import ApplicationView
from portal.lib.legal_time import legal_day


class CheckView(ApplicationView):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        application, on = self.application, legal_day(timezone.now())
        facts = facts_for(application, on=on)
        is_draft = application.state == State.DRAFT
        can_be_sent = application.state in {State.DRAFT, State.RETURNED}
        judgement = judge(facts)
        names = names_of(catalogue.requirements_of(application))
        return self.show_page(
            "check",
            _("Check your answers") if can_be_sent else _("What you sent"),
            page=answers.page_of(
                application,
                facts,
                labels=catalogue.labels(on),
                documents=documents.current_of(application),
                unlocked=drafts.unlocked_sections(application),
                way="check",
            ),
            can_be_sent=can_be_sent,
            is_ready=not judgement.blockers,
            blockers=[
                to_mend(finding, reference=reference, documents=names)
                for finding in judgement.blockers
            ],
            advice=[
                to_mend(finding, reference=reference, documents=names)
                for finding in judgement.checks
            ],
            next_url=self.url(
                "application-submit" if is_draft else "application-correction"
            ),
            next_label=_("Continue to the declaration")
            if is_draft
            else _("Back to the correction"),
        )
