import pytest

from licensing import permissions
from licensing.enums import Action
from licensing.permissions import NotPermitted
from portal.accounts.operations import people
from portal.accounts.roles import MemberRole, Role
from tests import steps
from tests.people import member, person

BY_OFFICERS = [Action.RELEASE, Action.REQUEST_CORRECTION, Action.RECOMMEND]
BY_HEADS = [Action.SEND_BACK, Action.GRANT, Action.REFUSE]
OUTSIDERS = ["ravi", "song", "ada", "olu"]


def why_not(user, application, action):
    return permissions.why_not(permissions.check_may_perform, user, application, action)


@pytest.fixture
def someone(request):
    """Any person of the tests, by name."""
    return request.getfixturevalue


def test_a_check_can_be_asked_as_a_question(in_review, chen, zhao):
    check = permissions.check_is_officer_of
    assert permissions.allows(check, chen, in_review) is True
    assert permissions.allows(check, zhao, in_review) is False
    assert permissions.why_not(check, chen, in_review) == ""


@pytest.mark.parametrize("name", OUTSIDERS)
def test_outsiders_do_nothing(someone, in_review, name):
    outsider = someone(name)
    for action in Action:
        with pytest.raises(NotPermitted):
            permissions.check_may_perform(outsider, in_review, action)


def test_only_signatories_declare(draft, lin, wei):
    for action in (Action.SUBMIT, Action.ANSWER):
        assert why_not(lin, draft, action) == ""
        assert why_not(wei, draft, action) == (
            "Only an owner or a signatory of Yunfan International Trading Co., Ltd. may"
            " declare and submit."
        )


def test_a_preparer_may_withdraw(draft, lin, wei):
    assert why_not(lin, draft, Action.WITHDRAW) == ""
    assert why_not(wei, draft, Action.WITHDRAW) == ""


def test_a_stranger_does_not_act_for_the_company(draft, ravi):
    assert why_not(ravi, draft, Action.WITHDRAW) == (
        "Yunfan International Trading Co., Ltd. is not a company you act for."
    )


def test_a_first_level_officer_claims_and_a_head_does_not(submitted, chen, zhou):
    assert why_not(chen, submitted, Action.CLAIM) == ""
    assert why_not(zhou, submitted, Action.CLAIM) == (
        "Only a first-level officer does this."
    )


def test_an_officer_has_no_business_in_a_case_of_a_company_they_act_for(
    submitted, chen, yunfan
):
    member(yunfan, chen, MemberRole.PREPARER)
    assert why_not(chen, submitted, Action.CLAIM) == (
        "You act for this exporter, so the case is not for you."
    )


OWN_COMPANY = "You act for this exporter, so the case is not for you."


def test_an_officer_who_joins_the_exporter_meanwhile_can_only_give_the_case_back(
    in_review, chen, yunfan
):
    member(yunfan, chen, MemberRole.PREPARER)

    assert why_not(chen, in_review, Action.RECOMMEND) == OWN_COMPANY
    assert why_not(chen, in_review, Action.REQUEST_CORRECTION) == OWN_COMPANY
    assert why_not(chen, in_review, Action.RELEASE) == ""


def test_a_member_promoted_to_head_decides_no_case_of_the_company(
    recommended, yunfan, ada, now
):
    mole = person("mole@yunfan.example", "Mo Le")
    member(yunfan, mole)
    mole = people.change_role(
        user=mole, role=Role.HEAD, by=ada, at=now, reason="Joined the authority."
    )

    for action in BY_HEADS:
        assert why_not(mole, recommended, action) == OWN_COMPANY
    with pytest.raises(NotPermitted):
        steps.decide(recommended, by=mole)


@pytest.mark.parametrize("action", [Action.CLAIM, Action.RECOMMEND, Action.GRANT])
def test_nobody_works_on_a_case_of_a_manufacturer_they_act_for(
    request, chen, zhou, hanjiang, action
):
    states = {Action.CLAIM: "submitted", Action.RECOMMEND: "in_review"}
    case = request.getfixturevalue(states.get(action, "recommended"))
    officer = zhou if action is Action.GRANT else chen
    assert why_not(officer, case, action) == ""
    member(hanjiang, officer, MemberRole.SIGNATORY)
    assert why_not(officer, case, action) == (
        "You act for the manufacturer of these cars, so the case is not for you."
    )


def test_who_acts_for_both_is_told_of_the_exporter(recommended, yunfan, hanjiang, zhou):
    member(yunfan, zhou)
    member(hanjiang, zhou)
    assert why_not(zhou, recommended, Action.GRANT) == OWN_COMPANY


def test_a_case_without_a_manufacturer_yet_has_no_such_company(tongzhou, ravi, zhou):
    case = steps.start(by=ravi, organisation=tongzhou)
    assert permissions.allows(permissions.check_not_for_own_company, zhou, case)


def test_only_the_officer_of_the_case_works_on_it(in_review, chen, zhao):
    for action in BY_OFFICERS:
        assert why_not(chen, in_review, action) == ""
        assert why_not(zhao, in_review, action) == "Chen Yu has this case."


def test_nobody_works_on_a_case_that_nobody_claimed(submitted, chen):
    for action in BY_OFFICERS:
        assert why_not(chen, submitted, action) == (
            "The case is nobody’s yet. Claim it first."
        )


def test_a_head_may_give_a_case_back_for_its_officer(in_review, zhou):
    assert why_not(zhou, in_review, Action.RELEASE) == ""
    assert why_not(zhou, in_review, Action.RECOMMEND) == (
        "Only a first-level officer does this."
    )


def test_only_a_head_decides(recommended, chen, zhao, zhou):
    for action in BY_HEADS:
        assert why_not(zhou, recommended, action) == ""
        for handler in (chen, zhao):
            assert why_not(handler, recommended, action) == (
                "Only a second-level officer decides."
            )


def test_who_assessed_cannot_decide_even_after_a_promotion(recommended, chen, ada):
    people.change_role(
        user=chen, role=Role.HEAD, by=ada, at=steps.NOW, reason="Promoted."
    )
    chen.refresh_from_db()
    for action in BY_HEADS:
        assert why_not(chen, recommended, action) == (
            "You had a hand in this case, so somebody else must decide it."
        )


def test_who_prepared_cannot_decide_even_after_changing_sides(recommended, ada, lin):
    people.change_role(
        user=lin, role=Role.HEAD, by=ada, at=steps.NOW, reason="Joined us."
    )
    lin.refresh_from_db()
    assert why_not(lin, recommended, Action.GRANT) == (
        "You had a hand in this case, so somebody else must decide it."
    )


def test_who_was_disabled_does_nothing(in_review, recommended, chen, zhou, ada):
    for user in (chen, zhou):
        people.disable(user=user, by=ada, at=steps.NOW, reason="Left.")
        user.refresh_from_db()
    assert why_not(chen, in_review, Action.RECOMMEND) == (
        "Only a first-level officer does this."
    )
    assert why_not(zhou, recommended, Action.GRANT) == (
        "Only a second-level officer decides."
    )


def test_a_new_head_decides_at_once(recommended):
    newcomer = person("new@authority.example", "New Head", Role.HEAD)
    assert why_not(newcomer, recommended, Action.GRANT) == ""
