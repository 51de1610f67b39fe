import pytest

from portal.ui import icons, tones


@pytest.mark.parametrize("tone", list(tones.Tone))
def test_every_tone_has_a_shape_that_is_drawn(tone):
    assert tones.SHAPE_OF[tone] in icons.SHAPES


def test_no_two_tones_share_a_shape():
    assert len(set(tones.SHAPE_OF.values())) == len(tones.Tone)


def test_a_tone_is_read_by_its_name():
    assert tones.parse("warn") is tones.Tone.WARN


def test_a_sixth_tone_is_refused():
    with pytest.raises(tones.UnknownTone, match="“urgent”"):
        tones.parse("urgent")
