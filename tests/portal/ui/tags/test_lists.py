from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

AT = datetime(2026, 11, 25, 2, 41, tzinfo=UTC)


def test_an_answer_is_a_term_and_its_value(draw):
    assert draw("{% summary_row 'Buyer' value %}", value="Lotus <Auto>") == (
        "<div><dt>Buyer</dt><dd>Lotus &lt;Auto&gt;</dd></div>"
    )


@pytest.mark.parametrize("empty", [None, ""])
def test_an_answer_nobody_gave_says_so(draw, empty):
    assert draw("{% summary_row 'Buyer' value %}", value=empty) == (
        '<div><dt>Buyer</dt><dd><span class="lc-muted">Not given</span></dd></div>'
    )


def test_zero_is_an_answer(draw):
    assert draw("{% summary_row 'Left' value %}", value=0) == (
        "<div><dt>Left</dt><dd>0</dd></div>"
    )


@pytest.mark.parametrize(("was", "shown"), [("Ningbo", "Ningbo"), ("", "Not given")])
def test_a_changed_answer_shows_what_it_was(draw, was, shown):
    drawn = draw("{% summary_row 'Port' 'Shanghai' was=was %}", was=was)

    assert drawn == (
        '<div class="lc-changed"><dt>Port</dt><dd>Shanghai'
        f'<span class="lc-was">was<del>{shown}</del></span></dd></div>'
    )


def test_an_answer_may_have_a_note_and_a_link_that_names_it(draw):
    drawn = draw(
        "{% summary_row 'Contract' 'YF-1' note='v2' mono=True change_url='/c/' %}"
    )

    assert drawn == (
        '<div><dt>Contract</dt><dd class="lc-mono">YF-1<span class="lc-was">v2</span>'
        '</dd><dd><a href="/c/">Change<span class="lc-vh">Contract</span></a></dd></div>'
    )


def test_a_task_leads_to_its_section(draw):
    drawn = draw(
        "{% task_row 'Vehicles' url='/v/' hint='9 rows' tone='warn' word='To fix' %}"
    )

    assert drawn == (
        '<li class="lc-task"><div><a href="/v/">Vehicles</a>'
        '<span class="lc-task__hint">9 rows</span></div>'
        '<span class="lc-badge lc-warn">To fix</span></li>'
    )


def test_a_task_without_an_address_cannot_start_yet(draw):
    assert draw("{% task_row 'Declare' %}") == (
        '<li class="lc-task lc-task--wait"><div><span>Declare</span></div>'
        '<span class="lc-badge lc-idle">Cannot start yet</span></li>'
    )


def test_a_task_may_go_without_a_state(draw):
    assert draw("{% task_row 'Read help' url='/help/' %}") == (
        '<li class="lc-task"><div><a href="/help/">Read help</a></div></li>'
    )


def test_a_file_shows_what_is_known_of_it(draw):
    drawn = draw(
        "{% file_row 'lot.csv' url='/f/' detail='318 rows' sha256=sha256"
        " tone='ok' word='Checked' kind='table' %}",
        sha256="a07e11d4" + "0" * 52 + "c3f8",
    )

    assert drawn == (
        '<div class="lc-file"><a class="lc-file__name" href="/f/">lot.csv</a>'
        '<span class="lc-badge lc-ok">Checked</span>'
        '<small class="lc-muted">318 rows ·'
        f'<span class="lc-hash" data-copy="a07e11d4{"0" * 52}c3f8">'
        f'<span class="lc-mono" title="a07e11d4{"0" * 52}c3f8">'
        "sha256 a07e 11d4 … c3f8</span></span></small></div>"
    )


def test_a_file_nobody_may_open_is_no_link(draw):
    assert draw("{% file_row 'lot.csv' %}") == (
        '<div class="lc-file"><span class="lc-file__name">lot.csv</span></div>'
    )


def test_a_finding_says_how_grave_it_is_and_what_to_do(draw):
    blocker = SimpleNamespace(
        tone="stop",
        word="Blocker:",
        title="490 cars, not 500",
        detail="Page 4.",
        basis="RF-05",
        links=[SimpleNamespace(label="Show", url="/p4/")],
    )

    assert draw("{% finding presented %}", presented=blocker) == (
        '<li class="lc-finding lc-stop"><div><p class="lc-finding__title">'
        '<span class="lc-word">Blocker:</span>490 cars, not 500</p><p>Page 4.</p>'
        '<p class="lc-basis">RF-05</p><div class="lc-finding__do">'
        '<a href="/p4/">Show</a></div></div></li>'
    )


def test_a_finding_may_be_one_sentence(draw):
    passed = SimpleNamespace(tone="ok", title="The exporter is authorised.")

    assert draw("{% finding presented %}", presented=passed) == (
        '<li class="lc-finding lc-ok"><div><p class="lc-finding__title">'
        "The exporter is authorised.</p></div></li>"
    )


def test_a_notice_nobody_read_says_so_and_offers_the_next_step(draw):
    unread = SimpleNamespace(
        tone="warn",
        icon="clock",
        title="Licence ends",
        text="Ship by 31 December.",
        at=AT,
        is_unread=True,
        url="/l/",
        action="Open licence",
    )

    assert draw("{% notice presented %}", presented=unread) == (
        '<li class="lc-notice is-unread"><span class="lc-notice__mark lc-warn"></span>'
        '<div><h2 class="lc-notice__title"><span class="lc-vh">Unread:</span>'
        "Licence ends</h2>"
        '<p>Ship by 31 December.</p><p class="lc-sm lc-num">Wed 25 Nov, 02:41</p></div>'
        '<div class="lc-notice__do"><a class="lc-btn" href="/l/">Open licence</a></div>'
        "</li>"
    )


def test_a_notice_may_need_nothing(draw):
    read = SimpleNamespace(
        tone="ok", icon="done", title="Issued", text="Signed.", at=AT
    )

    drawn = draw("{% notice presented %}", presented=read)

    assert drawn.startswith('<li class="lc-notice"><span')
    assert "<a" not in drawn


def test_a_timeline_tells_what_happened_when_and_who_sees_it(draw):
    entries = [
        SimpleNamespace(
            tone="info", text="Chen noted <this>", at=AT, visible_to="Officers only"
        ),
        SimpleNamespace(tone="ok", text="Accepted.", at=AT, visible_to=""),
    ]

    assert draw("{% timeline entries wide=True %}", entries=entries) == (
        '<ol class="lc-timeline lc-timeline--wide"><li class="lc-info">'
        'Chen noted &lt;this&gt;<span class="lc-vis">Officers only</span>'
        '<time datetime="2026-11-25T02:41:00+00:00">Wed 25 Nov 2026, 02:41</time></li>'
        '<li class="lc-ok">Accepted.'
        '<time datetime="2026-11-25T02:41:00+00:00">Wed 25 Nov 2026, 02:41</time></li>'
        "</ol>"
    )
