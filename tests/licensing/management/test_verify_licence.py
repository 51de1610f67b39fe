import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command

from licensing.management.commands.verify_licence import REASONS
from licensing.operations import certificate_files
from portal.lib import keys
from tests.certificates import SIGNED_AT, face_of, make_keys, vehicles


@pytest.fixture
def folder(tmp_path, settings):
    make_keys(tmp_path)
    settings.SIGNING_KEY = str(tmp_path / "signing.pem")
    return tmp_path


@pytest.fixture
def made(folder):
    face = face_of(vehicles=vehicles(2))
    return certificate_files.make(face, identity=keys.signing_identity(), at=SIGNED_AT)


@pytest.fixture
def file(made, tmp_path):
    path = tmp_path / "licence.pdf"
    path.write_bytes(made.pdf)
    return path


def verify(what, **options):
    out = io.StringIO()
    call_command("verify_licence", str(what), stdout=out, **options)
    return out.getvalue()


def test_a_certificate_is_genuine_and_says_what_it_is(file):
    assert verify(file, on=datetime(2026, 11, 25, tzinfo=UTC).date()).splitlines() == [
        "Genuine.",
        "Licence: 26-JN-000412",
        "Holder: Yunfan International Trading Co., Ltd. (91990200MA5FK3T17B)",
        "Goods: 500 of 8703801090, to TH",
        "Valid: 2026-07-01 to 2026-12-31; in force on 2026-11-25",
        "Issued: 2026-06-30 by JN",
        "Signed: 2026-06-30 07:32 UTC by Jiangnan Department of Commerce",
        "Vehicles: 2: LHJ7A000000000000, LHJ7A000000000001",
        "Only the register knows of a suspension or a revocation.",
    ]


def test_the_text_of_a_code_is_genuine_typed_or_in_a_file(made, tmp_path):
    note = tmp_path / "code.txt"
    note.write_text(made.code_text + "\n")

    for what in (made.code_text, made.code_text.partition("#")[2], note):
        lines = verify(what, on=SIGNED_AT.date()).splitlines()
        assert lines[0] == "Genuine."
        assert not any(line.startswith("Signed") for line in lines)
        assert "not in force on 2026-06-30" in lines[4]


def test_a_licence_without_vehicles_names_none(folder):
    made = certificate_files.make(
        face_of(), identity=keys.signing_identity(), at=SIGNED_AT
    )

    assert "Vehicles" not in verify(made.code_text)


def test_many_vehicles_are_left_to_the_annex(folder):
    made = certificate_files.make(
        face_of(vehicles=vehicles(31)), identity=keys.signing_identity(), at=SIGNED_AT
    )

    assert "Vehicles: 31: listed in the annex" in verify(made.code_text)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 6, 30, 15, 59, tzinfo=UTC), "not in force on 2026-06-30"),
        (datetime(2026, 6, 30, 16, 0, tzinfo=UTC), "; in force on 2026-07-01"),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), "not in force on 2027-01-01"),
    ],
)
def test_today_is_the_day_in_shanghai(made, now, expected):
    with time_machine.travel(now, tick=False):
        assert expected in verify(made.code_text)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda pdf: pdf + b"\n", "appended"),
        (lambda pdf: pdf[:-1], "altered"),
        (lambda pdf: pdf[: len(pdf) // 2], "unsigned"),
        (lambda pdf: pdf.replace(b"26-JN", b"26-JX", 1), "altered"),
        (lambda pdf: b"\x00" + pdf, "not-a-pdf"),
    ],
)
def test_a_changed_file_is_refused_with_the_reason(file, change, code):
    file.write_bytes(change(file.read_bytes()))

    with pytest.raises(CommandError) as refusal:
        verify(file)

    assert str(refusal.value) == f"Not genuine ({code}). {REASONS[code]}"


def test_a_certificate_of_a_foreign_key_is_refused(tmp_path, folder, foreign_keys):
    foreign = certificate_files.make(face_of(), identity=foreign_keys[0], at=SIGNED_AT)
    file = tmp_path / "foreign.pdf"
    file.write_bytes(foreign.pdf)

    for what in (file, foreign.code_text):
        with pytest.raises(CommandError, match="unknown-key"):
            verify(what)


@pytest.mark.parametrize("what", ["", "hello", "no-such-file.pdf", "x" * 5000])
def test_what_is_neither_file_nor_code_is_refused(folder, what):
    with pytest.raises(CommandError, match=r"\(unreadable\)"):
        verify(what)


def test_a_file_too_large_is_not_read(folder, tmp_path):
    file = tmp_path / "large.pdf"
    with file.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)

    with pytest.raises(CommandError, match="too large"):
        verify(file)


def test_without_the_authority_s_certificates_nothing_is_judged(made, folder):
    (folder / "ca.crt").unlink()

    with pytest.raises(
        CommandError, match=r"No certificate can be read from .*ca\.crt"
    ):
        verify(made.code_text)


def test_it_needs_no_private_key(file, folder):
    (folder / "signing.pem").unlink()

    assert verify(file).startswith("Genuine.")


def test_it_needs_neither_database_nor_broker(file, folder, settings):
    environment = {
        **os.environ,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SIGNING_KEY": settings.SIGNING_KEY,
    }

    runs = [
        subprocess.run(  # noqa: S603 -- fixed argv
            [sys.executable, "manage.py", "verify_licence", str(what)],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        for what in (file, "hello")
    ]

    assert [run.returncode for run in runs] == [0, 1]
    assert runs[0].stdout.startswith("Genuine.\nLicence: 26-JN-000412\n")
    assert (
        runs[1].stderr
        == f"CommandError: Not genuine (unreadable). {REASONS['unreadable']}\n"
    )


def test_every_reason_that_the_code_gives_has_its_sentence(settings):
    given = set()
    for name in ("cose", "qr", "signed_bytes", "signing"):
        source = (settings.BASE_DIR / "portal" / "lib" / f"{name}.py").read_text()
        given |= set(re.findall(r'(?:Not\w+\(|reason = |reason=)"([a-z-]+)"', source))
    source = (settings.BASE_DIR / "licensing/queries/genuine.py").read_text()
    given |= set(re.findall(r'NotGenuine\("([a-z-]+)"\)', source))

    assert given == set(REASONS)


def test_a_day_that_is_none_is_refused(made):
    with pytest.raises(CommandError, match="--on"):
        call_command("verify_licence", made.code_text, "--on=2026-13-01")
