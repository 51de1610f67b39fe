import ast
import runpy
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env

PROJECT = Path(__file__).parent.parent.parent
HOSTS = "licences.example.org"


@pytest.fixture
def variable(monkeypatch):
    def set_to(value):
        monkeypatch.setenv("LICET_TRIAL", value)

    monkeypatch.delenv("LICET_TRIAL", raising=False)
    return set_to


def refusal_of(read, *args, **kwargs):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read("LICET_TRIAL", *args, **kwargs)
    return str(refusal.value)


def test_text_that_is_missing_is_asked_for_with_an_example(variable):
    assert refusal_of(env.text) == "Set the variable LICET_TRIAL."
    assert refusal_of(env.text, hint=HOSTS) == (
        "Set the variable LICET_TRIAL. Example: licences.example.org"
    )


def test_empty_text_counts_as_missing(variable):
    variable("")
    assert env.text("LICET_TRIAL", "usual") == "usual"


def test_text_is_taken_as_it_stands(variable):
    variable(" as it stands ")
    assert env.text("LICET_TRIAL") == " as it stands "


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("1", True),
        ("Yes", True),
        (" on ", True),
        ("0", False),
        ("no", False),
        ("", False),
    ],
)
def test_flag_understands_yes_and_no(variable, value, meaning):
    variable(value)
    assert env.flag("LICET_TRIAL", default=not meaning) is meaning


def test_flag_that_is_missing_has_its_default(variable):
    assert env.flag("LICET_TRIAL", default=True) is True


def test_flag_refuses_anything_else(variable):
    variable("perhaps")
    assert refusal_of(env.flag, default=True) == (
        "LICET_TRIAL must be yes or no, not “perhaps”."
    )


def test_number_is_read_or_has_its_default(variable):
    assert env.number("LICET_TRIAL", default=7) == 7
    variable("12")
    assert env.number("LICET_TRIAL", default=7) == 12


@pytest.mark.parametrize("value", ["four", "-1", "1.5", "٣", "²", "9" * 5000, "1"])
def test_number_refuses_what_is_none_or_too_small(variable, value):
    variable(value)
    assert refusal_of(env.number, default=4, at_least=2) == (
        f"LICET_TRIAL must be a whole number of at least 2, not “{value}”."
    )


def test_choice_is_one_of_those_offered(variable):
    assert env.choice("LICET_TRIAL", "red", among=("red", "blue")) == "red"
    variable("green")
    assert refusal_of(env.choice, "red", among=("red", "blue")) == (
        "LICET_TRIAL must be one of red, blue, not “green”."
    )


def test_names_are_separated_by_commas(variable):
    variable("one.example, two.example,,")
    assert env.names("LICET_TRIAL") == ["one.example", "two.example"]


def test_folder_is_made_absolute(variable):
    variable("here/../there")
    assert env.folder("LICET_TRIAL", Path("/unused")) == Path.cwd() / "there"


def test_address_is_taken_apart_and_decoded(variable):
    variable("postgres://portal:p%40ss@db.example:5433/licet")
    parts = env.address("LICET_TRIAL", schemes=("postgres",), hint="unused")
    assert (parts.hostname, parts.port, env.decoded(parts.password)) == (
        "db.example",
        5433,
        "p@ss",
    )


def test_decoding_nothing_gives_nothing():
    assert env.decoded(None) == ""


@pytest.mark.parametrize(
    "value",
    [
        "mysql://db.example/licet",
        "db.example",
        "a://[bad",
        "a://b:port/",
        "a://b:99999/",
    ],
)
def test_address_refuses_what_it_cannot_use(variable, value):
    variable(value)
    assert refusal_of(env.address, schemes=("a", "b"), hint="a://host") == (
        "LICET_TRIAL must be an address that starts with a:// or b://."
        " Example: a://host"
    )


def test_address_needs_a_host_unless_it_is_a_file(variable):
    variable("a:///licet")
    assert refusal_of(env.address, schemes=("a",), hint="a://host/licet") == (
        "LICET_TRIAL must name a host. Example: a://host/licet"
    )
    variable("file:///srv/licet")
    parts = env.address("LICET_TRIAL", schemes=("file",), hint="file:///srv")
    assert parts.path == "/srv/licet"


@pytest.mark.parametrize("value", ["unix://run/clamd.ctl", "unix://", "unix:///"])
def test_address_on_this_machine_needs_a_whole_path(variable, value):
    variable(value)
    assert refusal_of(env.address, schemes=("unix",), hint="unix:///run/a.ctl") == (
        "LICET_TRIAL must name a whole path, after three slashes."
        " Example: unix:///run/a.ctl"
    )


@pytest.mark.parametrize(
    "value", ["", "tcp://127.0.0.1:3310", "tcp://scanner", "unix:///run/clamd.ctl"]
)
def test_the_scanner_is_found_by_its_address_or_left_out(monkeypatch, value):
    monkeypatch.setenv("CLAMD_URL", value)
    assert files_settings()["CLAMD_URL"] == value


@pytest.mark.parametrize(
    "value", ["clamd", "http://127.0.0.1:3310", "tcp://:3310", "unix:///"]
)
def test_a_scanner_that_cannot_be_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("CLAMD_URL", value)
    with pytest.raises(ImproperlyConfigured, match=r"^CLAMD_URL must .* Example: tcp"):
        files_settings()


def files_settings():
    return runpy.run_path(str(PROJECT / "portal" / "settings" / "files.py"))


def variables_read_by_settings():
    return {
        call.args[0].value
        for module in (PROJECT / "portal" / "settings").glob("*.py")
        for call in ast.walk(ast.parse(module.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.func.attr != "decoded"
    }


def test_example_lists_every_variable_with_a_line_of_explanation():
    lines = (PROJECT / ".env.example").read_text().splitlines()
    explained = {
        line.partition("=")[0]
        for before, line in pairwise(lines)
        if "=" in line and not line.startswith("#") and before.startswith("# ")
    }
    assert explained == variables_read_by_settings()
