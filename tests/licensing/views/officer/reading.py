"""Reads a page as a person does: words, messages, problems."""

import html
import re

from django.contrib.messages import get_messages
from django.urls import reverse

_TAG = re.compile(r"<[^>]*>")


def address(name, application):
    return reverse(name, args=[application.reference])


def main_of(page):
    """Return the markup of the page's main part."""
    return page.text.partition("<main")[2].partition("</main>")[0]


def words_of(page):
    """Return the words of the page's main part, with single blanks."""
    return _words(f"<main {main_of(page)}")


def part_of(page, heading_id):
    """Return the words of the card with that heading."""
    rest = page.text.partition(f'aria-labelledby="{heading_id}"')[2]
    return _words(f"<section {rest.partition('</section>')[0]}")


def _words(markup):
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def said(page):
    """Return what the next page will say on top."""
    return [str(message) for message in get_messages(page.wsgi_request)]


def problems_of(page):
    """Return what the summary of problems lists."""
    found = re.search(r'<section class="lc-errors".*?</section>', page.text, re.DOTALL)
    if found is None:
        return []
    items = re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL)
    return [_words(item) for item in items]
