"""Contents are plain, stable and sealed: the same answers have the same digest."""

import json

from licensing.operations import documents, drafts
from licensing.queries import applications, catalogue
from licensing.queries.contents import contents_of, digest
from tests import steps
from tests.people import NOW


def test_contents_are_every_answer_car_and_file(draft):
    contents = contents_of(draft)

    assert contents["type"] == "EV-NEW v1"
    assert contents["exporter"] == "91310115MA9XA0016F"
    assert contents["manufacturer"] == "91330200MA9XC0033D"
    assert contents["contract"] == steps.ANSWERS
    assert contents["lines"] == [
        {
            "position": 1,
            "brand": "Hanjiang",
            "model": "HJ7 Long Range",
            "hs_code": "8703801090",
            "quantity": 3,
            "unit_price": "18650.0000",
            "currency": "USD",
        }
    ]
    assert contents["vehicles"] == [
        [1, vin] for vin in sorted(steps.vin(serial) for serial in (1, 2, 3))
    ]
    assert [code for code, _ in contents["documents"]] == [
        "N-LIC",
        "N-CON",
        "N-AUTH",
        "N-CCC",
        "N-SVC",
    ]


def test_contents_survive_json(draft):
    contents = contents_of(draft)

    assert json.loads(json.dumps(contents)) == contents


def test_an_empty_draft_has_contents_too(ravi, tongzhou):
    contents = contents_of(steps.start(by=ravi, organisation=tongzhou))

    assert (contents["manufacturer"], contents["lines"]) == ("", [])


def test_the_digest_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": "车"}) == digest({"b": "车", "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


def test_every_change_changes_the_digest(draft, lin):
    seals = [digest(contents_of(draft))]

    steps.fill_contract(draft, by=lin, buyer_name="Siam Lotus (Rayong)")
    draft.refresh_from_db()
    seals.append(digest(contents_of(draft)))
    steps.list_vehicles(draft, by=lin, serials=[4])
    seals.append(digest(contents_of(draft)))
    steps.add_document(
        draft, catalogue.requirements_of(draft)[0], by=lin, content=steps.pdf("new")
    )
    seals.append(digest(contents_of(draft)))
    drafts.remove_line(line=draft.lines.get(), by=lin, at=NOW)
    seals.append(digest(contents_of(draft)))

    assert len(set(seals)) == 5


def test_a_removed_file_is_no_content(draft, lin):
    before = digest(contents_of(draft))
    added = steps.add_document(
        draft, catalogue.requirements_of(draft)[0], by=lin, content=steps.pdf("new")
    )

    documents.remove(document=added, by=lin, at=NOW)

    assert digest(contents_of(draft)) == before


def test_reading_contents_takes_as_many_queries_for_many_cars_as_for_few(
    draft, lin, django_assert_num_queries
):
    steps.list_vehicles(draft, by=lin, serials=range(10, 40))

    application = applications.of_companies_of(lin).get()

    with django_assert_num_queries(3):
        contents_of(application)
