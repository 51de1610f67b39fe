from django.urls import reverse

from portal.ui.icons import SHAPES


def test_every_component_is_shown_in_the_demonstration(client, settings, db):
    settings.IS_DEMO = True

    page = client.get(reverse("styleguide")).text

    assert page.count("<code>") == len(SHAPES)
    assert "There is a problem" in page


def test_a_debugging_portal_shows_it_too(client, settings, db):
    settings.IS_DEMO = False
    settings.DEBUG = True

    assert client.get(reverse("styleguide")).status_code == 200


def test_a_real_portal_has_no_style_guide(client, settings, db):
    settings.IS_DEMO = False
    settings.DEBUG = False

    assert client.get(reverse("styleguide")).status_code == 404
