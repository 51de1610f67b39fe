"""A draft on its own page: the tasks, the estimate, who may send it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from licensing.models import Application
from licensing.presenters.applicant import states
from licensing.presenters.applicant.estimate import Estimate
from licensing.presenters.applicant.headings import heading_of
from licensing.presenters.applicant.states import PresentedState
from licensing.presenters.applicant.tasks import TaskList
from portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class DraftPage:
    reference: str
    heading: str
    state: PresentedState
    company: str
    type_name: str
    saved_at: datetime
    tasks: TaskList
    next_url: str
    next_label: str
    estimate: Estimate
    who: str


def page_of(
    application: Application,
    tasks: TaskList,
    estimate: Estimate,
    *,
    reader: User,
    signatories: Sequence[User],
) -> DraftPage:
    following = tasks.next_task
    return DraftPage(
        reference=application.reference,
        heading=heading_of(application),
        state=states.present(application.state),
        company=application.organisation.name,
        type_name=application.type_version.licence_type.name,
        saved_at=application.changed_at,
        tasks=tasks,
        next_url=following.url if following else "",
        next_label=(
            gettext("Continue: %(section)s") % {"section": following.title}
            if following
            else ""
        ),
        estimate=estimate,
        who=who_submits(reader, signatories),
    )


def who_submits(reader: User, signatories: Sequence[User]) -> str:
    """Say who may declare and submit, to somebody who may prepare."""
    if any(reader.same_person_as(each) for each in signatories):
        return gettext("You may fill in every section, declare and submit.")
    if not signatories:
        return gettext(
            "You may fill in every section. Your company has no signatory yet; only an"
            " owner or a signatory may declare and submit."
        )
    return gettext(
        "You may fill in every section. Only an owner or a signatory may declare and"
        " submit: %(names)s."
    ) % {"names": names_of_people(signatories)}


def names_of_people(people: Sequence[User]) -> str:
    return gettext(", ").join(each.name for each in people)
