from pathlib import Path

import pytest

from portal.standalone import environment
from portal.standalone.refusals import CannotStart


def for_site(var, given=(), *, host="127.0.0.1", port=8000):
    return environment.for_site(dict(given), var=var, host=host, port=port)


def test_the_site_is_called_by_a_name_that_passkeys_accept(tmp_path):
    variables = for_site(tmp_path, port=8123)
    assert variables["SITE_URL"] == "http://localhost:8123"
    assert variables["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1]"
    assert variables["LICET_MODE"] == "demo"
    assert variables["LICET_VAR"] == str(tmp_path)


def test_the_secret_is_the_same_at_every_start(tmp_path):
    first, second = for_site(tmp_path), for_site(tmp_path)
    assert len(first["SECRET_KEY"]) == 64
    assert first["SECRET_KEY"] == second["SECRET_KEY"]


def test_what_is_set_already_is_kept(tmp_path):
    given = {
        "SECRET_KEY": "chosen",
        "ALLOWED_HOSTS": "portal.example",
        "SITE_URL": "https://portal.example",
        "PATH": "/bin",
    }
    variables = for_site(tmp_path, given)
    assert {name: variables[name] for name in given} == given


@pytest.mark.parametrize(
    ("host", "site_url", "hosts"),
    [
        ("192.0.2.7", "http://192.0.2.7:8000", "localhost,127.0.0.1,[::1],192.0.2.7"),
        ("::1", "http://localhost:8000", "localhost,127.0.0.1,[::1]"),
        (
            "2001:db8::7",
            "http://[2001:db8::7]:8000",
            "localhost,127.0.0.1,[::1],[2001:db8::7]",
        ),
        ("0.0.0.0", "http://localhost:8000", "*"),  # noqa: S104 -- compared only
    ],
)
def test_the_address_it_listens_at_is_allowed(tmp_path, host, site_url, hosts):
    variables = for_site(tmp_path, host=host)
    assert variables["SITE_URL"] == site_url
    assert variables["ALLOWED_HOSTS"] == hosts


def test_a_given_address_is_allowed(tmp_path):
    variables = for_site(tmp_path, {"SITE_URL": "http://demo.example:9000"})
    assert variables["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1],demo.example"


def test_tests_have_no_pool_and_their_own_host(tmp_path):
    variables = environment.for_tests({}, var=tmp_path)
    assert variables["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1],testserver"
    assert variables["DATABASE_POOL_SIZE"] == "0"
    assert variables["TEMPLATE_DEBUG"] == "1"
    assert variables["SITE_URL"] == "http://localhost:8000"


@pytest.mark.parametrize("given", [{}, {"LICET_MODE": "demo"}])
def test_one_machine_mode_is_for_demo_data(given):
    environment.check_mode(given)


def test_a_real_portal_is_not_run_in_one_machine_mode():
    with pytest.raises(CannotStart, match="LICET_MODE asks for “production”"):
        environment.check_mode({"LICET_MODE": "production"})


def test_data_lie_in_the_project_or_where_it_is_said():
    project = Path(environment.__file__).parent.parent.parent
    assert environment.var_folder({}) == project / "var"
    assert environment.var_folder({"LICET_VAR": "/srv/here/../licet"}) == Path(
        "/srv/licet"
    )


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        ("*", "localhost"),
        (".portal.example", "portal.example"),
        ("a.example, b", "a.example"),
    ],
)
def test_the_site_answers_to_one_of_its_names(allowed, name):
    assert environment.own_name({"ALLOWED_HOSTS": allowed}) == name
