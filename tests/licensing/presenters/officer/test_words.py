"""Every code that can stand on a page has its words."""

import pytest
from django.utils.translation import gettext_lazy as _

from licensing.enums import Action, Holder, State
from licensing.operations.decisions import RecommendationOutdated
from licensing.operations.reviews import AlreadyClaimed, ChangedMeanwhile
from licensing.permissions import NotPermitted
from licensing.presenters.officer import checks, panel, refusals, states, worklist
from licensing.queries.worklists import Worklist
from licensing.rules.judgement import RULES, check_name
from licensing.workflow.application import HOLDERS, TransitionNotAllowed
from portal.accounts.roles import Permission, Role
from portal.ui import icons
from tests.people import person


def test_every_rule_says_what_it_means_that_it_passed():
    assert list(checks.PASSED) == [check_name(rule) for rule in RULES]


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_look(state):
    shown = states.present(state, was_corrected=False)
    assert (shown.word, shown.shape in icons.SHAPES) == (state.label, True)


def test_only_a_case_in_first_review_is_called_corrected():
    corrected = {
        state
        for state in State
        if states.present(state, was_corrected=True).word == "Corrected"
    }
    assert corrected == {State.IN_REVIEW}


def test_every_list_has_its_words():
    assert set(worklist.WORDS) == set(Worklist)


def test_every_state_of_a_case_has_its_panel():
    to_do = {state for state, (action, _label) in panel._ACTS.items()}
    authority = {
        state
        for state, holder in HOLDERS.items()
        if holder in {Holder.FIRST_LEVEL, Holder.SECOND_LEVEL}
    }
    assert to_do == authority
    assert to_do | set(panel._RESTS) == set(State) - {State.DRAFT}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.EXPORTER])
def test_the_first_list_is_where_the_work_of_a_role_is(db, role):
    user = person("somebody@authority.example", "Some Body", role)
    first = {Role.HANDLER: Worklist.MINE, Role.HEAD: Worklist.SECOND}
    lists = worklist.worklists_for(user)
    assert lists[0] is first.get(role, Worklist.ALL)
    assert (Worklist.MINE in lists) is user.has_role(Permission.ASSESS_CASE)


def test_every_refusal_is_a_sentence(chen, zhao):
    said = [
        refusals.sentence_of(refusal, reader=chen)
        for refusal in (
            AlreadyClaimed(chen),
            AlreadyClaimed(zhao),
            ChangedMeanwhile(),
            NotPermitted(_("Only a second-level officer decides.")),
            RecommendationOutdated(),
            TransitionNotAllowed(Action.CLAIM, State.RETURNED),
        )
    ]
    assert len(set(said)) == 6
    assert all(sentence.endswith(".") for sentence in said)
