"""Runs the rules over a case and keeps the counts that lists show."""

from datetime import datetime

from licensing.models import Application
from licensing.queries.facts import facts_for
from licensing.rules.judgement import Judgement, Stage, judge
from portal.lib.legal_time import legal_day


def rejudge(
    application: Application, *, at: datetime, stage: Stage = Stage.SUBMISSION
) -> Judgement:
    """Judge the case as it stands now and save how many findings it has.

    For an outcome pass Stage.DECISION: a document not yet scanned blocks there.
    """
    facts = facts_for(application, on=legal_day(at))
    judgement = judge(facts, stage=stage)
    application.blocker_count = len(judgement.blockers)
    application.check_count = len(judgement.checks)
    application.save(update_fields=["blocker_count", "check_count"])
    return judgement
