"""Plays the stories through the portal's own operations, in the order they happened."""

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count

from django.conf import settings

from licensing.enums import EndingKind, Outcome, Section
from licensing.management.demo.companies import Cast
from licensing.management.demo.papers import paper
from licensing.management.demo.story import Act, Story
from licensing.models import Application, ReasonCode
from licensing.operations import (
    corrections,
    decisions,
    documents,
    drafts,
    licences,
    reviews,
    submission,
    vehicles,
)
from licensing.queries import catalogue
from licensing.queries.contents import CONTRACT_FIELDS
from licensing.rules import validity
from licensing.rules.vin import check_digit
from portal.accounts.models import User
from portal.calendars.working_days import WorkingCalendar
from portal.lib.legal_time import legal_day

_OPENING = time(9, 10)
# Acts of one day follow one another; those of today must lie in the past.
MOST_ACTS = 90
_CODES = {"Hanjiang": "LHJCE4CB", "Lanting": "LNTAE2XB"}


@dataclass(slots=True)
class Player:
    """Plays one story; `numbers` gives cars and contracts their serials."""

    story: Story
    cast: Cast
    numbers: "count[int]"
    application: Application | None = None
    when: datetime = field(init=False)

    def play(self, act: Act, *, at: datetime) -> None:
        self.when = at
        getattr(self, act.what)(self.cast.person(act.who))
        self.case.refresh_from_db()

    @property
    def case(self) -> Application:
        if self.application is None:
            raise LookupError("The story has not begun.")
        return self.application

    def begin(self, by: User) -> None:
        on = legal_day(self.when)
        self.application = drafts.start(
            organisation=self.cast.companies[self.story.company],
            type_version=catalogue.open_types(on).get(licence_type__code="EV-NEW"),
            by=by,
            at=self.when,
        )

    def fill(self, by: User) -> None:
        self.begin(by)
        story, serial = self.story, next(self.numbers)
        drafts.save_contract(
            application=self.case,
            manufacturer=self.cast.companies[story.maker],
            answers={
                "contract_number": f"{story.company[:2].upper()}-26-{serial:04}",
                "buyer_name": story.buyer,
                "destination": story.destination,
                "customs_district": story.district,
                "trade_mode": "0110",
                "payment_mode": "LC",
                "transport_mode": "3" if story.district == "9404" else "2",
            },
            revision=None,
            by=by,
            at=self.when,
        )
        self.case.refresh_from_db()
        brand = "Lanting" if story.maker == "lanting" else "Hanjiang"
        drafts.add_line(
            application=self.case,
            contents=drafts.LineContents(
                brand=brand,
                model=story.model,
                hs_code="8703801090",
                quantity=story.quantity,
                unit_price=story.price,
                currency="USD",
            ),
            by=by,
            at=self.when,
        )
        self._list_cars(by, _CODES[brand])
        self._add_papers(by)

    def _list_cars(self, by: User, code: str) -> None:
        rows = [
            (row, vin(code, next(self.numbers)), "")
            for row in range(2, self.story.quantity + 2)
        ]
        upload = vehicles.read_list(
            application=self.case,
            rows=rows,
            file_name=f"{self.case.contract_number}.xlsx",
            sha256="",
            by=by,
            at=self.when,
        )
        vehicles.agree(upload=upload, by=by, at=self.when)

    def _add_papers(self, by: User) -> None:
        for requirement in catalogue.requirements_of(self.case):
            content = paper(self.case, requirement, self.story, on=legal_day(self.when))
            documents.add(
                application=self.case,
                requirement=requirement,
                name=f"{requirement.name_en}.pdf",
                stream=io.BytesIO(content),
                by=by,
                at=self.when,
            )
        documents.scan_waiting(at=self.when)

    def submit(self, by: User) -> None:
        submission.submit(
            application=self.case,
            declaration=self.case.type_version.declaration_en,
            by=by,
            at=self.when,
        )

    def withdraw(self, by: User) -> None:
        submission.withdraw(application=self.case, by=by, at=self.when)

    def claim(self, by: User) -> None:
        reviews.claim(application=self.case, by=by, at=self.when)

    def ask(self, by: User) -> None:
        corrections.request(
            application=self.case,
            items=[
                corrections.Request(
                    Section.CONTRACT,
                    "The contract names the buyer’s branch that takes delivery;"
                    " the application names its head office.",
                ),
            ],
            by=by,
            at=self.when,
        )

    def answer(self, by: User) -> None:
        kept = {name: getattr(self.case, name) for name in CONTRACT_FIELDS}
        drafts.save_contract(
            application=self.case,
            manufacturer=self.cast.companies[self.story.maker],
            answers=kept | {"buyer_name": f"{self.story.buyer}, Rayong branch"},
            revision=None,
            by=by,
            at=self.when,
        )
        corrections.answer(
            application=self.case,
            answers={1: "The branch is named now, as in clause 3 of the contract."},
            declaration=self.case.type_version.declaration_en,
            by=by,
            at=self.when,
        )

    def recommend(self, by: User) -> None:
        self._recommend(Outcome.GRANT, by)

    def recommend_refusal(self, by: User) -> None:
        self._recommend(Outcome.REFUSE, by)

    def _recommend(self, outcome: Outcome, by: User) -> None:
        reviews.recommend(
            application=self.case,
            outcome=outcome,
            reason=_wrong_price(),
            explanation=_EXPLANATION,
            note="All documents read, facts compared with the contract.",
            by=by,
            at=self.when,
        )

    def grant(self, by: User) -> None:
        self._decide(Outcome.GRANT, by)

    def refuse(self, by: User) -> None:
        self._decide(Outcome.REFUSE, by)

    def _decide(self, outcome: Outcome, by: User) -> None:
        decisions.decide(
            application=self.case,
            outcome=outcome,
            reason=_wrong_price(),
            explanation=_EXPLANATION,
            by=by,
            at=self.when,
        )

    def suspend(self, by: User) -> None:
        self._end(EndingKind.SUSPENDED, by)

    def revoke(self, by: User) -> None:
        self._end(EndingKind.REVOKED, by)

    def _end(self, kind: EndingKind, by: User) -> None:
        licences.end(
            licence=self.case.licence,
            kind=kind,
            ground="The after-sales outlet named in the application does not exist.",
            proposed_by=by,
            by=self.cast.person("head"),
            at=self.when,
        )


