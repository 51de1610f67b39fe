"""The case room: what stands there, for whom, and what it costs."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from licensing.enums import Outcome, Section
from licensing.models import Application, CodeEntry, Document
from licensing.operations import (
    corrections,
    decisions,
    documents,
    drafts,
    submission,
    vehicles,
)
from portal.accounts.operations import people
from tests import steps
from tests.licensing.views.officer.reading import address, main_of, part_of, words_of
from tests.people import NOW

LATER = NOW + timedelta(days=2)


def open_case(browser, application, **query):
    return browser.get(address("case", application), query)


def room_of(page):
    return page.context["room"]


def row(page, label):
    return next(row for row in room_of(page).rows if row.label == label)


# The case


def test_the_room_says_who_sells_what_to_whom(as_chen, in_review):
    page = open_case(as_chen, in_review)
    words = words_of(page)
    assert "Yunfan International Trading Co., Ltd., 3 cars to Thailand" in words
    assert in_review.reference in words
    assert "Yours since Mon 2 Mar" in words
    assert [(r.label, r.value, r.note) for r in room_of(page).rows] == [
        ("Exporter", "Yunfan International Trading Co., Ltd.", "91310115MA9XA0016F"),
        (
            "Manufacturer",
            "Hanjiang New Energy Vehicle Co., Ltd.",
            "Listed for 2026 · authorisation HJ-2026-014 until 31 Dec 2026",
        ),
        ("Buyer", "Siam Lotus Auto Co., Ltd.", ""),
        ("Contract", "YF-HJ-26-0871", ""),
        ("Country (region)", "Thailand", ""),
        ("Customs district", "Yangshan Port", ""),
        ("Transport", "Sea", ""),
        ("Trade mode", "General trade", ""),
        ("Payment", "Letter of credit", ""),
        ("Licence type", "New battery-electric passenger cars", ""),
    ]


def test_the_goods_are_listed_and_summed(as_chen, in_review):
    goods = room_of(open_case(as_chen, in_review)).goods
    assert [(g.name, g.hs_code, g.unit_price, g.quantity) for g in goods.lines] == [
        ("Hanjiang HJ7 Long Range", "8703801090", "USD\xa018,650.00", 3)
    ]
    assert (goods.quantity, goods.listed, goods.amount) == (3, 3, "USD\xa055,950.00")


def test_one_car_is_one_car(as_chen, lin, yunfan, private_files):
    line = drafts.LineContents(
        "Hanjiang", "HJ7", "8703801090", 1, Decimal(18650), "USD"
    )
    case = steps.draft(by=lin, organisation=yunfan, serials=(1,), line=line)
    steps.submit(case, by=lin)
    assert "1 car to Thailand" in words_of(open_case(as_chen, case))


def test_a_maker_that_exports_itself_needs_no_authorisation(
    as_chen, song, hanjiang, private_files
):
    case = steps.submit(steps.draft(by=song, organisation=hanjiang), by=song)
    page = open_case(as_chen, case)
    assert row(page, "Manufacturer").note == "Listed for 2026"


def test_a_colleague_s_case_says_whose_it_is(as_zhao, in_review):
    assert "Chen Yu since Mon 2 Mar" in words_of(open_case(as_zhao, in_review))


def test_the_room_speaks_chinese(enter, in_review, zhou):
    zhou.language = "zh-hans"
    zhou.save(update_fields=["language"])
    page = open_case(enter(zhou), in_review)
    assert "云帆国际贸易有限公司" in words_of(page)
    assert row(page, row_label(page, 4)).value == "泰国"


def row_label(page, place):
    return room_of(page).rows[place].label


def test_a_code_that_left_its_list_is_shown_as_it_stands(as_chen, in_review):
    CodeEntry.objects.filter(code="LC").update(
        valid_from="2020-01-01", valid_until="2020-12-31"
    )
    assert row(open_case(as_chen, in_review), "Payment").value == "LC"


def test_what_the_exporter_typed_is_shown_as_text(as_chen, draft, lin):
    steps.fill_contract(draft, by=lin, buyer_name="<script>alert(1)</script>")
    steps.submit(draft, by=lin)
    assert "<script>alert(1)" not in open_case(as_chen, draft).text


# The findings


def test_a_clean_case_shows_what_passed(as_chen, in_review):
    words = part_of(open_case(as_chen, in_review), "findings")
    assert "23 checks passed" in words
    assert "The exporter is authorised by the manufacturer." in words
    assert "Blocker" not in words


def test_blockers_come_first_then_checks(as_chen, in_review, hanjiang, draft):
    hanjiang.qualifications.update(status="SUSPENDED")
    draft.vehicles.filter(vin=steps.vin(1)).update(check_digit_is_right=False)
    page = open_case(as_chen, in_review)
    found = [(f.word, f.title) for f in room_of(page).findings]
    assert found == [
        ("Blocker:", "The manufacturer’s place on the list of 2026 is suspended."),
        ("Check:", f"1 VIN has an unusual check digit: {steps.vin(1)}."),
    ]


def test_a_finding_leads_the_officer_to_a_correction(as_chen, as_zhao, in_review):
    in_review.vehicles.filter(vin=steps.vin(1)).update(check_digit_is_right=False)
    (finding,) = room_of(open_case(as_chen, in_review)).findings
    (link,) = finding.links
    url = f"{address('case-correction', in_review)}?finding=vin-check-digit"
    assert (link.label, link.url) == ("Add to correction", url)
    (finding,) = room_of(open_case(as_zhao, in_review)).findings
    assert finding.links == ()


def test_findings_are_judged_anew_each_time(as_chen, in_review, hanjiang):
    assert room_of(open_case(as_chen, in_review)).blockers == 0
    hanjiang.qualifications.update(status="REMOVED")
    assert room_of(open_case(as_chen, in_review)).blockers == 1


def test_a_decided_case_shows_what_was_found_then(
    as_chen, in_review, chen, zhou, hanjiang
):
    in_review.vehicles.filter(vin=steps.vin(1)).update(check_digit_is_right=False)
    steps.recommend(in_review, by=chen)
    steps.decide(in_review, by=zhou)
    hanjiang.qualifications.update(status="REMOVED")
    room = room_of(open_case(as_chen, in_review))
    assert [(f.code, f.links) for f in room.findings] == [("vin-check-digit", ())]
    assert len(room.passed) == 22


# The documents


def test_the_first_document_is_open_beside_the_case(as_chen, in_review):
    files = room_of(open_case(as_chen, in_review)).documents
    assert files.summary == "5 of 5 required · all scanned"
    assert [(tab.label, tab.is_current) for tab in files.tabs] == [
        ("Business licence", True),
        ("Export contract", False),
        ("Manufacturer’s authorisation", False),
        ("CCC certificate", False),
        ("After-sales plan", False),
    ]
    first = in_review.documents.get(requirement__code="N-LIC")
    assert files.current.frame_url == (
        f"/cases/{in_review.reference}/documents/{first.pk}/?inline=1"
        "#view=FitH&navpanes=0"
    )


def test_another_document_is_a_link_away(as_chen, in_review):
    contract = in_review.documents.get(requirement__code="N-CON")
    page = open_case(as_chen, in_review, document=contract.pk)
    assert room_of(page).documents.current.title == "Export contract"
    assert '<iframe class="lc-viewer__frame"' in main_of(page)


@pytest.mark.parametrize("document", ["0", "x", "999999999999999999999", "1 or 1=1"])
def test_a_document_nobody_gave_is_the_first(as_chen, in_review, document):
    page = open_case(as_chen, in_review, document=document)
    assert room_of(page).documents.current.title == "Business licence"


def test_a_file_not_yet_scanned_is_not_shown(as_chen, draft, lin, chen):
    requirement = draft.type_version.requirements.get(code="N-CON")
    late = steps.add_document(draft, requirement, by=lin, content=steps.pdf("late"))
    steps.submit(draft, by=lin)
    page = open_case(as_chen, draft, document=late.pk)
    words = part_of(page, "documents")
    assert "1 cannot be opened" in words
    assert "This file is not yet scanned." in words
    assert "<iframe" not in main_of(page)
    assert "Save this file" not in words


def test_a_file_the_scanner_refused_is_not_shown(as_chen, submitted):
    contract = submitted.documents.get(requirement__code="N-CON")
    Document.objects.filter(pk=contract.pk).update(scan_state="REFUSED")
    page = open_case(as_chen, submitted, document=contract.pk)
    assert "The scanner refused this file" in part_of(page, "documents")
    assert "4 of 5" not in room_of(page).documents.summary


def test_a_file_of_another_kind_is_only_saved(as_chen, submitted):
    contract = submitted.documents.get(requirement__code="N-CON")
    Document.objects.filter(pk=contract.pk).update(content_type="text/csv")
    page = open_case(as_chen, submitted, document=contract.pk)
    words = part_of(page, "documents")
    assert "Save this file" in words
    assert "This kind of file cannot be shown here. Save it." in words


def test_a_removed_file_is_gone_from_the_room(as_chen, draft, lin):
    requirement = draft.type_version.requirements.get(code="N-CON")
    extra = steps.add_document(draft, requirement, by=lin, content=steps.pdf("extra"))
    documents.remove(document=extra, by=lin, at=NOW)
    steps.submit(draft, by=lin)
    files = room_of(open_case(as_chen, draft)).documents
    assert len(files.tabs) == 5


def test_a_case_without_documents_says_so(as_chen, submitted, lin):
    Document.objects.update(removed_at=NOW, removed_by=lin)
    page = open_case(as_chen, submitted)
    assert "0 of 5 required No documents" in part_of(page, "documents")


# What changed with an answer


def mend(case, *, lin, chen):
    """Everything that can be asked for is asked for, and changed."""
    corrections.request(
        application=case,
        items=[
            corrections.Request(section, "Please mend.")
            for section in (*Section, Section.DOCUMENTS)
        ],
        by=chen,
        at=NOW,
    )
    case.refresh_from_db()
    steps.fill_contract(case, by=lin, at=LATER, destination="VN")
    line = case.lines.get()
    drafts.change_line(
        line=line,
        contents=drafts.LineContents(
            "Hanjiang", "HJ7 Long Range", "8703801090", 3, Decimal(19000), "USD"
        ),
        revision=None,
        by=lin,
        at=LATER,
    )
    drafts.add_line(
        application=case,
        contents=drafts.LineContents(
            "Hanjiang", "HJ5 City", "8703801090", 1, Decimal(15000), "USD"
        ),
        by=lin,
        at=LATER,
    )
    upload = steps.read_vehicles(
        case, by=lin, rows=[(2, steps.vin(8), "HJ5 City")], at=LATER
    )
    vehicles.agree(upload=upload, by=lin, at=LATER)
    requirement = case.type_version.requirements.get(code="N-CON")
    steps.add_document(case, requirement, by=lin, content=steps.pdf("Page 4"), at=LATER)
    documents.scan_waiting(at=LATER)


def answer(case, *, lin):
    items = case.corrections.latest("number").items.count()
    return corrections.answer(
        application=case,
        answers=dict.fromkeys(range(1, items + 1), "Mended."),
        declaration=steps.DECLARATION,
        by=lin,
        at=LATER,
    )


def test_what_changed_with_the_answer_is_marked(as_chen, in_review, lin, chen):
    mend(in_review, lin=lin, chen=chen)
    answer(in_review, lin=lin)
    with time_machine.travel(LATER, tick=False):
        page = open_case(as_chen, in_review)
    room = room_of(page)
    assert room.changes == (
        "5 things changed with the answer of Wed 4 Mar. They are marked below."
    )
    assert row(page, "Country (region)").value == "Vietnam"
    assert {r.label: r.was for r in room.rows if r.was is not None} == {
        "Country (region)": "Thailand"
    }
    assert [line.was for line in room.goods.lines] == [
        "was 3 × Hanjiang HJ7 Long Range at USD\xa018,650.00",
        "new line",
    ]
    assert [tab.label for tab in room.documents.tabs if tab.is_new] == [
        "Export contract"
    ]
    words = words_of(page)
    assert "The list of vehicles changed with the answer." in words
    assert "was Thailand" in words
    assert "Corrected" in words


def test_one_change_is_one_thing(as_chen, returned, lin):
    steps.answer_correction(returned, by=lin)
    room = room_of(open_case(as_chen, returned))
    assert room.changes == (
        "1 thing changed with the answer of Mon 2 Mar. It is marked below."
    )
    assert [line.was for line in room.goods.lines] == [""]
    assert room.goods.vehicles_differ is False


def test_another_manufacturer_is_marked_by_its_code(
    as_chen, returned, lin, yunfan, make_maker
):
    maker = make_maker("Xilin", yunfan)
    steps.fill_contract(returned, by=lin, manufacturer=maker)
    maker.qualifications.create(year=2026, status="WARNED", listed_on=NOW)
    answer(returned, lin=lin)
    manufacturer = row(open_case(as_chen, returned), "Manufacturer")
    assert (manufacturer.value, manufacturer.was) == ("Xilin", "91330200MA9XC0033D")


def test_while_the_exporter_mends_nothing_is_compared(as_chen, in_review, lin, chen):
    mend(in_review, lin=lin, chen=chen)
    page = open_case(as_chen, in_review)
    assert room_of(page).changes == ""
    assert all(row.was is None for row in room_of(page).rows)
    assert "so it may change while you read" in part_of(page, "panel")


def test_a_half_empty_application_can_be_read(as_chen, returned, lin):
    Application.objects.filter(pk=returned.pk).update(
        manufacturer=None, destination="", trade_mode=""
    )
    page = open_case(as_chen, returned)
    assert row(page, "Manufacturer").value == ""
    assert "Not given" in part_of(page, "facts")


def test_lines_of_two_currencies_have_no_sum(as_chen, returned):
    line = returned.lines.get()
    line.pk, line.position, line.currency = None, 2, "EUR"
    line.save()
    assert room_of(open_case(as_chen, returned)).goods.amount == ""


def test_a_case_withdrawn_while_it_was_mended_can_be_read(as_chen, returned, lin):
    submission.withdraw(application=returned, by=lin, at=NOW)
    page = open_case(as_chen, returned)
    assert room_of(page).changes == ""
    assert "The exporter withdrew the application." in part_of(page, "panel")


# Questions and answers


def test_answers_stand_beside_the_questions(as_chen, returned, lin):
    steps.answer_correction(returned, by=lin)
    words = part_of(open_case(as_chen, returned), "correction-1")
    assert words.endswith(
        "Correction 1 answered Mon 2 Mar Contract and route"
        " The contract says Laem Chabang."
        " Answer: The buyer's branch in Rayong takes delivery."
    )


def test_an_answer_not_yet_sent_is_not_read(as_chen, returned, lin):
    returned.corrections.get().items.update(answer="Half a thought")
    words = part_of(open_case(as_chen, returned), "correction-1")
    assert "to be answered by Mon 16 Mar" in words
    assert "Half a thought" not in words


def test_a_question_about_a_document_names_it(as_chen, in_review, chen):
    contract = in_review.type_version.requirements.get(code="N-CON")
    corrections.request(
        application=in_review,
        items=[corrections.Request(Section.DOCUMENTS, "Page 4.", contract)],
        by=chen,
        at=NOW,
    )
    words = part_of(open_case(as_chen, in_review), "correction-1")
    assert "Export contract Page 4." in words


def test_the_latest_request_comes_first(as_chen, returned, lin, chen):
    steps.answer_correction(returned, by=lin)
    steps.ask_for_correction(returned, by=chen)
    room = room_of(open_case(as_chen, returned))
    assert [request.number for request in room.corrections] == [2, 1]


# What was said


def test_second_review_reads_what_first_review_thinks(as_zhou, in_review, chen):
    steps.recommend(in_review, by=chen, outcome=Outcome.REFUSE)
    words = part_of(open_case(as_zhou, in_review), "recommended")
    assert "Refuse" in words
    assert "RF-05 The application does not match the contract." in words
    assert "The price differs." in words
    assert "Note, for officers only All facts agree." in words
    assert "Chen Yu, Mon 2 Mar, 10:00" in words


def test_after_a_sending_back_the_old_word_is_still_there(as_chen, recommended, zhou):
    decisions.send_back(application=recommended, note="Look.", by=zhou, at=NOW)
    page = open_case(as_chen, recommended)
    assert "Grant" in part_of(page, "recommended")
    assert "Zhou Min sent the case back to first review." in words_of(page)


def test_a_decided_case_says_who_decided_and_leads_to_its_licence(as_olu, granted):
    page = open_case(as_olu, granted)
    assert "Grant" in part_of(page, "decided")
    assert "Zhou Min, Mon 2 Mar, 10:00" in part_of(page, "decided")
    assert f'href="/licences/{granted.licence.number}/"' in main_of(page)
    assert "Stopped on day 0 of 3" in words_of(page)


def test_a_refused_case_says_why(as_olu, recommended, zhou):
    steps.decide(recommended, by=zhou, outcome=Outcome.REFUSE)
    words = part_of(open_case(as_olu, recommended), "decided")
    assert "RF-05 The application does not match the contract." in words
    assert "The price differs." in words


# What can be done


def test_a_waiting_case_can_be_claimed(as_chen, submitted):
    page = open_case(as_chen, submitted)
    assert "First review Claim this case" in part_of(page, "panel")
    assert f'action="{address("case-claim", submitted)}"' in main_of(page)


@pytest.mark.parametrize("name", ["zhou", "olu"])
def test_who_does_not_claim_is_told_why(request, enter, submitted, name):
    page = open_case(enter(request.getfixturevalue(name)), submitted)
    words = part_of(page, "panel")
    assert words.endswith("Claim this case Only a first-level officer does this.")
    assert 'aria-disabled="true" aria-describedby="why-act"' in main_of(page)


def test_the_officer_recommends_corrects_and_gives_back(as_chen, in_review):
    page = open_case(as_chen, in_review)
    words = words_of(page)
    assert "Your recommendation" in words
    assert "Give back to the queue" in words
    assert "Request correction" in words
    assert [type(form).__name__ for form in page.context["forms"]] == [
        "RecommendationForm"
    ]


def test_a_colleague_is_told_whose_case_it_is(as_zhao, in_review):
    page = open_case(as_zhao, in_review)
    assert part_of(page, "panel").endswith(
        "Send to second review Chen Yu has this case."
    )
    assert page.context["forms"] == []
    assert "Give back" not in words_of(page)


def test_a_head_may_give_back_what_an_absent_officer_has(as_zhou, in_review):
    words = words_of(open_case(as_zhou, in_review))
    assert "Give back to the queue" in words
    assert "Request correction" not in words


def test_with_a_blocker_a_grant_is_closed_and_says_why(as_chen, in_review, hanjiang):
    hanjiang.qualifications.update(status="SUSPENDED")
    page = open_case(as_chen, in_review)
    assert "A grant is closed while 1 blocker is open." in part_of(page, "panel")
    (form,) = page.context["forms"]
    grant = main_of(page).partition('value="GRANT"')[2].partition(">")[0]
    assert "disabled" in grant
    assert form["outcome"].value() is None


def test_the_second_level_finds_the_first_one_s_words_filled_in(
    as_zhou, in_review, chen
):
    steps.recommend(in_review, by=chen, outcome=Outcome.REFUSE)
    decision, _ = open_case(as_zhou, in_review).context["forms"]
    assert {name: decision[name].value() for name in decision.fields} == {
        "outcome": "REFUSE",
        "reason": "RF-05",
        "explanation": "The price differs.",
        "recommendation_number": 1,
    }


def test_a_recommended_grant_that_is_blocked_by_now_is_not_filled_in(
    as_zhou, recommended, hanjiang
):
    hanjiang.qualifications.update(status="SUSPENDED")
    decision, _ = open_case(as_zhou, recommended).context["forms"]
    assert decision["outcome"].value() == ""


def test_a_head_who_had_a_hand_in_it_is_told_why(as_chen, recommended, chen, ada, zhou):
    people.change_role(user=chen, role="HEAD", by=ada, at=NOW, reason="Promoted.")
    page = open_case(as_chen, recommended)
    assert part_of(page, "panel").endswith(
        "Decide You had a hand in this case, so somebody else must decide it."
    )
    assert page.context["forms"] == []


# The timeline


def test_the_timeline_tells_officers_everything(as_olu, recommended):
    words = part_of(open_case(as_olu, recommended), "timeline")
    assert words.startswith(
        "Timeline Chen Yu sent the case to second review."
        " Note: “All facts agree.” Note for officers only Mon 2 Mar 2026, 10:00"
    )


# What it costs


# The session, the person, and the count of cases in the navigation.
FRAME = 3


def count(assert_num, browser, application, queries):
    browser.get(address("case", application))
    with assert_num(FRAME + queries):
        assert open_case(browser, application).status_code == 200


def test_a_case_costs_the_same_for_three_cars_and_for_many(
    as_chen, lin, yunfan, chen, private_files, django_assert_num_queries
):
    few = steps.draft(by=lin, organisation=yunfan)
    line = drafts.LineContents(
        "Hanjiang", "HJ7 Long Range", "8703801090", 60, Decimal(18650), "USD"
    )
    many = steps.draft(by=lin, organisation=yunfan, serials=range(100, 160), line=line)
    for case in (few, many):
        steps.submit(case, by=lin)
        steps.claim(case, by=chen)
        count(django_assert_num_queries, as_chen, case, 15)


def test_second_review_costs_little_more(
    as_zhou, recommended, django_assert_num_queries
):
    count(django_assert_num_queries, as_zhou, recommended, 17)


def test_a_corrected_case_costs_little_more(
    as_chen, returned, lin, django_assert_num_queries
):
    steps.answer_correction(returned, by=lin)
    count(django_assert_num_queries, as_chen, returned, 17)


def test_a_timeline_of_years_is_cut(as_chen, in_review, lin, monkeypatch):
    monkeypatch.setattr("licensing.views.officer.room._MOST_EVENTS", 2)
    page = open_case(as_chen, in_review)
    assert len(page.context["timeline"]) == 2


def test_a_day_later_the_clock_has_moved(as_chen, in_review):
    with time_machine.travel(datetime(2026, 3, 6, 2, tzinfo=UTC), tick=False):
        assert "1 day over" in words_of(open_case(as_chen, in_review))
