"""Each constraint of the accounts' tables, tripped by name."""

import pytest

from portal.accounts.operations import invitations
from portal.accounts.roles import Role
from tests.attacks import copy, refused_by
from tests.people import NOW

ATTACKS = {
    "user_email_unique": copy("accounts.User"),
    "user_email_lower_case": "UPDATE accounts_user SET email = upper(email)",
    "user_disabled_at_when_inactive": "UPDATE accounts_user SET is_active = false",
    "invitation_accepted_at_with_by": (
        "UPDATE accounts_invitation SET accepted_at = now()"
    ),
    "invitation_withdrawn_at_with_by": (
        "UPDATE accounts_invitation SET withdrawn_at = now()"
    ),
    "invitation_not_both_accepted_and_withdrawn": (
        "UPDATE accounts_invitation SET accepted_at = now(), withdrawn_at = now(),"
        " accepted_by_id = invited_by_id, withdrawn_by_id = invited_by_id"
    ),
    "invitation_one_open_per_email": copy(
        "accounts.Invitation", email="upper(email)", token_hash="repeat('0', 64)"
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_accounts_and_invitations_do_not_contradict_themselves(ada, name):
    invitations.invite(
        email="new@authority.example",
        name="New Officer",
        role=Role.HANDLER,
        language="en",
        by=ada,
        at=NOW,
    )

    refused_by(name, ATTACKS[name])
