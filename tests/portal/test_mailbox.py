from datetime import UTC, datetime

import pytest

from portal import mailbox

INVITATION = b"""\
Delivered-To: lin@yunfan.example\r
From: =?utf-8?b?5rGf5Y2X55yB5ZWG5Yqh5Y6F?= <no-reply@licet.example>\r
To: someone@else.example\r
Subject: You are invited\r
 to Licet\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="b"\r
\r
--b\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: base64\r
\r
5oKo5aW9\r
--b\r
Content-Type: text/html; charset=utf-8\r
\r
<p>Welcome</p>\r
--b\r
Content-Type: text/plain\r
Content-Disposition: attachment; filename="rules.txt"\r
\r
not the body\r
--b--\r
"""
KEY = "1771897444000000000-0123abcd"
AT = datetime(2026, 2, 24, 1, 44, 4, tzinfo=UTC)


@pytest.fixture
def keep(tmp_path):
    def keep(content, key=KEY):
        (tmp_path / f"{key}.eml").write_bytes(content)
        return tmp_path

    return keep


def test_a_message_is_read_with_all_its_parts(keep):
    opened = mailbox.read(keep(INVITATION), KEY)

    assert opened == mailbox.OpenedMail(
        mail=mailbox.Mail(
            key=KEY,
            at=AT,
            sender="江南省商务厅 <no-reply@licet.example>",
            recipient="lin@yunfan.example",
            subject="You are invited to Licet",
        ),
        text="您好",
        html="<p>Welcome</p>",
        attachments=("rules.txt",),
    )


def test_the_newest_message_comes_first(keep):
    for second in (3, 1, 2):
        folder = keep(b"Subject: %d\r\n\r\n" % second, f"{second}-0123abcd")

    assert [mail.subject for mail in mailbox.newest(folder)] == ["3", "2", "1"]


def test_other_files_in_the_folder_are_no_messages(keep, tmp_path):
    keep(b"Subject: half\r\n\r\n", "notes")
    (tmp_path / "1771897444000000000-0123abcd.new").write_bytes(b"half written")

    assert mailbox.newest(tmp_path) == []


def test_a_folder_that_is_not_there_has_no_messages(tmp_path):
    assert mailbox.newest(tmp_path / "none") == []


@pytest.mark.parametrize(
    "key", ["1-00000000", "../../etc/passwd", "", f"{KEY}\n", "x" * 5000]
)
def test_a_key_of_no_message_is_refused(keep, key):
    with pytest.raises(mailbox.NoSuchMail):
        mailbox.read(keep(INVITATION), key)


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        (b"Subject: =?utf-8?b?!?= a", "a"),
        (b"Subject: =?x-none?q?Hello?=", "=?x-none?q?Hello?="),
        (b"Subject: a\x00b\r\nX: \xff", "a\x00b"),
        (b"Subject: " + b"long " * 1000, ("long " * 100)),
        (b"no header at all", ""),
        (b"", ""),
    ],
)
def test_a_hostile_subject_becomes_one_line(keep, header, subject):
    opened = mailbox.read(keep(header + b"\r\n\r\nbody"), KEY)

    assert opened.mail.subject == subject


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"charset=x-none", b"plain", "plain"),
        (b"charset=undefined", b"plain", "plain"),
        (b"charset=utf-8", b"\xff\xfe half", "�� half"),
        (b"charset=utf-8", b"long" * 100_000, "long" * 12_500),
        (b"charset*0*=utf-8''a%E6; charset*1=b", b"plain", "plain"),
    ],
)
def test_a_hostile_body_becomes_text(keep, head, body, text):
    message = b"Content-Type: text/plain; " + head + b"\r\n\r\n" + body

    assert mailbox.read(keep(message), KEY).text == text


def test_a_body_that_says_it_is_a_message_has_no_text(keep):
    message = b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner body"

    assert mailbox.read(keep(message), KEY).text == "inner body"


def test_a_hostile_file_name_is_left_out(keep):
    message = (
        b"Content-Type: text/plain\r\n"
        b"Content-Disposition: attachment; filename*=undefined''%41; filename*0*=x;"
        b" filename*=1\r\n\r\nbody"
    )

    assert mailbox.read(keep(message), KEY).attachments == ()


def test_a_key_from_the_far_future_still_has_a_time(keep):
    folder = keep(INVITATION, "9" * 20 + "-0123abcd")

    assert mailbox.newest(folder)[0].at.year == 2106
