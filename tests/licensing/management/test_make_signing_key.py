import io
from datetime import UTC, datetime

import pytest
import time_machine
from cryptography.x509.oid import NameOID
from django.core.management import CommandError, call_command

from portal.lib import keys


@pytest.fixture(autouse=True)
def path(tmp_path, settings):
    path = tmp_path / "keys" / "signing.pem"
    settings.SIGNING_KEY = str(path)
    return path


def make(*arguments):
    out = io.StringIO()
    call_command("make_signing_key", *arguments, stdout=out)
    return out.getvalue()


def test_a_key_is_made_for_the_authority(path, settings):
    said = make()

    public = keys.signing_identity().public
    (name,) = public.certificate.subject.get_attributes_for_oid(
        NameOID.ORGANIZATION_NAME
    )
    assert said == f"Made the key {public.kid.hex()} at {path}.\n"
    assert name.value == settings.AUTHORITY_NAME_EN
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_it_holds_from_last_year_for_five_years_unless_told():
    with time_machine.travel(datetime(2026, 3, 2, tzinfo=UTC), tick=False):
        make()

    certificate = keys.signing_identity().public.certificate
    assert certificate.not_valid_before_utc == datetime(2025, 1, 1, tzinfo=UTC)
    assert certificate.not_valid_after_utc == datetime(2030, 1, 1, tzinfo=UTC)


def test_its_dates_can_be_told():
    make("--valid-from=2026-05-04", "--years=2")

    certificate = keys.signing_identity().public.certificate
    assert certificate.not_valid_before_utc == datetime(2026, 5, 4, tzinfo=UTC)
    assert certificate.not_valid_after_utc == datetime(2028, 5, 4, tzinfo=UTC)


def test_a_key_that_is_there_stays_when_only_a_missing_one_is_wanted():
    make("--if-missing")
    before = keys.signing_identity().public.kid

    assert make("--if-missing") == ""
    assert keys.signing_identity().public.kid == before


def test_a_key_that_is_there_is_not_overwritten():
    make()

    with pytest.raises(CommandError, match="Use --replace"):
        make()


def test_a_key_is_replaced_and_what_it_signed_still_counts():
    make()
    before = keys.signing_identity().public.kid

    make("--replace")

    current, retired = keys.trust().keys
    assert current.kid == keys.signing_identity().public.kid
    assert retired.kid == before


@pytest.mark.parametrize(
    "arguments",
    [["--if-missing", "--replace"], ["--valid-from=soon"], ["--years=many"]],
)
def test_arguments_that_make_no_sense_are_refused(arguments):
    with pytest.raises(CommandError):
        make(*arguments)
