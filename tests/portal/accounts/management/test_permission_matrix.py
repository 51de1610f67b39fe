from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from portal.accounts.roles import PERMISSIONS, MemberRole, Permission, Role

PINNED = Path(__file__).parent.parent / "permission_matrix.txt"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_who_may_do_what_is_pinned(language):
    printed = StringIO()
    with translation.override(language):
        call_command("permission_matrix", stdout=printed)

    assert printed.getvalue() == PINNED.read_text()


def test_the_matrix_in_the_documentation_is_current():
    assert PINNED.read_text() in Path("docs/permissions.md").read_text()


def test_every_permission_is_held_by_somebody():
    assert {name for name, holders in PERMISSIONS.items() if holders} == set(Permission)


def test_nobody_both_assesses_and_decides():
    assert not (
        PERMISSIONS[Permission.ASSESS_CASE] & PERMISSIONS[Permission.DECIDE_CASE]
    )


def test_administrators_and_auditors_have_no_case_powers():
    writing = {
        Permission.PREPARE_APPLICATION,
        Permission.SUBMIT_APPLICATION,
        Permission.ASSESS_CASE,
        Permission.DECIDE_CASE,
    }
    for name in writing:
        assert not PERMISSIONS[name] & {Role.ADMINISTRATOR, Role.AUDITOR}


def test_officers_and_members_share_no_permission():
    for holders in PERMISSIONS.values():
        assert not (holders & set(Role) and holders & set(MemberRole))
