import pytest
from django.test import RequestFactory
from django.utils import translation

from portal.ui import context


@pytest.mark.parametrize(
    ("language", "name", "tag"),
    [
        ("en", "Jiangnan Department of Commerce", "en"),
        ("zh-hans", "江南省商务厅", "zh-Hans"),
    ],
)
def test_the_authority_is_named_in_the_language_of_the_reader(
    language, name, tag, settings
):
    settings.AUTHORITY_NAME_EN = "Jiangnan Department of Commerce"
    settings.AUTHORITY_NAME_ZH = "江南省商务厅"
    with translation.override(language):
        described = context.describe_site()

    assert described["authority"].name == name
    assert described["page_language"] == tag
    assert [each.name for each in described["languages"] if each.is_current] == [
        {"en": "English", "zh-Hans": "中文"}[tag]
    ]


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('evil" x=', "")]
)
def test_only_a_known_theme_is_believed(cookie, theme):
    request = RequestFactory().get("/help/?a=1")
    request.COOKIES[context.THEME_COOKIE] = cookie

    described = context.site(request)

    assert described["theme"] == theme
    assert described["page_path"] == "/help/?a=1"
