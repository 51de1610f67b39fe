import gettext
import os
import runpy
import sys

import pytest

from portal.standalone import translations

TEXT = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Licence"
msgstr "许可证"

#, fuzzy
msgid "Licensee"
msgstr "许可证"
"""


@pytest.fixture
def source(tmp_path):
    source = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(TEXT)
    return source


def test_a_catalogue_is_compiled_without_what_is_uncertain(source, tmp_path):
    translations.compile_all(tmp_path)
    words = gettext.translation("django", tmp_path, ["zh_Hans"])
    assert words.gettext("Licence") == "许可证"
    assert words.gettext("Licensee") == "Licensee"


def test_it_is_compiled_again_only_when_it_changed(source, tmp_path):
    translations.compile_all(tmp_path)
    assert translations.outdated(tmp_path) == []
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert translations.outdated(tmp_path) == [source]


def test_what_is_missing_is_counted(source, tmp_path, monkeypatch, capsys):
    with source.open("a") as text:
        text.write('\nmsgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] ""\n')
    monkeypatch.setattr(sys, "argv", ["translations", str(tmp_path)])
    runpy.run_path(translations.__file__, run_name="__main__")
    assert capsys.readouterr().out == f"{source}: 3 texts, 1 missing, 1 uncertain\n"
