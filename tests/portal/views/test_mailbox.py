import pytest
from django.urls import reverse

KEY = "1771897444000000000-0123abcd"
LETTER = b"""\
Delivered-To: lin@yunfan.example\r
Subject: <b>Hello</b>\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary="b"\r
\r
--b\r
Content-Type: text/plain\r
\r
<script>open</script> http://localhost:8000/accounts/invitations/abc/\r
--b\r
Content-Type: text/html\r
\r
<p>Hello</p><script>steal()</script>\r
--b--\r
"""


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAILBOX_DIR = tmp_path
    return tmp_path


def test_an_empty_mailbox_says_what_will_come(client, folder, db):
    page = client.get(reverse("mailbox")).text

    assert "No messages yet" in page


def test_anyone_with_the_demonstration_reads_its_mail(client, folder, db):
    (folder / f"{KEY}.eml").write_bytes(LETTER)

    page = client.get(reverse("mailbox")).text

    assert "&lt;b&gt;Hello&lt;/b&gt;" in page
    assert "lin@yunfan.example" in page
    assert "Tue 24 Feb 2026, 09:44:04 (UTC+8)" in page


def test_a_message_is_shown_as_text_with_its_links(client, folder, db):
    (folder / f"{KEY}.eml").write_bytes(LETTER)

    page = client.get(reverse("mailbox-message", args=[KEY])).text

    assert "&lt;script&gt;open&lt;/script&gt;" in page
    assert 'href="http://localhost:8000/accounts/invitations/abc/"' in page
    assert f'src="{reverse("mailbox-message-html", args=[KEY])}"' in page
    assert "steal()" not in page


def test_files_of_a_message_are_named(client, folder, db):
    (folder / f"{KEY}.eml").write_bytes(
        b'Content-Disposition: attachment; filename="26-JN-000412.pdf"\r\n\r\n%PDF'
    )

    page = client.get(reverse("mailbox-message", args=[KEY])).text

    assert "<dd>\n    26-JN-000412.pdf" in page


def test_a_message_without_parts_has_no_frame(client, folder, db):
    (folder / f"{KEY}.eml").write_bytes(b"Content-Type: application/pdf\r\n\r\n%PDF")

    page = client.get(reverse("mailbox-message", args=[KEY])).text

    assert "<iframe" not in page
    assert "As plain text" not in page
    assert "(no subject)" in page


def test_the_html_of_a_message_runs_nothing_and_has_no_origin(client, folder, db):
    (folder / f"{KEY}.eml").write_bytes(LETTER)

    response = client.get(reverse("mailbox-message-html", args=[KEY]))

    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "sandbox allow-popups allow-popups-to-escape-sandbox"
    )
    assert response.text == (
        '<!doctype html><base target="_blank"><p>Hello</p><script>steal()</script>'
    )


@pytest.mark.parametrize("name", ["mailbox-message", "mailbox-message-html"])
def test_a_message_that_is_gone_is_not_found(client, folder, name, db):
    assert client.get(reverse(name, args=["1-00000000"])).status_code == 404


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("mailbox", []),
        ("mailbox-message", [KEY]),
        ("mailbox-message-html", [KEY]),
    ],
)
def test_only_the_demonstration_has_a_mailbox(client, settings, name, args, db):
    settings.MAILBOX_DIR = None

    assert client.get(reverse(name, args=args)).status_code == 404
