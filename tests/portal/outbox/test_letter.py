from email import message_from_bytes, policy

import pytest

from portal.outbox.letter import compose
from portal.outbox.models import OutboundEmail

TEXTS = [
    "Dear Ming,\nyour licence is ready.\n",
    "亲爱的陈明，\n您的许可证已准备好。\n",
    "-- \nsignature after a trailing space   \n",
    ".\n..\n.hidden line\nFrom here on\n",
    "equals = signs =3D and =?utf-8?q?words?=\n",
    "x" * 5000 + "\n",
    "长" * 5000 + "\n",
    "tab\tat the end\t\n\n\n\nempty lines\n",
    "--=_looks-like-a-boundary--\n",
    "line separator \u2028 and \x85 and form feed \x0c stay\n",
    "no newline at the end",
    "one long line without an end " * 100,
    "",
]


def read(text="Hello\n", subject="Hello", now=None):
    mail = OutboundEmail(
        to="ming@example.org",
        language="en",
        subject=subject,
        text=text,
        html=f"<p>{text}</p>",
        message_id="<1@licences.example.org>",
        queued_at=now,
    )
    return compose(mail, sender="Licet <a@licet.example>", addressee=mail.to)


@pytest.mark.parametrize("text", TEXTS)
def test_both_texts_arrive_as_they_were_worded(text, now):
    letter = message_from_bytes(read(text, now=now), policy=policy.default)

    plain, html = letter.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == text
    assert html.get_content().replace("\r\n", "\n") == f"<p>{text}</p>"
    assert letter.defects == plain.defects == html.defects == []


def test_any_line_end_becomes_that_of_mail(now):
    letter = message_from_bytes(read("a\r\nb\rc\n", now=now), policy=policy.default)

    assert next(letter.iter_parts()).get_content() == "a\r\nb\r\nc\r\n"


@pytest.mark.parametrize("text", TEXTS)
def test_no_line_is_longer_than_mail_allows(text, now):
    lines = read(text, subject=text[:250].replace("\n", " "), now=now).split(b"\r\n")

    assert max(len(line) for line in lines) <= 998
    assert not any(b"\r" in line or b"\n" in line for line in lines)


@pytest.mark.parametrize(
    "subject",
    [
        "Hello Ming",
        "您的许可证 26-JN-000123 已准备好",
        "Licence ready" * 15,
        " ".join(["Licence ready"] * 15),
        "许可证" * 80,
        "=?utf-8?q?forged?=",
    ],
)
def test_a_subject_arrives_as_it_was_worded(subject, now):
    letter = message_from_bytes(read(subject=subject, now=now), policy=policy.default)

    assert letter["Subject"] == subject
