"""Whatever anyone sends to any address, the answer is a page and never a failure."""

import re
from http.cookies import SimpleCookie
from itertools import cycle, islice
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from licensing.models import VehicleImport
from tests import steps
from tests.architecture.addresses import patterns

FORM = "application/x-www-form-urlencoded"
HUGE = "9" * 30
# As bytes of an address: neither must be text, let alone sensible.
ODD = [
    b"a\0b",
    b"-1",
    HUGE.encode(),
    b"9" * 5000,
    "²٣".encode(),
    b"\xed\xa0\x80\xff",
    b"'\";--\\%_{{7*7}}<script>alert(1)</script>",
    b"\r\nSet-Cookie: a=b",
    b"Infinity",
    b"2026-13-45.1",
    "🚗".encode() * 300,
]
# What pages read from an address; those they do not know they ignore.
ASKED = [
    *("page", "q", "list", "after", "before", "document", "vin", "show", "fix"),
    *("return", "number", "inline", "next", "p", "o", "e", "all", "_popup"),
    *("_to_field", "_changelist_filters", "role__exact", "state__exact"),
    *("is_active__exact", "kind__exact", "notice__exact", "nowhere__exact"),
]
# What is posted where no form stands on the page.
POSTED = ["vin", "line", "session", "next", "language", "theme", "requirement"]
NAMES = re.compile(r'name="([^"]+)"')
# Who walks, and the cases (a draft, one in review, one recommended) they walk about.
PEOPLE = [("nobody", [0]), ("lin", [0, 1]), ("chen", [1]), ("zhou", [2])]
BODIES = [
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=\xff", b"x"),
    ("multipart/form-data; boundary=a", b"--a\r\nContent-Disposition: form-data"),
    ("application/json", b"{"),
    ("", b"x"),
    ("text/plain; charset=nonsense", b"x=1"),
    (f"{FORM}; charset=utf-16", b"a=1"),
    (FORM, b"&".join([b"a=1"] * 2100)),
    (FORM, b"a=" + b"x" * 3_000_000),
]
HEADERS = [
    {"user-agent": "a\0b"},
    {"accept-language": "x" * 5000},
    {"range": f"bytes={HUGE}-"},
    {"x-forwarded-for": "\0, 1"},
    {"if-modified-since": "\0"},
    {"referer": "http://["},
    {"origin": "http://[::"},
    {"host": "elsewhere.example"},
    {"content-length": "-5"},
    {"cookie": r'licet_session="\000\000\000\000\000\000\000\000\000"'},
    {"cookie": r'licet_language="\000"; licet_theme="\000<"; messages="\000"'},
    {"cookie": r'csrftoken="\000"; licet_session=' + "x" * 3000},
]


@pytest.fixture
def cases(lin, chen, yunfan, private_files, signing_folder):
    """A draft, a case of Chen's, and one that waits for a decision."""
    draft, in_review, recommended = (
        steps.draft(by=lin, organisation=yunfan, serials=range(first, first + 3))
        for first in (10, 20, 30)
    )
    steps.read_vehicles(draft, by=lin, rows=[(2, "BAD", ""), (3, steps.vin(99), "")])
    steps.claim(steps.submit(in_review, by=lin), by=chen)
    recommended = steps.claim(steps.submit(recommended, by=lin), by=chen)
    steps.recommend(recommended, by=chen)
    return draft, in_review, recommended


@pytest.fixture
def sign_in(client, request):
    def enter(who):
        if who != "nobody":
            client.force_login(request.getfixturevalue(who))

    return enter


def addresses(cases):
    """Yield every address, with arguments that lead somewhere and with odd ones."""
    for name, route, pattern in patterns():
        if "<str:reference>" in route:
            arguments = [*(_of_case(case, name) for case in cases), _odd(cases[0])]
        else:
            arguments = _NOT_ABOUT_CASES.get(name, _any(route))
        names = set(re.findall(r"<\w+:(\w+)>", route)) | pattern_groups(pattern)
        for values in arguments:
            yield reverse(name, kwargs={key: values[key] for key in names})
    yield from ("/%00", "/%ED%A0%80/%ff/", "//elsewhere.example/", "/applications")
    yield f"/applications/{'x' * 3000}/"
    yield "/applications/a%00b/"


def pattern_groups(pattern):
    return set(getattr(pattern.pattern, "regex", re.compile("")).groupindex)


