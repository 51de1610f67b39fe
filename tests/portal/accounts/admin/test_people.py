import pytest
from allauth.mfa.models import Authenticator

from portal.accounts.models import Session, User
from portal.accounts.operations import people, profile
from portal.accounts.roles import Role
from portal.audit.queries import events_about
from portal.outbox.models import OutboundEmail

LIST = "/admin/accounts/user/"
CHANGE = {
    "name": "Chen Yu",
    "role": "HANDLER",
    "language": "en",
    "time_zone": "Asia/Shanghai",
    "reason": "",
}


@pytest.fixture
def desk(client, ada):
    """Ada, in the administration."""
    client.force_login(ada)
    return client


def page_of(person):
    return f"{LIST}{person.pk}/change/"


def act(desk, action, *chosen, reason=""):
    return desk.post(
        LIST,
        {
            "action": action,
            "_selected_action": [person.pk for person in chosen],
            "reason": reason,
        },
        follow=True,
    ).content.decode()


def last_event(person):
    event = events_about(person).first()
    return event.verb, event.actor_name, event.reason


def test_people_are_listed_found_and_filtered(desk, chen, mei):
    assert desk.get(LIST).content.decode().count("field-email") == 3
    assert "Mei Chen" in desk.get(LIST, {"q": "mei@"}).content.decode()
    page = desk.get(LIST, {"role__exact": "HANDLER"}).content.decode()
    assert page.count("field-email") == 1


@pytest.mark.parametrize("others", [1, 4])
def test_the_list_takes_as_many_queries_for_few_as_for_many(
    others, desk, now, django_assert_num_queries
):
    for number in range(others):
        people.create_person(
            email=f"p{number}@x.example", name="Pat", role="AUDITOR", at=now
        )
    desk.get(LIST)

    with django_assert_num_queries(4):
        desk.get(LIST)


def test_an_administrator_changes_name_language_zone_and_role(desk, chen):
    answer = desk.post(
        page_of(chen),
        {
            "name": "Chen Yu-Lan",
            "role": "HEAD",
            "language": "zh-hans",
            "time_zone": "Europe/Berlin",
            "reason": "Promotion",
        },
    )

    assert answer.url == LIST
    chen.refresh_from_db()
    assert (chen.name, chen.role, chen.language, chen.time_zone) == (
        "Chen Yu-Lan",
        "HEAD",
        "zh-hans",
        "Europe/Berlin",
    )
    assert [
        (event.verb, event.actor_name, event.reason) for event in events_about(chen)[:2]
    ] == [
        ("account.profile_changed", "Ada Ito", ""),
        ("account.role_changed", "Ada Ito", "Promotion"),
    ]


def test_the_form_offers_no_password_and_no_switches(desk, chen):
    page = desk.get(page_of(chen)).content.decode()

    for field in ("password", "is_active", "session_epoch", "email", "joined_at"):
        assert f'name="{field}"' not in page
    assert "md5$" not in page


def test_nothing_else_that_is_posted_counts(desk, chen):
    before = User.objects.values().get(pk=chen.pk)

    desk.post(
        page_of(chen),
        {
            **CHANGE,
            "name": "Chen Yu-Lan",
            "email": "x@y.example",
            "is_active": "",
            "disabled_at_0": "2026-01-01",
            "session_epoch": "9",
            "password": "md5$x$y",
            "last_login": "2020-01-01",
            "joined_at": "2020-01-01",
            "id": "1",
        },
    )

    after = User.objects.values().get(pk=chen.pk)
    assert {key for key in after if after[key] != before[key]} == {"name"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"role": "HEAD"}, "Say why. The reason is kept in the audit trail."),
        ({"role": "EMPEROR"}, "Select a valid choice."),
        ({"name": ""}, "This field is required."),
        ({"language": "fr"}, "Select a valid choice."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice."),
        ({"reason": "x" * 501}, "Ensure this value has at most 500 characters"),
    ],
)
def test_what_is_refused_gets_a_sentence(changed, sentence, desk, chen):
    before = User.objects.values().get(pk=chen.pk)

    answer = desk.post(page_of(chen), {**CHANGE, **changed})

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert User.objects.values().get(pk=chen.pk) == before


def test_a_refusal_in_the_middle_undoes_the_rest(desk, chen, monkeypatch):
    def refuse(**_how):
        raise profile.NameMissing

    monkeypatch.setattr(profile, "update", refuse)
    desk.post(page_of(chen), {**CHANGE, "role": "HEAD", "reason": "Promotion"})

    chen.refresh_from_db()
    assert chen.role == Role.HANDLER
    assert events_about(chen).first().verb == "account.created"


def test_an_administrator_does_not_demote_themselves(desk, ada, bo):
    answer = desk.post(
        page_of(ada), {**CHANGE, "name": "Ada Ito", "role": "HEAD", "reason": "Fun"}
    )

    assert "You cannot do this to your own account." in answer.content.decode()
    ada.refresh_from_db()
    assert ada.role == Role.ADMINISTRATOR


def test_accounts_are_closed_and_opened_with_a_reason(desk, chen, zhao, client):
    page = act(desk, "disable", chen, zhao, reason="Left")

    assert "Accounts closed: 2" in page
    assert last_event(chen) == ("account.disabled", "Ada Ito", "Left")
    page = act(desk, "enable", chen, reason="Came back")
    assert "Accounts opened again: 1" in page
    chen.refresh_from_db()
    zhao.refresh_from_db()
    assert (chen.is_active, zhao.is_active) == (True, False)


def test_an_action_without_a_reason_says_so_for_each(desk, chen):
    page = act(desk, "disable", chen)

    assert "Say why." in page
    assert "Accounts closed" not in page
    chen.refresh_from_db()
    assert chen.is_active


def test_closing_everyone_leaves_oneself(desk, ada, bo, chen):
    page = act(desk, "disable", ada, bo, chen, reason="Panic")

    assert "You cannot do this to your own account." in page
    assert "Accounts closed: 2" in page
    assert list(User.objects.filter(is_active=True)) == [ada]


def test_a_reset_link_is_sent_and_no_password_set(desk, chen):
    page = act(desk, "send_reset", chen)

    assert "Links sent: 1" in page
    assert OutboundEmail.objects.get().to == chen.email
    assert last_event(chen) == ("account.reset_asked", "Ada Ito", "")


def test_a_lost_second_factor_is_forgotten(desk, chen):
    Authenticator.objects.create(user=chen, type="totp", data={})

    page = act(desk, "forget_devices", chen, reason="Telephone lost")

    assert "Second factors forgotten: 1" in page
    assert Authenticator.objects.count() == 0


def test_nobody_is_added_or_deleted(desk, chen):
    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(f"{LIST}{chen.pk}/delete/", {"post": "yes"}).status_code == 403
    page = act(desk, "delete_selected", chen)
    assert "No action selected." in page
    assert User.objects.filter(pk=chen.pk).exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_but_administrators_gets_in(role, client, db, now):
    person = people.create_person(email="x@y.example", name="Xu Xin", role=role, at=now)
    client.force_login(person)

    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/login/?next=/admin/").status_code == 403
    assert (
        client.post(page_of(person), {**CHANGE, "role": "ADMINISTRATOR"}).status_code
        == 302
    )
    person.refresh_from_db()
    assert person.role == role


def test_an_administrator_who_is_demoted_is_out_at_once(desk, ada, bo, now):
    people.change_role(user=ada, role="AUDITOR", by=bo, at=now, reason="Rotation")

    assert desk.get(LIST).status_code == 302
    assert Session.objects.filter(user=ada).exists()
