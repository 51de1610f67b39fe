"""Both languages are complete: nothing missing, fuzzy, or with other blanks to fill."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
BLANKS = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>")


def test_every_text_is_translated():
    catalogue = polib.pofile(str(CATALOGUE))

    assert [e.msgid for e in catalogue.untranslated_entries()] == []
    assert [e.msgid for e in catalogue.fuzzy_entries()] == []


def test_translations_have_the_blanks_of_their_source():
    for entry in polib.pofile(str(CATALOGUE)):
        source = entry.msgid_plural or entry.msgid
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert set(BLANKS.findall(text)) == set(BLANKS.findall(source)), source


@pytest.fixture
def sources(tmp_path):
    """A copy of what holds texts, so that gathering them changes nothing here."""
    for name in ("portal", "exporters", "licensing", "templates", "locale"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__", "*.mo"),
        )
    return tmp_path


def test_the_catalogue_holds_every_text_of_the_sources(sources):
    before = texts_of(CATALOGUE)

    subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale=zh_Hans",
            "--no-obsolete",
            "--no-wrap",
        ],
        cwd=sources,
        check=True,
        capture_output=True,
    )

    assert texts_of(sources / CATALOGUE.relative_to(ROOT)) - before == set()


def texts_of(path):
    return {(e.msgctxt, e.msgid, e.msgid_plural) for e in polib.pofile(str(path))}
