from django.template import engines
from django.test import RequestFactory


def test_the_case_room_has_its_nav_as_a_rail_and_is_dense(chen):
    request = RequestFactory().get("/licences/")
    request.user = chen
    template = engines["django"].from_string(
        '{% extends "layouts/case_room.html" %}{% block heading %}EV-1{% endblock %}'
    )

    page = template.render({"user": chen}, request)

    assert '<body data-density="compact">' in page
    assert '<div class="lc-shell lc-shell--rail">' in page
    assert 'title="Licences"' in page
    assert '<span class="lc-vh">Licences</span>' in page
    assert "<h1>EV-1</h1>" in page
