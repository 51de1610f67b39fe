import re

import pytest
from django.template import engines
from django.test import RequestFactory


@pytest.fixture
def draw():
    """Draws a piece of template; space between tags does not count, nor do icons."""

    def draw(source, **values):
        template = engines["django"].from_string(
            "{% load crispy_forms_tags %}" + source
        )
        html = template.render(values, RequestFactory().get("/"))
        html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
        html = re.sub(r"\s+", " ", html)
        return re.sub(r" ?(</?[a-z][^>]*>) ?", r"\1", html).strip()

    return draw
