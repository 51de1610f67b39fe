from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.calendars.models import CalendarDay, CalendarYear, DayKind
from portal.calendars.queries import calendar_for

NOTICE = {
    "year": "2027",
    "source": "国办发明电〔2026〕9号",
    "days": "2027-01-01, HOLIDAY, New Year’s Day, 元旦\n"
    "2027-02-20, WORKDAY, Spring Festival, 春节",
}
FLOOD = {
    "day": "2026-03-03",
    "kind": "HOLIDAY",
    "name_en": "Flood",
    "name_zh": "洪水",
    "source": "Order 1",
}


@pytest.fixture
def browse(client, ada):
    with time_machine.travel(datetime(2026, 11, 4, 8, tzinfo=UTC), tick=False):
        client.force_login(ada)
        yield client


def url(name, *args):
    return reverse(f"admin:calendars_{name}", args=args)


def errors(response):
    form = response.context["adminform"].form
    return [sentence for sentences in form.errors.values() for sentence in sentences]


@pytest.mark.parametrize("model", ["calendarday", "calendaryear"])
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_the_pages_open(browse, model, page):
    assert browse.get(url(f"{model}_{page}")).status_code == 200


def test_a_year_is_shown_with_its_days(browse):
    calendar = CalendarYear.objects.get(year=2026)

    page = browse.get(url("calendaryear_change", calendar.pk)).content.decode()

    assert "National Day" in page
    assert 'name="_save"' not in page


def test_an_administrator_publishes_a_year(browse, ada, now):
    response = browse.post(url("calendaryear_add"), NOTICE)

    assert response.status_code == 302
    calendar = CalendarYear.objects.get(year=2027)
    assert (calendar.jurisdiction, calendar.source, calendar.published_at) == (
        "CN",
        "国办发明电〔2026〕9号",
        now,
    )
    assert calendar_for("CN").is_working_day(date(2027, 2, 20)) is True
    assert audit.events_about(calendar).get().actor_name == "Ada Ito"


def test_a_year_published_again_is_corrected(browse):
    browse.post(url("calendaryear_add"), NOTICE)
    browse.post(
        url("calendaryear_add"),
        NOTICE | {"days": "2027-01-01, HOLIDAY, New Year, 元旦"},
    )

    calendar = CalendarYear.objects.get(year=2027)
    assert [day.name_en for day in calendar.days.all()] == ["New Year"]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        (
            {"days": "nonsense"},
            ["“nonsense” is not a date, a kind and two names, with"],
        ),
        ({"days": "2026-01-01, HOLIDAY, a, b"}, ["2026-01-01 is neither in 2027 nor"]),
        ({"days": ""}, ["This field is required."]),
        ({"year": ""}, ["This field is required."]),
        ({"year": "20270"}, ["Ensure this value is less than or equal to 2100."]),
        ({"source": "x" * 301}, ["Ensure this value has at most 300 characters"]),
        (
            {"days": "2027-01-01, HOLIDAY, a\x00, b"},
            ["Null characters are not allowed."],
        ),
        ({"days": ",".join(["x" * 1000] * 200)}, ["“" + "x" * 100 + "” is not a date"]),
    ],
)
def test_a_notice_that_cannot_be_is_refused_with_a_sentence(browse, changes, sentences):
    response = browse.post(url("calendaryear_add"), NOTICE | changes)

    assert response.status_code == 200
    assert [
        told.startswith(sentence)
        for told, sentence in zip(errors(response), sentences, strict=True)
    ] == [True]
    assert CalendarYear.objects.count() == 2


def test_a_published_year_is_neither_changed_nor_deleted_by_hand(browse):
    calendar = CalendarYear.objects.get(year=2026)
    answers = [
        browse.post(url("calendaryear_change", calendar.pk), {"year": 2028}),
        browse.post(url("calendaryear_delete", calendar.pk), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_an_administrator_sets_a_day(browse):
    response = browse.post(url("calendarday_add"), FLOOD)

    assert response.status_code == 302
    day = CalendarDay.objects.get(day=date(2026, 3, 3))
    assert (day.jurisdiction, day.kind, day.notice.year) == ("CN", "HOLIDAY", 2026)
    assert audit.events_about(day.notice).get().facts == {
        "day": "2026-03-03",
        "kind": "HOLIDAY",
        "source": "Order 1",
    }


def test_an_administrator_renames_a_day_but_does_not_move_it(browse):
    day = CalendarDay.objects.get(day=date(2026, 10, 1))

    response = browse.post(
        url("calendarday_change", day.pk), FLOOD | {"name_en": "Founding Day"}
    )

    assert response.status_code == 302
    day.refresh_from_db()
    assert (day.day, day.name_en) == (date(2026, 10, 1), "Founding Day")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "2027-03-03"}, "Publish the calendar of this year first."),
        ({"kind": "WORKDAY"}, "A make-up working day is at a weekend."),
        ({"day": "2026-02-30"}, "Enter a valid date."),
        ({"day": ""}, "This field is required."),
        ({"kind": ""}, "This field is required."),
        ({"name_en": ""}, "This field is required."),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_a_sentence(browse, changes, sentence):
    response = browse.post(url("calendarday_add"), FLOOD | changes)

    assert response.status_code == 200
    assert errors(response) == [sentence]


def test_an_administrator_clears_days(browse):
    first, second = CalendarDay.objects.filter(
        day__in=[date(2026, 10, 1), date(2026, 10, 2)]
    )

    browse.post(url("calendarday_delete", first.pk), {"post": "yes"})
    browse.post(
        url("calendarday_changelist"),
        {"action": "delete_selected", "_selected_action": [second.pk], "post": "yes"},
    )

    assert calendar_for("CN").is_working_day(date(2026, 10, 1)) is True
    assert calendar_for("CN").is_working_day(date(2026, 10, 2)) is True
    assert [event.verb for event in audit.events_about(first.notice)] == [
        "calendar.day_cleared",
        "calendar.day_cleared",
    ]


@pytest.mark.parametrize("model", ["calendarday", "calendaryear"])
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_reaches_the_calendars(browse, ada, role, model):
    ada.role = role
    ada.save()

    answers = [
        browse.get(url(f"{model}_changelist")),
        browse.get(url(f"{model}_add")),
        browse.post(url(f"{model}_add"), NOTICE if model == "calendaryear" else FLOOD),
    ]

    assert [answer.status_code in (302, 403) for answer in answers] == [True] * 3
    assert CalendarYear.objects.count() == 2
    assert CalendarDay.objects.filter(kind=DayKind.HOLIDAY).count() == 61
