from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.outbox.models import OutboundEmail


def create(*arguments):
    printed = StringIO()
    call_command("create_administrator", *arguments, stdout=printed)
    return printed.getvalue()


def test_the_first_administrator_sets_their_own_password(db):
    printed = create("Ada@authority.example", "Ada Ito", "--language=zh-hans")

    ada = User.objects.get()
    assert printed == (
        "Ada Ito <ada@authority.example> may administer. "
        "The link in the mail works for 60 minutes.\n"
    )
    assert (ada.role, ada.language) == (Role.ADMINISTRATOR, "zh-hans")
    assert not ada.has_usable_password()
    mail = OutboundEmail.objects.get()
    assert (mail.to, mail.name) == ("ada@authority.example", "password_reset")


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("nobody", "Enter a valid email address."),
        ("chen@authority.example", "There is already an account"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(email, sentence, chen):
    with pytest.raises(CommandError, match=sentence):
        create(email, "Somebody")

    assert User.objects.count() == 1
