from types import SimpleNamespace

import pytest
from django import forms


class ContractForm(forms.Form):
    number = forms.CharField()


@pytest.mark.parametrize(
    ("values", "prefix"),
    [
        ({}, ""),
        ({"form": ContractForm()}, ""),
        ({"form": ContractForm({"number": "YF-1"})}, ""),
        ({"form": ContractForm({})}, "Error:"),
        ({"has_problems": True}, "Error:"),
    ],
)
def test_the_title_says_when_the_page_has_a_problem(draw, values, prefix):
    assert draw("{% title_prefix %}", **values) == prefix


def test_breadcrumbs_end_at_this_page(draw):
    assert draw(
        "{% breadcrumbs 'Cases' '/cases/' 'EV-1' '/cases/1/' 'Vehicles' %}"
    ) == (
        '<nav class="lc-crumbs" aria-label="Breadcrumb"><ol>'
        '<li><a href="/cases/">Cases</a></li><li><a href="/cases/1/">EV-1</a></li>'
        '<li><span aria-current="page">Vehicles</span></li></ol></nav>'
    )


def test_a_breadcrumb_without_an_address_is_refused(draw):
    with pytest.raises(ValueError, match="shorter"):
        draw("{% breadcrumbs 'Cases' 'Vehicles' %}")


def test_tabs_count_and_mark_the_one_that_is_open(draw):
    items = [
        SimpleNamespace(label="Mine", url="?l=1", is_current=True, count=1400, tone=""),
        SimpleNamespace(
            label="Late", url="?l=2", is_current=False, count=2, tone="stop"
        ),
        SimpleNamespace(label="All", url="?l=3", is_current=False, count=None, tone=""),
    ]

    assert draw("{% tabs items label='Worklists' %}", items=items) == (
        '<nav class="lc-tabs" aria-label="Worklists">'
        '<a href="?l=1" aria-current="page">Mine<span class="lc-count">1,400</span></a>'
        '<a href="?l=2">Late<span class="lc-count lc-stop">2</span></a>'
        '<a href="?l=3">All</a></nav>'
    )


def test_pages_lead_both_ways(draw):
    assert draw("{% pages previous='?b=1' following='?a=2' text='Showing 50' %}") == (
        '<div class="lc-row lc-row--between"><span>Showing 50</span>'
        '<nav class="lc-pages" aria-label="Pages"><a href="?b=1" rel="prev">Previous</a>'
        '<a href="?a=2" rel="next">Next</a></nav></div>'
    )


def test_one_page_has_no_way_on(draw):
    assert draw("{% pages text='Showing 3' %}") == (
        '<div class="lc-row lc-row--between"><span>Showing 3</span></div>'
    )


def test_a_callout_begins_with_its_point(draw):
    drawn = draw("{% callout 'info' 'New year?' %}Ask <b>now</b>.{% endcallout %}")

    assert drawn == (
        '<div class="lc-callout lc-info"><div><b>New year?</b>Ask<b>now</b>.</div></div>'
    )


def test_a_callout_escapes_what_stands_in_it(draw):
    drawn = draw("{% callout 'warn' %}{{ said }}{% endcallout %}", said="<script>")

    assert drawn == ('<div class="lc-callout lc-warn"><div>&lt;script&gt;</div></div>')


def test_an_empty_list_says_what_will_come_and_how(draw):
    drawn = draw(
        "{% empty_state 'None yet' 'They appear.' url='/new/' action='Start' %}"
    )

    assert drawn == (
        '<div class="lc-empty"><p class="lc-empty__title">None yet</p>'
        '<p>They appear.</p><p><a class="lc-btn" href="/new/">Start</a></p></div>'
    )


def test_an_empty_list_may_only_wait(draw):
    assert "<a" not in draw("{% empty_state 'None yet' 'They appear.' %}")


@pytest.mark.parametrize(
    ("level", "tone"),
    [
        ("success", "ok"),
        ("warning", "warn"),
        ("error", "stop"),
        ("info", "info"),
        ("debug", "info"),
    ],
)
def test_a_message_takes_the_tone_of_its_level(draw, level, tone):
    assert draw("{{ level|message_tone }}", level=level) == tone
