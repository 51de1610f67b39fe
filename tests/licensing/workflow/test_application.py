import pytest

from licensing.enums import Action, Holder, State
from licensing.workflow import application as workflow


def test_every_state_can_be_reached_from_a_draft():
    reached = {State.DRAFT}
    for _ in workflow.TRANSITIONS:
        reached |= {t.target for t in workflow.TRANSITIONS if t.source in reached}
    assert reached == set(State)


def test_nothing_leaves_a_closed_state():
    assert [t for t in workflow.TRANSITIONS if t.source in workflow.CLOSED] == []


def test_every_open_state_has_a_way_on():
    assert {t.source for t in workflow.TRANSITIONS} == workflow.OPEN


def test_every_action_has_its_actor_and_every_state_its_holder():
    assert set(workflow.ACTORS) == set(Action)
    assert set(workflow.HOLDERS) == set(State)


def test_a_move_is_made_by_the_holder_of_the_pen_but_an_exporter_may_withdraw():
    strangers = {
        t.action
        for t in workflow.TRANSITIONS
        if workflow.ACTORS[t.action] is not workflow.HOLDERS[t.source]
    }
    assert strangers == {Action.WITHDRAW}


def test_whoever_has_the_pen_is_the_exporter_or_the_authority():
    with_exporter = {
        s for s, holder in workflow.HOLDERS.items() if holder is Holder.APPLICANT
    }
    assert workflow.WITH_AUTHORITY | with_exporter == workflow.OPEN


def test_one_move_for_each_action_and_state():
    moves = [(t.action, t.source) for t in workflow.TRANSITIONS]
    assert len(moves) == len(set(moves))


def test_a_move_is_found():
    found = workflow.find_transition(action=Action.CLAIM, source=State.SUBMITTED)
    assert found.target is State.IN_REVIEW


@pytest.mark.parametrize("source", sorted(workflow.CLOSED))
@pytest.mark.parametrize("action", list(Action))
def test_a_closed_application_stays_closed(action, source):
    with pytest.raises(workflow.TransitionNotAllowed) as caught:
        workflow.find_transition(action=action, source=source)
    assert (caught.value.action, caught.value.source) == (action, source)


def test_a_draft_cannot_be_granted():
    with pytest.raises(workflow.TransitionNotAllowed, match="GRANT is not possible"):
        workflow.find_transition(action=Action.GRANT, source=State.DRAFT)
