from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.lib.admin import holds


@pytest.mark.parametrize(
    ("user", "answer"),
    [
        (AnonymousUser(), False),
        (None, False),
        (SimpleNamespace(has_role=lambda permission: permission == "see_audit"), True),
        (SimpleNamespace(has_role=lambda _permission: False), False),
    ],
)
def test_only_an_account_with_the_role_holds_a_permission(user, answer):
    assert holds(user, "see_audit") is answer
