"""A person at a browser of their own. Every page they come to is judged."""

import os
import re
from pathlib import Path

from django.utils import translation
from playwright.sync_api import TimeoutError as TookTooLong
from playwright.sync_api import expect

from tests.browsing import ALL_RULES, barriers_on, listen_to, weak_contrasts_on
from tests.people import PASSWORD

DESK = {"width": 1280, "height": 900}
# The narrowest window that has to do: 1280 pixels at 400 %.
NARROW = (375, 320)
PICTURES = os.environ.get("SCREENSHOTS", "")
UNCOVERED = """each => {
    const box = each.getBoundingClientRect();
    const top = document.elementFromPoint(
        box.left + box.width / 2, box.top + box.height / 2);
    return top === each || each.contains(top) || each.labels?.[0]?.contains(top);
}"""
MARKED = """each => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""
JUDGED = set()


class Visitor:
    def __init__(self, context, site, *, name="nobody", scripts=True):
        self.context = context
        self.site = site
        self.name = name
        self.scripts = scripts
        self.language = "en"
        self.rules = ALL_RULES
        self.complaints = listen_to(context)
        self.page = context.new_page()
        self.page.set_viewport_size(DESK)
        self.seen = 0

    # What stands on a page, in the words of its reader.

    def words(self, text, **values):
        with translation.override(self.language):
            return translation.gettext(text) % (values or ())

    def button(self, text):
        return self.page.get_by_role("button", name=self._beginning(text))

    def link(self, text):
        return self.page.get_by_role("link", name=self._beginning(text))

    def _beginning(self, text):
        """What follows in the name says which row it is about."""
        return re.compile("^" + re.escape(self.words(text)))

    def field(self, name):
        return self.page.locator(f'main [name="{name}"]')

    def sees(self, text, **values):
        expect(self.page.locator("main")).to_contain_text(self.words(text, **values))

    def sees_no(self, text, **values):
        expect(self.page.locator("main")).not_to_contain_text(
            self.words(text, **values)
        )

    def sees_heading(self, text):
        expect(self.page.locator("h1")).to_have_text(self.words(text))

    # What a person does.

    def open(self, path, *, status=200):
        answer = self.page.goto(self.site + path)
        # A change of the fragment alone asks nobody.
        assert answer is None or answer.status == status
        if status >= 400:
            self.forgive(str(status))
        self.judge()

    def follow(self, text):
        self.go_by(self.link(text).first.click)

    def press(self, text):
        self.go_by(self.button(text).first.click)

    def go_by(self, act, *, status=200):
        """Do what leads to another page, and judge that page."""
        page = self.page
        with page.expect_event(
            "framenavigated", lambda frame: frame == page.main_frame
        ):
            act()
        page.wait_for_load_state()
        if status >= 400:
            self.forgive(str(status))
        self.judge()

    def save(self, act):
        """Do what hands a file out; return its name and its bytes."""
        with self.page.expect_download() as expected:
            act()
        file = expected.value
        return file.suggested_filename, Path(file.path()).read_bytes()

    def fill(self, **answers):
        for name, value in answers.items():
            field = self.field(name)
            match field.first.evaluate("each => each.type"):
                case "radio":
                    field.and_(self.page.locator(f'[value="{value}"]')).check()
                case "checkbox":
                    field.set_checked(value)
                case "select-one":
                    field.select_option(value)
                case "file":
                    field.set_input_files(value)
                case _:
                    field.fill(value)

    def sign_in(self, person, password=PASSWORD):
        self.open("/accounts/login/")
        self.page.locator('[name="login"]').first.fill(person.email)
        self.page.locator('[name="password"]').first.fill(password)
        self.go_by(self.button("Sign in").first.click)
        expect(self.page.locator('[name="password"]')).to_have_count(0)

    def sign_out(self):
        self.page.locator(".lc-menu summary").click()
        self.go_by(self.page.locator(".lc-menu").get_by_role("button").click)
        expect(self.page.locator(".lc-menu")).to_have_count(0)

    def speak(self, language):
        """Choose a language in the switch of the page."""
        if language == self.language:
            return
        if not self.page.locator(".lc-lang").count():
            self.open("/accounts/")  # Django's administration has no switch
        self.language = language
        self.go_by(self.page.locator(f'.lc-lang [value="{language}"]').click)
        tag = "zh-Hans" if language == "zh-hans" else language
        expect(self.page.locator("html")).to_have_attribute("lang", tag)

    def tab_to(self, target):
        """Press Tab until the target has the focus, and see that it shows."""
        for _ in range(120):
            if target.evaluate("each => each === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(target).to_be_focused()
        assert target.evaluate(UNCOVERED), "Something covers what has the focus."
        assert target.evaluate(MARKED), "Nothing shows what has the focus."

    def wait_for(self, target):
        """Open the page again until a worker has done its part."""
        for _ in range(40):
            try:
                target.wait_for(timeout=500)
            except TookTooLong:
                self.page.reload()
            else:
                break
        expect(target).to_be_visible()
        self.judge()

    # How a page is judged.

    def forgive(self, text):
        """Forget complaints that were meant to be."""
        self.complaints[:] = [each for each in self.complaints if text not in each]

    def judge(self):
        """See that the page has no barrier, fits each window, and breaks no rule."""
        page = self.page
        assert self.complaints == [], page.url
        if self._is_known():
            return
        self.seen += 1
        self._photograph("desk")
        if self.scripts:
            assert barriers_on(page, tags=self.rules) == [], page.url
            page.emulate_media(color_scheme="dark")
            assert weak_contrasts_on(page) == [], page.url
            page.emulate_media(color_scheme="light")
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 700})
            if width == NARROW[0]:
                self._photograph("phone")
            assert page.evaluate("document.documentElement.scrollWidth") == width, (
                f"{page.url} scrolls sideways at {width}"
            )
        page.set_viewport_size(DESK)

    def _is_known(self):
        """Whether the same page, but for numbers and tokens, was judged before."""
        face = hash(re.sub(r"[0-9A-Za-z]{64}|\d", "", self.page.content()))
        known = (self.scripts, face) in JUDGED
        JUDGED.add((self.scripts, face))
        return known

    def _photograph(self, window):
        if PICTURES:
            place = self.page.url.removeprefix(self.site).partition("#")[0]
            words = re.sub(r"[^a-z]+", "-", place.lower())[:40]
            name = f"{self.name}-{self.seen:02}{words}-{self.language}-{window}.png"
            self.page.screenshot(path=Path(PICTURES) / name, full_page=True)
