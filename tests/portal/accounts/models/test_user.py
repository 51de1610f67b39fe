import pytest

from portal.accounts.models import Invitation, User
from portal.accounts.roles import Permission, Role
from tests.people import PASSWORD


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Chen Yu", "CY"),
        ("Mei Chen-Park", "MC"),
        ("Ana Maria de Souza", "AS"),
        ("cher", "CH"),
        ("欧阳小明", "小明"),
        ("李", "李"),
        ("", ""),
    ],
)
def test_initials_stand_for_a_person(name, initials):
    assert User(name=name).initials == initials


def test_a_person_is_written_with_name_and_address(chen):
    assert str(chen) == "Chen Yu <chen@authority.example>"
    assert (chen.get_full_name(), chen.get_short_name()) == ("Chen Yu", "Chen Yu")


def test_only_active_administrators_open_the_administration(ada, chen):
    assert (ada.is_staff, ada.has_perm("any"), ada.has_module_perms("any")) == (
        True,
        True,
        True,
    )
    assert (chen.is_staff, chen.has_perm("any"), chen.has_module_perms("any")) == (
        False,
        False,
        False,
    )
    ada.is_active = False
    assert (ada.has_perm("any"), ada.has_module_perms("any")) == (False, False)


def test_a_closed_account_has_no_permission(chen):
    assert chen.has_role(Permission.ASSESS_CASE)
    assert not chen.has_role(Permission.DECIDE_CASE)
    chen.is_active = False

    assert not chen.has_role(Permission.ASSESS_CASE)


def test_people_are_the_same_by_their_account_not_their_name(chen, zhao):
    assert chen.same_person_as(User.objects.get(pk=chen.pk))
    assert not chen.same_person_as(zhao)
    assert not chen.same_person_as(None)


def test_an_invitation_is_written_with_address_and_role():
    invitation = Invitation(email="noor@authority.example", role=Role.HANDLER)

    assert str(invitation) == "noor@authority.example (First-level officer)"


def test_sessions_survive_a_new_secret_key_while_the_old_one_is_still_known(
    client, mei, settings
):
    client.post("/accounts/login/", {"login": mei.email, "password": PASSWORD})
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another-secret-key-that-is-long-enough-for-everyone-1"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.get("/accounts/").status_code == 200

    settings.SECRET_KEY = "a-third-secret-key-that-is-long-enough-for-everyone-1"
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get("/accounts/").status_code == 302
