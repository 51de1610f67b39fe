"""Every rule that the database keeps is named by a test that breaks it."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

TESTS = Path(settings.BASE_DIR) / "tests"
OURS = {"accounts", "audit", "outbox", "calendars", "exporters", "licensing"}
# Of functions behind triggers: what they call the rule that was broken.
RAISED = r"""
SELECT DISTINCT (regexp_matches(
    function.prosrc, 'CONSTRAINT = ''(\w+)''', 'g'))[1]
FROM pg_proc function
JOIN pg_trigger trigger ON trigger.tgfoid = function.oid
WHERE NOT trigger.tgisinternal
"""


@pytest.fixture(scope="module")
def said():
    """Every word of the tests but of this one."""
    texts = (path for path in TESTS.rglob("*.py") if path != Path(__file__))
    return set(re.findall(r"\w+", " ".join(path.read_text() for path in texts)))


def test_every_constraint_of_a_model_is_tripped(said):
    names = {
        constraint.name
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for constraint in model._meta.constraints
    }

    assert len(names) > 50
    assert names - said == set()


def test_every_rule_of_a_trigger_is_tripped(db, said):
    with connection.cursor() as cursor:
        cursor.execute(RAISED)
        names = {name for (name,) in cursor.fetchall()}

    assert "decision_four_eyes" in names
    assert names - said == set()