def _of_case(case, name):
    upload = VehicleImport.objects.filter(application=case).last()
    is_list = name in {"application-vehicle-import", "application-vehicle-problems"}
    pk = upload.pk if is_list else case.documents.first().pk
    return {"reference": case.reference, "pk": pk, "position": 1}


def _odd(case):
    return {"reference": case.reference, "pk": HUGE, "position": HUGE}


def _any(route):
    values = {"number": "26-JN-999999", "key": "1-00000000", "token": "x"}
    return [values | {"pk": 1}, values | {"pk": HUGE}] if "pk" in route else [values]


_NOT_ABOUT_CASES = {
    "invitation-accept": [
        {"token": token} for token in ("open", "x" * 3000, "é\u202e")
    ],
    "account_reset_password_from_key": [
        {"uidb36": uid, "key": key}
        for uid in ("1", "z" * 25, "Z" * 3000)
        for key in ("set-password", "x-y", "c0ffee-0123")
    ],
}


def addresses_of_admin():
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{base}_changelist")
        yield reverse(f"{base}_add")
        first = model._base_manager.values_list("pk", flat=True).first() or 1
        for page in ("change", "history", "delete"):
            yield reverse(f"{base}_{page}", args=[first])
        for pk in (HUGE, "9" * 5000, "_00", "²"):
            yield reverse(f"{base}_change", args=[pk])
    for page in ("index", "login", "logout", "password_change", "jsi18n"):
        yield reverse(f"admin:{page}")
    yield from ("/admin/autocomplete/", "/admin/r/1/1/", f"/admin/r/{HUGE}/x/")


def ask(client, address, method="GET", body=b"", kind=FORM, **more):
    """Send one request and undo what it did; a failure of ours says where it was."""
    kept = SimpleCookie({key: kept.value for key, kept in client.cookies.items()})
    try:
        with transaction.atomic():
            answer = client.generic(method, address, body, content_type=kind, **more)
            if answer.streaming:
                answer.getvalue()
            transaction.set_rollback(True)
    except Exception as failure:
        failure.add_note(f"{method} {address[:200]} {body[:200]} {more}")
        raise
    finally:
        client.cookies = kept
    assert answer.status_code < 500, (method, address[:200], body[:200], more)
    return answer


def encode(names, *, turn):
    """Give each name another odd value, every turn a different one."""
    values = islice(cycle(ODD), turn % len(ODD), None)
    return "&".join(
        f"{quote(name)}={quote(value)}"
        for name, value in zip(names, values, strict=False)
    )


def walk(client, every):
    # The next address gets the next odd values: all of them come to every kind of page.
    for turn, address in enumerate(every):
        page = ask(client, address)
        ask(client, address, "OPTIONS")
        if page.status_code not in {200, 405}:
            ask(client, address, "POST")
            continue
        # Addresses with a NUL end at the door, so these have none.
        ask(client, f"{address}?{encode(ASKED, turn=turn).replace('%00', '')}")
        text = "" if page.streaming else page.text
        names = [*dict.fromkeys(NAMES.findall(text)), *POSTED]
        ask(client, address, "POST", encode(names, turn=turn).encode())


@pytest.mark.parametrize(("who", "about"), PEOPLE)
def test_odd_values_get_an_answer_at_every_address(client, cases, sign_in, who, about):
    sign_in(who)

    walk(client, addresses([cases[number] for number in about]))


def test_odd_values_get_an_answer_at_every_address_of_the_admin(
    client, cases, granted, sign_in
):
    sign_in("ada")

    walk(client, addresses_of_admin())


@pytest.mark.parametrize("who", ["nobody", "lin", "chen"])
def test_broken_bodies_and_headers_get_an_answer(client, cases, sign_in, who):
    sign_in(who)
    draft, in_review, _ = cases
    pages = [
        "/",
        "/verify/",
        "/accounts/login/",
        "/accounts/",
        reverse("application-documents", args=[draft.reference]),
        reverse("application-vehicles", args=[draft.reference]),
        reverse("case-correction", args=[in_review.reference]),
    ]

    for page in pages:
        for kind, body in BODIES:
            ask(client, page, "POST", body, kind)
        for headers in HEADERS:
            ask(client, page, headers=headers)


def test_a_nul_is_refused_with_a_page_that_says_so(client, db):
    for address in ("/verify/?number=a%00b", "/verify/%00/"):
        answer = client.get(address)

        assert answer.status_code == 400
        assert "<h1" in answer.text
        assert "script-src 'self'" in answer["Content-Security-Policy"]
