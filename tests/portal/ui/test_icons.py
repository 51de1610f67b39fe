from xml.etree import ElementTree as ET

import pytest

from portal.ui import icons


def parse(drawn):
    return ET.fromstring(drawn)  # noqa: S314 -- our own shapes


@pytest.mark.parametrize("name", list(icons.SHAPES))
def test_every_icon_is_well_formed_and_decoration(name):
    drawn = parse(icons.draw(name))

    assert drawn.attrib["aria-hidden"] == "true"
    assert "role" not in drawn.attrib


def test_an_icon_with_a_label_is_an_image_with_that_name():
    drawn = parse(icons.draw("lock", label='Closed & "locked"'))

    assert drawn.attrib["role"] == "img"
    assert drawn.attrib["aria-label"] == 'Closed & "locked"'
    assert "aria-hidden" not in drawn.attrib


def test_a_large_icon_says_so_in_its_class():
    assert 'class="lc-icon lc-icon--lg"' in icons.draw("list", large=True)


def test_an_icon_nobody_drew_is_refused():
    with pytest.raises(icons.UnknownIcon, match="“unicorn”"):
        icons.draw("unicorn")


@pytest.mark.parametrize("face", list(icons.VERDICT_SHAPES))
def test_every_verdict_has_a_sign_of_its_own(face):
    parse(icons.draw_verdict(face))


def test_a_verdict_nobody_can_give_is_refused():
    with pytest.raises(icons.UnknownIcon, match="“blue”"):
        icons.draw_verdict("blue")
