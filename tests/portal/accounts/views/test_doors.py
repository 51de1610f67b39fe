import pytest


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/logout/",
        "/accounts/password/reset/",
        "/accounts/password/change/",
        "/accounts/sessions/end/",
        "/accounts/invitations/open/",
        "/accounts/second-factor/webauthn/login/",
        "/accounts/second-factor/totp/activate/",
        "/admin/accounts/user/",
    ],
)
def test_every_form_wants_its_token(address, strict, ada):
    strict.force_login(ada)

    assert strict.post(address, {}).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/signup/",
        "/accounts/email/",
        "/accounts/confirm-email/",
        "/accounts/login/code/",
        "/accounts/login/code/confirm/",
        "/accounts/phone/change/",
        "/accounts/social/login/",
        "/accounts/second-factor/webauthn/signup/",
        "/accounts/second-factor/trust/",
    ],
)
def test_pages_that_are_not_needed_do_not_exist(address, client, ada):
    client.force_login(ada)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