_EXPLANATION = (
    "The application gives a unit price of USD 2,900 for a car with a VIN; the contract"
    " gives no price, and the manufacturer’s list gives USD 12,400."
)


def _wrong_price() -> ReasonCode:
    return ReasonCode.objects.get(code="RF-05")


def vin(code: str, serial: int) -> str:
    """Return an invented VIN with the right check digit."""
    text = f"{code}0T1{serial:06}"
    return text[:8] + check_digit(text) + text[9:]


def begin_day(
    story: Story, calendar: WorkingCalendar, *, today: date, not_before: date
) -> date:
    """Return the day of law on which a story begins, under the rules it needs."""
    return max(_wished_day(story, calendar, today=today), not_before)


def _wished_day(story: Story, calendar: WorkingCalendar, *, today: date) -> date:
    if story.ends_in is None:
        return back(calendar, today, story.working_days_ago)
    wanted = today + timedelta(days=story.ends_in)

    def distance(granted_on: date) -> int:
        return abs((_last_day(granted_on) - wanted).days)

    candidates = (today - timedelta(days=days) for days in range(6, 320))
    granted_on = min(
        (day for day in candidates if calendar.is_working_day(day)), key=distance
    )
    return back(calendar, granted_on, 2)


def _last_day(granted_on: date) -> date:
    return validity.valid_to(granted_on, months=6, ends_with_year=True)


def back(calendar: WorkingCalendar, day: date, working_days: int) -> date:
    """Return the day so many working days before."""
    while working_days:
        day -= timedelta(days=1)
        working_days -= calendar.is_working_day(day)
    return day


def moment(day: date, order: int, *, now: datetime) -> datetime:
    """Return office hours of a day of law, but never later than now."""
    opening = datetime.combine(day, _OPENING, tzinfo=settings.LEGAL_TIME_ZONE)
    return min(
        opening + timedelta(minutes=5 * order),
        now - timedelta(minutes=MOST_ACTS - order),
    )
