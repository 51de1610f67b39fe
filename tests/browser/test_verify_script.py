"""The script that checks a scanned code, in a real browser, on a page of its own."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import cbor2
import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect

from licensing.rules.certificate_payload import payload_of
from portal.lib import cose, keys, qr
from tests.certificates import face_of, make_keys, vehicles

pytestmark = pytest.mark.browser

SITE = "http://localhost"
NUMBER = "26-JN-000412"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
PAGE = """<!doctype html>
<html lang="en">
<head><title>Check a licence</title></head>
<body>
<section data-verify-keys="/keys" data-verify-number="26-JN-000412">
  <div data-verify-result role="status" hidden></div>
</section>
<template data-verify-outcome="genuine">
  <h2>The code is genuine</h2>
  <p data-verify-field="number"></p>
  <p data-verify-field="exporter"></p>
  <time data-verify-field="valid-to"></time>
  <p data-verify-field="quantity"></p>
  <p data-verify-field="vins"></p>
  <p data-verify-field="nothing">removed</p>
</template>
<template data-verify-outcome="not-genuine"><h2>Not genuine</h2></template>
<template data-verify-outcome="other-number">
  <h2>Of another licence</h2><p data-verify-field="number"></p>
</template>
<template data-verify-outcome="unreadable"><h2>Cannot be read</h2></template>
<template data-verify-outcome="unavailable"><h2>No keys</h2></template>
<script type="module" src="/static/js/verify.js"></script>
</body>
</html>"""


class Site:
    """Answers the browser in place of a server: the page, the script and the keys."""

    def __init__(self, jwks):
        self.keys = json.dumps({"keys": jwks})
        self.status = 200

    def answer(self, route):
        path = urlsplit(route.request.url).path
        if path == "/keys":
            route.fulfill(
                body=self.keys, status=self.status, content_type="application/json"
            )
        elif path.startswith("/static/"):
            file = Path(django_settings.BASE_DIR) / path.lstrip("/")
            route.fulfill(body=file.read_text(), content_type="text/javascript")
        elif path.startswith("/verify/"):
            route.fulfill(
                body=PAGE,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": POLICY},
            )
        else:
            route.fulfill(status=404)


@pytest.fixture
def site(trust):
    return Site([keys._jwk(key) for key in trust.keys])


@pytest.fixture
def show(page, site):
    """Return what the page says when it is opened with a code."""
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text))
    page.route("**/*", site.answer)

    def open_with(text):
        page.goto("about:blank")
        page.goto(f"{SITE}/verify/{NUMBER}/#{text.rpartition('#')[2]}")
        region = page.locator("[data-verify-result]")
        expect(region).to_be_visible()
        return region

    yield open_with
    assert [each for each in problems if "favicon" not in str(each)] == []


def code_of(identity, *, number=NUMBER, **changes):
    face = face_of(number=number, **changes)
    token = cose.sign(payload_of(face), identity=identity)
    return qr.text_for(number=number, token=token)


def test_a_genuine_code_is_found_genuine(show, identity):
    region = show(code_of(identity, vehicles=vehicles(2)))

    expect(region.locator("h2")).to_have_text("The code is genuine")
    expect(region.locator("p")).to_have_text(
        [
            NUMBER,
            "Yunfan International Trading Co., Ltd.",
            "500",
            "LHJ7A000000000000, LHJ7A000000000001",
            "",
        ]
    )
    expect(region.locator("time")).to_have_text("Dec 31, 2026")
    expect(region.locator("time")).to_have_attribute("datetime", "2026-12-31")


@pytest.mark.parametrize("count", [0, 30, 31, 500])
def test_licences_of_any_size_are_found_genuine(show, identity, count):
    region = show(code_of(identity, vehicles=vehicles(count)))

    expect(region.locator("h2")).to_have_text("The code is genuine")


def test_a_name_is_shown_and_never_run(show, identity):
    party = face_of().exporter.__class__("C", "<img src=x onerror=alert(1)>", "")

    region = show(code_of(identity, exporter=party))

    expect(region.locator("p").nth(1)).to_have_text("<img src=x onerror=alert(1)>")
    expect(region.locator("img")).to_have_count(0)


def test_the_code_of_another_licence_is_told_apart(show, identity):
    region = show(code_of(identity, number="26-JN-000999"))

    expect(region).to_contain_text("Of another licence")
    expect(region).to_contain_text("26-JN-000999")


def test_a_foreign_code_is_not_genuine(show, foreign_keys):
    expect(show(code_of(foreign_keys[0]))).to_contain_text("Not genuine")


def test_a_changed_code_is_not_genuine(show, identity):
    token = cose.sign(payload_of(face_of()), identity=identity)
    changed = token.replace(b"Yunfan", b"Dongyu")

    expect(show(keys.base64url(changed))).to_contain_text("Not genuine")


def test_a_changed_signature_is_not_genuine(show, identity):
    token = cose.sign(payload_of(face_of()), identity=identity)

    expect(show(keys.base64url(token[:-1] + bytes([token[-1] ^ 1])))).to_contain_text(
        "Not genuine"
    )


def test_another_algorithm_is_not_genuine(show, identity):
    token = cose.sign(payload_of(face_of()), identity=identity)
    _, unprotected, payload, signature = cbor2.loads(token).value
    for header in (
        {1: -35, 3: 60, 4: identity.public.kid},
        {1: -7, 4: identity.public.kid},
        {1: -7, 3: 60, 4: "kid"},
        {1: -7, 3: 0, 4: identity.public.kid},
        [],
    ):
        forged = cbor2.CBORTag(
            18, [cbor2.dumps(header), unprotected, payload, signature]
        )
        region = show(keys.base64url(cbor2.dumps(forged)))
        expect(region).to_contain_text("Not genuine")


def test_a_key_out_of_its_time_is_not_genuine(show, site, tmp_path):
    spent, trust = make_keys(tmp_path, years=1)
    site.keys = json.dumps({"keys": [keys._jwk(key) for key in trust.keys]})

    expect(show(code_of(spent))).to_contain_text("Not genuine")


def unreadable_tokens():
    tag = cbor2.CBORTag
    return [
        b"\x00",
        b"\xd2",
        b"\xff",
        b"\xfb" + bytes(8),
        b"\x81" * 50,
        cbor2.dumps(tag(17, [b"", {}, b"", b""])),
        cbor2.dumps(tag(18, "text")),
        cbor2.dumps(tag(18, [b"", {}, b""])),
        cbor2.dumps(tag(18, [b"", {1: 2}, b"", b""])),
        cbor2.dumps(tag(18, [b"", [], b"", b""])),
        cbor2.dumps(tag(18, ["", {}, b"", b""])),
        cbor2.dumps(tag(18, [b"", {}, b"", b""])) + b"\x00",
        b"\xd8\x12\x84\x40\xa0\x40\x40",
        b"\xd2\x84\x58\x00\xa0\x40\x40",
        b"\xd2\x84\x40\xa2\x01\x01\x01\x01\x40\x40",
        b"\xd2\x84\x5b" + bytes(8) + b"\xa0\x40\x40",
        b"\xd2\x84\x20\xa0\x40\x40",
        b"\xd2\x84\x61\xff\xa0\x40\x40",
    ]


def test_other_texts_cannot_be_read(show):
    for text in ("hello", "A", "AB", "AAAA=", "%20", "二", "AA.A"):
        expect(show(text)).to_contain_text("Cannot be read")
    for token in unreadable_tokens():
        expect(show(keys.base64url(token))).to_contain_text("Cannot be read")


def test_a_payload_of_another_release_cannot_be_read(show, identity):
    for content in ({0: "L9"}, [1]):
        token = cose.sign(cbor2.dumps(content), identity=identity)
        expect(show(keys.base64url(token))).to_contain_text("Cannot be read")


def test_without_a_code_nothing_is_said(page, site):
    page.route("**/*", site.answer)

    page.goto(f"{SITE}/verify/{NUMBER}/")

    expect(page.locator("[data-verify-result]")).to_be_hidden()


def test_a_code_scanned_while_the_page_is_open_is_judged_too(page, site, identity):
    page.route("**/*", site.answer)
    page.goto(f"{SITE}/verify/{NUMBER}/")

    page.goto(f"{SITE}/verify/{NUMBER}/#{code_of(identity).rpartition('#')[2]}")

    expect(page.locator("[data-verify-result]")).to_contain_text("genuine")


@pytest.mark.parametrize(
    ("content", "status"), [("not json", 200), ("{}", 200), ('{"keys": []}', 503)]
)
def test_without_the_keys_it_says_so(page, site, identity, content, status):
    site.keys, site.status = content, status
    page.route("**/*", site.answer)

    page.goto(f"{SITE}/verify/{NUMBER}/#{code_of(identity).rpartition('#')[2]}")

    expect(page.locator("[data-verify-result]")).to_have_text("No keys")
