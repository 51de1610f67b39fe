import pytest
from django.conf import settings

pytest_plugins = ["tests.people", "tests.cases"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Tests empty tables between them, append-only ones too; nothing else may."""
    options = settings.DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = "-c licet.allow_truncate=on"
