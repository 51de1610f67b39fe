from datetime import date, timedelta

import pytest
from django.db import connection

from licensing.enums import State
from licensing.models import Application
from licensing.queries import worklists
from licensing.queries.worklists import Key, Worklist
from portal.accounts.roles import Role
from tests import steps
from tests.people import NOW, person

TODAY = date(2026, 3, 2)
MANY = 4000
COPY = """
INSERT INTO licensing_application (
    reference, type_version_id, organisation_id, manufacturer_id, state, created_at,
    created_by_id, changed_at, revision, contract_number, buyer_name, destination,
    customs_district, trade_mode, payment_mode, transport_mode, submitted_at,
    submitted_by_id, officer_id, claimed_at, quantity, vehicle_count, blocker_count,
    check_count, due_on, closed_at
)
SELECT 'EV-2025-' || lpad(n::text, 6, '0') || '-X', type_version_id, organisation_id,
    manufacturer_id, new_state, now(), created_by_id, now(), 0, 'C-' || n, '', 'TH', '',
    '', '', '', now(), submitted_by_id,
    CASE WHEN new_state = 'IN_REVIEW' THEN %s::bigint END,
    CASE WHEN new_state = 'IN_REVIEW' THEN now() END,
    1, 0, 0, 0, date '2026-01-01' + (n %% 90),
    CASE WHEN new_state = 'WITHDRAWN' THEN now() END
FROM licensing_application,
    generate_series(1, %s) AS n,
    LATERAL (SELECT CASE n %% 20 WHEN 0 THEN 'SUBMITTED' WHEN 1 THEN 'IN_REVIEW'
        WHEN 2 THEN 'RETURNED' WHEN 3 THEN 'RECOMMENDED' ELSE 'WITHDRAWN' END
        AS new_state) AS chosen
WHERE id = %s
"""


@pytest.fixture
def many(submitted, chen):
    """Thousands of cases, nearly all of them closed, as the planner will meet them."""
    with connection.cursor() as cursor:
        cursor.execute(COPY, [chen.pk, MANY, submitted.pk])
        cursor.execute("ANALYZE licensing_application")
    return submitted


def found(worklist, user, on=TODAY):
    return list(worklists.cases_in(worklist, user=user, on=on).order_by("pk"))


def page_of(worklist, user, **key):
    return worklists.read_page(worklist, user=user, on=TODAY, **key)


def search(text, user):
    return [case.pk for case in worklists.find(text, user=user)]


PARTIAL_INDEXES = [
    "application_of_officer",
    "application_unclaimed",
    "application_second_level",
    "application_with_exporter",
    "application_waiting",
]


def plan_of(queryset):
    return queryset.explain()


def ask_what_indexes_can_give():
    """Whatever the statistics of so few rows suggest, sort and read through only when
    no index helps.
    """
    with connection.cursor() as cursor:
        for way in ("sort", "seqscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")


# What is in which list


def test_a_waiting_case_is_unclaimed_and_open(submitted, chen):
    assert {w for w in Worklist if found(w, chen)} == {Worklist.UNCLAIMED, Worklist.ALL}


def test_a_claimed_case_is_its_officer_s(in_review, chen, zhao):
    assert {w for w in Worklist if found(w, chen)} == {Worklist.MINE, Worklist.ALL}
    assert {w for w in Worklist if found(w, zhao)} == {Worklist.ALL}


def test_a_returned_case_is_with_its_exporter(returned, chen):
    assert {w for w in Worklist if found(w, chen)} == {Worklist.RETURNED, Worklist.ALL}


def test_a_recommended_case_is_at_second_review(recommended, zhou):
    assert {w for w in Worklist if found(w, zhou)} == {Worklist.SECOND, Worklist.ALL}


def test_a_decided_case_is_in_no_list(granted, zhou):
    assert {w for w in Worklist if found(w, zhou)} == set()


def test_a_case_is_overdue_from_the_day_after_its_due_day(submitted, chen):
    assert found(Worklist.OVERDUE, chen, on=date(2026, 3, 5)) == []
    assert found(Worklist.OVERDUE, chen, on=date(2026, 3, 6)) == [submitted]


