import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.admin.forms import OperationForm
from portal.accounts.admin_site import LicetAdminSite
from portal.accounts.models import Invitation, User
from portal.audit.queries import events_about


def test_the_front_door_is_the_only_door(db):
    stranger = Client()

    assert stranger.get("/admin/").url == "/admin/login/?next=/admin/"
    answer = stranger.get("/admin/login/?next=/admin/")
    assert answer.url == "/accounts/login/?next=%2Fadmin%2F"
    answer = stranger.post("/admin/login/", {"username": "x", "password": "y"})
    assert answer.url == "/accounts/login/?next=%2Fadmin%2Flogin%2F"


def test_signing_out_of_the_administration_leaves_a_trace(client, ada):
    client.force_login(ada)

    client.post("/admin/logout/")

    assert events_about(ada).first().verb == "account.signed_out"
    assert client.get("/admin/").status_code == 302


def test_a_password_is_changed_at_the_portal_s_own_page(client, ada):
    client.force_login(ada)

    assert client.get("/admin/password_change/").url == "/accounts/password/change/"


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Jiangnan Department of Commerce"), ("zh-hans", "江南省商务厅")],
)
def test_the_header_names_the_authority_in_the_reader_s_language(
    language, name, client, ada
):
    User.objects.filter(pk=ada.pk).update(language=language)
    client.force_login(ada)

    assert name in client.get("/admin/").content.decode()


def test_recovery_data_groups_and_addresses_are_not_shown():
    shown = {model._meta.app_label for model in admin.site._registry}

    assert shown & {"account", "auth", "mfa", "sites", "sessions"} == set()
    assert {User, Invitation} < set(admin.site._registry)


def test_the_site_takes_one_model_or_several():
    site = LicetAdminSite(name="other")

    site.register(Group)
    site.register([User, Group])

    assert list(site._registry) == [User]


def test_a_form_without_its_operation_does_nothing():
    with pytest.raises(NotImplementedError):
        OperationForm.perform(None, {})
