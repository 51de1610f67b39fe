"""What holds everywhere, so that nobody has to remember it."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings

from licensing.jobs import Job

ROOT = Path(settings.BASE_DIR)
SOURCES = sorted(
    path
    for package in ("portal", "exporters", "licensing", "tests", "bench")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OUR_APPS = {"accounts", "audit", "outbox", "calendars", "exporters", "licensing"}
MODELS = [m for m in apps.get_models() if m._meta.app_label in OUR_APPS]


def named(path):
    return str(path.relative_to(ROOT))


def test_modules_are_at_most_300_lines_long():
    # Tests of one screen stay together up to twice that: docs/decisions/long-tests.md.
    long = {
        named(path): lines
        for path in SOURCES
        if (lines := len(path.read_text().splitlines()))
        > (600 if "tests" in path.parts else 300)
    }

    assert long == {}


def test_nothing_unfinished_is_left_in_the_sources():
    marks = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b")
    found = [named(p) for p in SOURCES if marks.search(p.read_text())]

    assert found == []


def test_operations_and_queries_know_nothing_of_http():
    guarded = [
        path
        for path in SOURCES
        if {"operations", "queries", "rules", "workflow"} & set(path.parts)
        and "tests" not in path.parts
    ]
    found = [
        (named(path), name)
        for path in guarded
        for name in imports_of(path)
        if name.startswith(("django.http", "django.shortcuts", "django.views"))
    ]

    assert found == []


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_only_entry_points_look_at_the_clock():
    entries = {"views", "tasks.py", "management", "admin", "admin.py", "standalone"}
    elsewhere = {
        # allauth and signals call these; they are entry points by another name.
        "portal/accounts/receivers.py",
        "portal/accounts/adapter.py",
        "portal/accounts/forms/passwords.py",
        "portal/accounts/middleware.py",
        # So do Celery and Django's admin.
        "portal/beat.py",
        "portal/accounts/admin_site.py",
    }
    found = [
        named(path)
        for path in SOURCES
        if "tests" not in path.parts
        and "bench" not in path.parts
        and not entries & set(path.parts)
        and "timezone.now(" in path.read_text()
        and named(path) not in elsewhere
    ]

    assert found == []


def test_every_job_has_its_task():
    current_app.loader.import_default_modules()

    assert {str(job) for job in Job} <= set(current_app.tasks)


def test_beat_asks_for_tasks_that_exist():
    current_app.loader.import_default_modules()

    asked = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert asked <= set(current_app.tasks)


def test_every_mail_has_its_three_files():
    folders = [p for p in (ROOT / "templates" / "emails").iterdir() if p.is_dir()]

    assert {p.name: sorted(f.name for f in p.iterdir()) for p in folders} == {
        p.name: ["body.html", "body.txt", "subject.txt"] for p in folders
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_time_and_its_person_are_set_together(model):
    fields = {f.name: f for f in model._meta.get_fields() if hasattr(f, "null")}
    pairs = [
        (name, f"{name[:-3]}_by")
        for name, field in fields.items()
        if name.endswith("_at") and field.null and f"{name[:-3]}_by" in fields
    ]
    text = " ".join(str(constraint) for constraint in model._meta.constraints)

    assert [pair for pair in pairs if not all(name in text for name in pair)] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_model_sorts_itself(model):
    assert not model._meta.ordering


def test_migrations_have_names():
    automatic = re.compile(r"_auto_|_alter_|_remove_|_add_.*_and_more")
    migrations = [
        path
        for package in ("portal", "exporters", "licensing")
        for path in (ROOT / package).rglob("migrations/0*.py")
    ]

    assert [named(p) for p in migrations if automatic.search(p.name)] == []


def test_no_migration_knows_mail_notices_or_jobs():
    speaking = ("portal.outbox.mail", "licensing.operations", "portal.lib.jobs")
    found = [
        (named(path), name)
        for package in ("portal", "exporters", "licensing")
        for path in (ROOT / package).rglob("migrations/0*.py")
        for name in imports_of(path)
        if name.startswith(speaking)
    ]

    assert found == []


def test_pages_hold_no_script_and_no_style():
    inline = re.compile(
        r"<script>|<style>|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
    )
    pages = [p for p in TEMPLATES if "emails" not in p.parts]

    assert [named(p) for p in pages if inline.search(p.read_text())] == []


def test_the_project_speaks_of_itself_alone():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 -- git is where the person put it
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    hosts = re.compile(r"pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian")
    texts = [ROOT / name for name in tracked if name.endswith((".txt", ".md", ".toml"))]

    assert [named(p) for p in texts if p.exists() and hosts.search(p.read_text())] == []
