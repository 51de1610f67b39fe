import os
import runpy
import signal
import smtplib
import sys
import threading
from email.message import EmailMessage

import pytest

from portal.standalone import mailbox, ports
from portal.standalone.waiting import wait_until


def letter():
    message = EmailMessage()
    message["Subject"] = "Licence 26-JN-000001 issued"
    message["To"] = "trader@demo.example"
    message.set_content("Your licence has been issued.\n")
    return message


def while_serving(folder, send):
    """Run the mail server, as the main thread must, until the sender has sent."""
    port = ports.find_free()
    answers = []

    def post():
        assert wait_until(lambda: ports.answers(port), seconds=10)
        with smtplib.SMTP(ports.LOOPBACK, port) as client:
            answers.append(send(client))
        os.kill(os.getpid(), signal.SIGTERM)

    sender = threading.Thread(target=post)
    sender.start()
    where = [f"--folder={folder}", f"--host={ports.LOOPBACK}", f"--port={port}"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [mailbox.__file__, *where])
        runpy.run_path(mailbox.__file__, run_name="__main__")
    sender.join()
    return answers[0]


def test_every_mail_becomes_one_file_that_names_all_recipients(tmp_path):
    recipients = ["trader@demo.example", "hidden@demo.example"]
    refused = while_serving(
        tmp_path / "mail",
        lambda client: client.send_message(letter(), to_addrs=recipients),
    )
    assert refused == {}
    (kept,) = (tmp_path / "mail").iterdir()
    assert kept.suffix == ".eml"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.read_text().splitlines()[:2] == [
        "Delivered-To: trader@demo.example",
        "Delivered-To: hidden@demo.example",
    ]
    assert "Subject: Licence 26-JN-000001 issued" in kept.read_text()


def test_a_mail_that_cannot_be_kept_is_to_be_sent_again(tmp_path):
    def send(client):
        (tmp_path / "mail").rmdir()  # as good as a full disk
        client.ehlo()
        client.mail("no-reply@licet.example")
        client.rcpt("trader@demo.example")
        return client.data(letter().as_bytes())

    code, sentence = while_serving(tmp_path / "mail", send)
    assert (code, sentence) == (452, b"Not kept: No such file or directory")
