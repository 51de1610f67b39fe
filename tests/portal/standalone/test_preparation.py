import runpy

from django.core import management

from portal.standalone import preparation, translations


def test_everything_is_brought_up_to_date_in_order(monkeypatch, settings):
    asked = []
    monkeypatch.setattr(
        management,
        "call_command",
        lambda name, **options: asked.append((name, options)),
    )
    runpy.run_path(preparation.__file__, run_name="__main__")
    assert translations.outdated(settings.BASE_DIR / "locale") == []
    assert asked == [
        ("migrate", {"interactive": False}),
        ("make_signing_key", {"if_missing": True}),
        ("seed_demo", {"if_empty": True}),
    ]
