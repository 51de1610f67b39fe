"""The table of docs/security.md names tests and files that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = re.findall(r"`([^`\s]+)`", (ROOT / "docs/security.md").read_text())
TESTS = sorted({word for word in WORDS if "/test_" in word})
FILES = sorted({word for word in WORDS if "/" in word} - set(TESTS))


@pytest.mark.parametrize("name", TESTS)
def test_a_named_test_exists(name):
    path, _, function = name.removeprefix("tests/").partition("::")

    assert f"def {function or 'test_'}" in (ROOT / "tests" / path).read_text()


@pytest.mark.parametrize("name", FILES)
def test_a_named_file_exists(name):
    assert (ROOT / name).exists()
