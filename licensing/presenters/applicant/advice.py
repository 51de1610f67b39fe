"""What a section's own page says about what was found in it."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from licensing.models import Application
from licensing.presenters.applicant.tasks import NOT_YET
from licensing.presenters.findings import PresentedFinding, to_mend
from licensing.rules.judgement import Judgement


def advice_for(
    application: Application,
    judgement: Judgement,
    *,
    sections: Collection[str],
    documents: Mapping[str, str] | None = None,
) -> list[PresentedFinding]:
    """Return what is wrong or worth a look; what is only missing is plain to see."""
    return [
        # The reader is where the link would lead.
        replace(
            to_mend(
                finding,
                reference=application.reference,
                documents=documents or {},
            ),
            links=(),
        )
        for finding in judgement.findings
        if finding.section in sections and finding.code not in NOT_YET
    ]
