from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from portal.ui.icons import UnknownIcon
from portal.ui.tones import UnknownTone


def test_a_badge_says_its_word(draw):
    drawn = draw("{% badge 'ok' 'Complete' %}")

    assert drawn == '<span class="lc-badge lc-ok">Complete</span>'


def test_a_badge_escapes_its_word(draw):
    assert "&lt;b&gt;" in draw("{% badge 'ok' word %}", word="<b>")


def test_a_badge_of_no_tone_is_refused(draw):
    with pytest.raises(UnknownTone):
        draw("{% badge 'urgent' 'Late' %}")


def test_a_badge_of_no_shape_is_refused(draw):
    with pytest.raises(UnknownIcon):
        draw("{% badge 'ok' 'Late' shape='flame' %}")


def test_a_presented_state_becomes_its_badge(draw):
    paused = SimpleNamespace(tone="idle", shape="pause", word="With exporter")

    drawn = draw("{% state_badge state %}", state=paused)

    assert drawn == '<span class="lc-badge lc-idle">With exporter</span>'


@pytest.fixture
def due_today():
    return SimpleNamespace(
        tone="warn",
        headline="Day 2 of 3",
        detail="due Thu 26 Nov",
        blocks=("on", "held", "off"),
    )


def test_a_clock_in_a_row_has_its_detail_below(draw, due_today):
    assert draw("{% clock presented %}", presented=due_today) == (
        '<span class="lc-clock lc-warn">'
        '<span class="lc-clock__track" aria-hidden="true">'
        '<i class="on"></i><i class="held"></i><i class="off"></i></span>'
        "<span><b>Day 2 of 3</b><small>due Thu 26 Nov</small></span></span>"
    )


def test_a_clock_as_a_chip_is_one_line(draw, due_today):
    drawn = draw("{% clock presented chip=True %}", presented=due_today)

    assert drawn.startswith('<span class="lc-clock lc-warn lc-clock--chip">')
    assert drawn.endswith("<span><b>Day 2 of 3</b>· due Thu 26 Nov</span></span>")


def test_a_tally_counts_in_words_for_those_who_listen(draw):
    assert draw("{% tally blockers=1 checks=2 passed=17 %}") == (
        '<span class="lc-tally">'
        '<span class="lc-stop">1<span class="lc-vh">blocking</span></span>'
        '<span class="lc-warn">2<span class="lc-vh">to check</span></span>'
        '<span class="lc-ok">17<span class="lc-vh">passed</span></span></span>'
    )


def test_a_tally_of_nothing_is_all_clear(draw):
    assert draw("{% tally %}") == (
        '<span class="lc-tally"><span class="lc-ok">All clear</span></span>'
    )


def test_progress_is_told_by_attributes(draw):
    drawn = draw("{% progress '1,200 of 1,800' value=1200 total=1800 note='soon' %}")

    assert drawn == (
        '<div class="lc-progress"><div class="lc-progress__text">'
        '<b>1,200 of 1,800</b><span class="lc-muted">soon</span></div>'
        '<progress max="1800" value="1200" aria-label="1,200 of 1,800">'
        "1,200 of 1,800</progress></div>"
    )


def test_blocks_fill_what_is_used(draw):
    drawn = draw("{% blocks '2 of 3 clearances used' used=2 total=3 %}")

    assert drawn == (
        '<div class="lc-blocks" role="img" aria-label="2 of 3 clearances used">'
        '<i class="on"></i><i class="on"></i><i></i></div>'
    )


def test_a_verdict_stands_above_its_facts(draw):
    drawn = draw(
        "{% verdict 'red' 'Not valid' 'Revoked.' %}<p>Facts</p>{% endverdict %}"
    )

    assert drawn == (
        '<section class="lc-verdict lc-verdict--red" aria-labelledby="verdict-red-title">'
        '<div class="lc-verdict__face"><h2 id="verdict-red-title">Not valid</h2>'
        "<p>Revoked.</p></div><p>Facts</p></section>"
    )


def test_an_icon_is_drawn_in_place():
    drawn = engines["django"].from_string("{% icon 'lock' label='Closed' %}").render()

    assert drawn.startswith('<svg class="lc-icon"')
    assert 'aria-label="Closed"' in drawn


@pytest.mark.parametrize(
    "words", [("<b>", mark_safe("<b>")), (mark_safe("<i>"), "<i>")]
)
def test_markup_and_the_same_text_are_never_taken_for_each_other(draw, words):
    drawn = [draw("{% badge 'ok' word %}", word=word) for word in words]
    tags = [word in badge for word, badge in zip(words, drawn, strict=True)]

    assert tags == [isinstance(word, SafeString) for word in words]


def test_a_clock_never_takes_text_for_markup(draw, due_today):
    due_today.detail = mark_safe("<u>")
    draw("{% clock presented %}", presented=due_today)
    due_today.detail = "<u>"

    assert "&lt;u&gt;" in draw("{% clock presented %}", presented=due_today)


def test_a_tally_speaks_the_language_of_each_reader(draw):
    english = draw("{% tally %}")
    with translation.override("zh-hans"):
        chinese = draw("{% tally %}")

    assert ("All clear" in english, "All clear" in chinese) == (True, False)
    assert draw("{% tally %}") == english


def test_a_word_that_is_translated_late_is_drawn_in_each_language(draw):
    template, word = "{% badge 'ok' word %}", gettext_lazy("Revoked")
    english = draw(template, word=word)
    with translation.override("zh-hans"):
        chinese = draw(template, word=word)

    assert ("Revoked" in english, "Revoked" in chinese) == (True, False)
