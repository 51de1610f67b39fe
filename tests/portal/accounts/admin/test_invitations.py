import pytest

from portal.accounts.models import Invitation
from portal.accounts.operations import invitations
from portal.accounts.roles import Role
from portal.outbox.models import OutboundEmail

LIST = "/admin/accounts/invitation/"
NOOR = {
    "email": "Noor@authority.example",
    "name": "Noor Haddad",
    "role": "HANDLER",
    "language": "en",
}


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


def act(desk, action, *chosen):
    return desk.post(
        LIST,
        {"action": action, "_selected_action": [row.pk for row in chosen]},
        follow=True,
    ).content.decode()


def test_an_administrator_invites(desk, ada):
    answer = desk.post(f"{LIST}add/", NOOR)

    assert answer.url == LIST
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.invited_by) == (
        "noor@authority.example",
        Role.HANDLER,
        ada,
    )
    assert OutboundEmail.objects.get().to == "noor@authority.example"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"email": "ada@authority.example"}, "There is already an account"),
        ({"role": "EMPEROR"}, "Select a valid choice."),
        ({"name": "x" * 121}, "Ensure this value has at most 120 characters"),
        ({"email": f"{'x' * 300}@a.example"}, "Ensure this value has at most 254"),
    ],
)
def test_what_is_refused_gets_a_sentence(changed, sentence, desk):
    answer = desk.post(f"{LIST}add/", {**NOOR, **changed})

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Invitation.objects.count() == 0


def test_the_same_address_is_not_invited_twice(desk):
    desk.post(f"{LIST}add/", NOOR)

    answer = desk.post(f"{LIST}add/", NOOR)

    assert "This address has been invited already." in answer.content.decode()


def test_nothing_else_that_is_posted_counts(desk, bo):
    desk.post(
        f"{LIST}add/",
        {
            **NOOR,
            "token_hash": "x" * 64,
            "invited_by": bo.pk,
            "expires_at_0": "2099-01-01",
            "accepted_at_0": "2026-01-01",
        },
    )

    invitation = Invitation.objects.get()
    assert invitation.invited_by != bo
    assert invitation.token_hash != "x" * 64
    assert invitation.accepted_at is None
    assert invitation.expires_at - invitation.invited_at == invitations.VALID_FOR


def test_invitations_are_listed_with_their_state(desk, ada, now):
    for name in ("open", "withdrawn", "accepted", "expired"):
        desk.post(f"{LIST}add/", {**NOOR, "email": f"{name}@x.example"})
    rows = {row.email.split("@")[0]: row for row in Invitation.objects.all()}
    act(desk, "withdraw", rows["withdrawn"])
    Invitation.objects.filter(pk=rows["expired"].pk).update(expires_at=now)
    Invitation.objects.filter(pk=rows["accepted"].pk).update(
        accepted_at=now, accepted_by=ada
    )

    page = desk.get(LIST).content.decode()

    for state in ("Open", "Withdrawn", "Accepted", "Expired"):
        assert f'<td class="field-state">{state}</td>' in page


def test_an_invitation_is_sent_again_and_withdrawn(desk):
    desk.post(f"{LIST}add/", NOOR)
    invitation = Invitation.objects.get()

    assert "Invitations sent again: 1" in act(desk, "send_again", invitation)
    assert "Invitations withdrawn: 1" in act(desk, "withdraw", invitation)
    assert "This invitation cannot be used any more." in act(
        desk, "send_again", invitation
    )
    assert OutboundEmail.objects.count() == 2


def test_an_invitation_is_neither_changed_nor_deleted(desk):
    desk.post(f"{LIST}add/", NOOR)
    page = f"{LIST}{Invitation.objects.get().pk}/"

    assert desk.get(f"{page}change/").status_code == 200
    assert desk.post(f"{page}change/", {**NOOR, "role": "HEAD"}).status_code == 403
    assert desk.post(f"{page}delete/", {"post": "yes"}).status_code == 403
    assert Invitation.objects.get().role == Role.HANDLER
    assert "token_hash" not in desk.get(f"{page}change/").content.decode()