def test_a_case_with_its_exporter_is_never_overdue(returned, chen):
    assert found(Worklist.OVERDUE, chen, on=date(2026, 12, 31)) == []


@pytest.mark.parametrize("role", [Role.EXPORTER, Role.CUSTOMS, Role.ADMINISTRATOR])
def test_who_has_no_business_with_cases_finds_none(submitted, role):
    user = person("somebody@authority.example", "Some Body", role)
    for worklist in Worklist:
        assert found(worklist, user) == []
    assert worklists.find(submitted.reference, user=user) == []


def test_a_draft_is_in_no_list(draft, chen):
    assert [found(worklist, chen) for worklist in Worklist] == [[]] * 6


# Counting


def test_all_lists_are_counted_in_one_query(in_review, chen, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = worklists.count(list(Worklist), user=chen, on=TODAY)
    assert dict(zip(Worklist, counts, strict=True)) == {
        Worklist.MINE: 1,
        Worklist.UNCLAIMED: 0,
        Worklist.SECOND: 0,
        Worklist.RETURNED: 0,
        Worklist.OVERDUE: 0,
        Worklist.ALL: 1,
    }


def test_counting_stops_where_nobody_reads_on(many, chen, monkeypatch):
    monkeypatch.setattr(worklists, "MOST_COUNTED", 100)
    assert worklists.count([Worklist.UNCLAIMED], user=chen, on=TODAY) == [100]


# Pages


def test_pages_hold_every_case_once_soonest_deadline_first(many, chen):
    seen, page = [], page_of(Worklist.ALL, chen)
    assert page.previous is None
    while True:
        seen += page.cases
        if page.following is None:
            break
        page = page_of(Worklist.ALL, chen, after=page.following)
        assert page.previous is not None
    assert [case.pk for case in seen] == list(
        worklists.cases_in(Worklist.ALL, user=chen, on=TODAY)
        .order_by("due_on", "pk")
        .values_list("pk", flat=True)
    )
    assert len(seen) == MANY // 5 + 1


def test_a_page_is_left_by_the_way_one_came(many, chen):
    first = page_of(Worklist.ALL, chen)
    second = page_of(Worklist.ALL, chen, after=first.following)
    third = page_of(Worklist.ALL, chen, after=second.following)
    assert page_of(Worklist.ALL, chen, before=third.previous).cases == second.cases
    back = page_of(Worklist.ALL, chen, before=second.previous)
    assert (back.cases, back.previous) == (first.cases, None)


def test_a_case_that_is_gone_leaves_no_hole(many, chen):
    first = page_of(Worklist.UNCLAIMED, chen)
    rest = page_of(Worklist.UNCLAIMED, chen, after=first.following).cases
    Application.objects.filter(pk=first.cases[3].pk).update(
        state=State.WITHDRAWN, closed_at=NOW
    )
    assert page_of(Worklist.UNCLAIMED, chen, after=first.following).cases == rest


def test_a_page_beyond_the_end_is_empty(submitted, chen):
    page = page_of(Worklist.ALL, chen, after=Key(date(2030, 1, 1), 1))
    assert (page.cases, page.previous, page.following) == ([], None, None)


def test_a_corrected_case_is_marked(returned, lin, chen):
    assert page_of(Worklist.ALL, chen).cases[0].was_corrected is False
    steps.answer_correction(returned, by=lin)
    assert page_of(Worklist.ALL, chen).cases[0].was_corrected is True


def test_a_kept_query_answers_each_person_and_day_anew(in_review, chen, zhao):
    def answers(user, on):
        page = worklists.read_page(Worklist.MINE, user=user, on=on)
        lists = [Worklist.MINE, Worklist.OVERDUE]
        return len(page.cases), worklists.count(lists, user=user, on=on)

    late = date(2026, 3, 6)
    assert answers(chen, TODAY) == (1, [1, 0])
    assert answers(zhao, TODAY) == (0, [0, 0])
    assert answers(chen, late) == (1, [1, 1])
    assert answers(zhao, late) == (0, [0, 1])


def test_a_key_reads_as_it_is_written():
    key = Key(date(2026, 3, 5), 42)
    assert (str(key), Key.parse(str(key))) == ("2026-03-05.42", key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "2026-03-05",
        "2026-03-05.",
        "2026-13-01.4",
        "x.4",
        "2026-03-05.-1",
        "2026-03-05.4'--",
        "2026-03-05.4.4",
        "2026-03-05.²",
        pytest.param("2026-03-05." + "9" * 5000, id="endless"),
    ],
)
def test_what_is_no_key_is_none(text):
    assert Key.parse(text) is None


