"""Reads a page as a person does."""

import html
import re

from django.urls import reverse

_SCRIPT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def text_of(response):
    """The words of a page, without tags and with single blanks."""
    content = _SCRIPT.sub(" ", response.content.decode())
    return " ".join(html.unescape(_TAG.sub(" ", content)).split())


def main_of(response):
    """The words of what is on the page itself, without frame and navigation."""
    content = response.content.decode()
    start = content.index('<main class="lc-main"')
    content = _SCRIPT.sub(" ", content[start : content.index("</main>", start)])
    return " ".join(html.unescape(_TAG.sub(" ", content)).split())


def address(name, application, *more):
    return reverse(f"application{name}", args=[application.reference, *more])


def said(response):
    """What messages the next page will show."""
    return [str(message) for message in response.wsgi_request._messages]


def nobody(user):
    """Who needs a second factor, in tests about something else."""
    return False