def test_a_key_beyond_every_number_finds_nothing_and_breaks_nothing(submitted, chen):
    far = Key(date(2026, 3, 5), 10**30)
    assert page_of(Worklist.ALL, chen, after=far).cases == []
    assert page_of(Worklist.ALL, chen, before=far).cases[0].pk == submitted.pk


# The plans


@pytest.mark.parametrize(
    "worklist", [worklist for worklist in Worklist if worklist != Worklist.OVERDUE]
)
def test_a_list_is_read_in_order_through_a_partial_index(many, chen, worklist):
    ask_what_indexes_can_give()
    cases = worklists.cases_in(worklist, user=chen, on=TODAY)
    for page in (
        cases.order_by("due_on", "pk"),
        cases.filter(worklists._beyond(Key(TODAY, 9), "gt")).order_by("due_on", "pk"),
        cases.filter(worklists._beyond(Key(TODAY, 9), "lt")).order_by("-due_on", "-pk"),
    ):
        plan = plan_of(page[:26])
        assert any(index in plan for index in PARTIAL_INDEXES)
        assert "Seq Scan on licensing_application" not in plan
        assert "Sort" not in plan.replace("Presorted", "")


def test_overdue_cases_are_read_through_an_index(many, chen):
    cases = worklists.cases_in(Worklist.OVERDUE, user=chen, on=date(2026, 1, 3))
    plan = plan_of(cases.order_by("due_on", "pk")[:26])
    assert "application_waiting" in plan
    assert "Seq Scan on licensing_application" not in plan


def test_a_contract_and_a_reference_are_found_through_their_indexes(many, chen):
    cases = worklists.applications.cases_visible_to(chen)
    assert "application_contract" in plan_of(
        cases.filter(contract_number__startswith="C-12")
    )
    assert "licensing_application_reference" in plan_of(
        cases.filter(reference__startswith="EV-2025-00012")
    )


# Finding


@pytest.mark.parametrize(
    "text",
    [
        "EV-2026-000001",
        "ev-2026-0",
        "YF-HJ-26",
        "yunfan international",
        "云帆",
        "91310115MA9XA0016F",
        "91310115ma9xa0016f",
    ],
)
def test_a_case_is_found_by_what_people_know_of_it(submitted, chen, text):
    assert search(text, chen) == [submitted.pk]


def test_a_case_is_found_by_a_car(submitted, chen):
    assert search(steps.vin(2), chen) == [submitted.pk]
    assert search(steps.vin(2).lower(), chen) == [submitted.pk]
    assert worklists.find(steps.vin(9), user=chen) == []


@pytest.mark.parametrize("text", ["%", "_", "EV_2026", "'; DROP", "Beichen", "26-0871"])
def test_nothing_else_is_found(submitted, chen, text):
    assert worklists.find(text, user=chen) == []


def test_closed_cases_are_found_too_newest_first(granted, lin, yunfan, olu):
    newer = steps.submit(
        steps.draft(
            by=lin,
            organisation=yunfan,
            serials=(7, 8, 9),
            at=NOW + timedelta(days=1),
        ),
        by=lin,
    )
    assert search("yunfan", olu) == [newer.pk, granted.pk]


def test_no_more_than_fifty_are_found(many, chen):
    found = search("Yunfan", chen)
    assert len(found) == worklists.MOST_FOUND
    newest = Application.objects.order_by("-pk").values_list("pk", flat=True)
    assert found == list(newest[:50])


def test_finding_costs_the_same_for_one_and_for_many(
    many, chen, django_assert_num_queries
):
    for text in ("EV-2025-000001", "EV-2025", "Yunfan"):
        with django_assert_num_queries(2):
            worklists.find(text, user=chen)


# The next one


def test_a_case_somebody_is_just_taking_is_skipped(submitted, chen):
    assert worklists.lock_next_unclaimed(chen) == submitted
