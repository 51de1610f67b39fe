"""The task list of a draft: what is complete, what is missing, what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from licensing.models import Application
from licensing.presenters.words import country_name
from licensing.queries.contents import CONTRACT_FIELDS
from licensing.rules.facts import ApplicationFacts, LineFacts
from licensing.rules.findings import Finding, FindingCode
from portal.ui.tones import Tone
from portal.ui.writing import write_date, write_money, write_number

# What only has not been filled in yet; every other blocker is something to fix.
NOT_YET: Final = frozenset(
    {
        FindingCode.CONTRACT_NUMBER_MISSING,
        FindingCode.BUYER_MISSING,
        FindingCode.DESTINATION_MISSING,
        FindingCode.CUSTOMS_DISTRICT_MISSING,
        FindingCode.TRADE_MODE_MISSING,
        FindingCode.PAYMENT_MODE_MISSING,
        FindingCode.TRANSPORT_MODE_MISSING,
        FindingCode.LINES_MISSING,
        FindingCode.VEHICLES_MISSING,
        FindingCode.DOCUMENT_MISSING,
        FindingCode.MANUFACTURER_MISSING,
    }
)


@dataclass(frozen=True, slots=True)
class Task:
    """What the tag `task_row` draws; without `url` it cannot be started yet."""

    title: str
    hint: str
    url: str = ""
    tone: str = ""
    word: str = ""
    shape: str = ""
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class TaskGroup:
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class TaskList:
    groups: tuple[TaskGroup, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def total(self) -> int:
        return len(self.tasks)

    @property
    def complete(self) -> int:
        return sum(task.is_complete for task in self.tasks)

    @property
    def progress(self) -> str:
        words = ngettext(
            "%(done)d of %(total)d section complete",
            "%(done)d of %(total)d sections complete",
            self.total,
        )
        return words % {"done": self.complete, "total": self.total}

    @property
    def next_task(self) -> Task | None:
        """The first thing to go on with."""
        return next((t for t in self.tasks if t.url and not t.is_complete), None)


def task_list(
    application: Application,
    facts: ApplicationFacts,
    blockers: Sequence[Finding],
    *,
    rows_to_fix: int,
) -> TaskList:
    """Return the tasks; `rows_to_fix` counts rows kept back from the list of cars."""
    by_section: dict[str, list[Finding]] = {}
    for finding in blockers:
        by_section.setdefault(finding.section, []).append(finding)
    desk = _Desk(application, facts, by_section)
    return TaskList(
        (
            TaskGroup(
                gettext("1. Contract and goods"),
                (desk.contract(), desk.goods(), desk.vehicles(rows_to_fix)),
            ),
            TaskGroup(gettext("2. Proof"), (desk.company(), desk.documents())),
            TaskGroup(gettext("3. Check and submit"), (desk.check(),)),
        )
    )


class _Desk:
    """Writes the row of each section."""

    def __init__(
        self,
        application: Application,
        facts: ApplicationFacts,
        blockers: Mapping[str, Sequence[Finding]],
    ) -> None:
        self.application = application
        self.facts = facts
        self.blockers = blockers

    def contract(self) -> Task:
        facts = self.facts
        if facts.contract_number and facts.buyer_name:
            hint = gettext("%(number)s with %(buyer)s") % {
                "number": facts.contract_number,
                "buyer": facts.buyer_name,
            }
        elif facts.destination:
            hint = country_name(facts.destination)
        else:
            hint = gettext("Buyer, destination, customs district and modes")
        has_begun = any(getattr(facts, field) for field in CONTRACT_FIELDS)
        return self._task(
            "contract", gettext("Contract and route"), hint, has_begun=has_begun
        )

    def goods(self) -> Task:
        lines = self.facts.lines
        return self._task(
            "goods",
            gettext("Goods and price"),
            _goods_hint(lines),
            has_begun=bool(lines),
        )

    def vehicles(self, rows_to_fix: int) -> Task:
        title, facts = gettext("Vehicles"), self.facts
        if not facts.lines:
            return Task(title, gettext("Opens when there is a line of goods"))
        hint = gettext("%(listed)s of %(quantity)s cars are listed") % {
            "listed": write_number(facts.vehicles.count),
            "quantity": write_number(self.application.quantity),
        }
        return self._task(
            "vehicles",
            title,
            hint,
            has_begun=facts.vehicles.count > 0,
            more_to_fix=rows_to_fix,
        )

    def company(self) -> Task:
        title, facts = gettext("Manufacturer’s authorisation"), self.facts
        if not facts.manufacturer_uscc:
            return Task(title, gettext("Opens when the manufacturer is chosen"))
        return self._task("company", title, self._authorisation_hint(), has_begun=True)

    def _authorisation_hint(self) -> str:
        maker = self.application.manufacturer
        if maker is None or self.facts.exporter_is_manufacturer:
            return gettext("You export your own cars and need none")
        authorisation = self.facts.authorisation
        if authorisation is None:
            return gettext("%(maker)s has given none that is in force") % {
                "maker": maker.name
            }
        return gettext("%(maker)s gave %(number)s, until %(date)s") % {
            "maker": maker.name,
            "number": authorisation.number,
            "date": write_date(authorisation.valid_until),
        }

    def documents(self) -> Task:
        asked = self.facts.requirements
        given = [each for each in asked if each.clean or each.waiting]
        hint = gettext("%(given)d of %(asked)d given") % {
            "given": len(given),
            "asked": len(asked),
        }
        return self._task(
            "documents", gettext("Documents"), hint, has_begun=bool(given)
        )

    def check(self) -> Task:
        title = gettext("Check your answers and declare")
        if self.blockers:
            hint = gettext("Opens when sections 1 and 2 are complete")
            return Task(title, hint)
        return Task(
            title,
            gettext("The last look before the authority has it"),
            self._url("application-check"),
            Tone.INFO,
            gettext("Ready to declare"),
        )

    def _task(
        self,
        section: str,
        title: str,
        hint: str,
        *,
        has_begun: bool,
        more_to_fix: int = 0,
    ) -> Task:
        found = self.blockers.get(section, ())
        wrong = sum(finding.code not in NOT_YET for finding in found) + more_to_fix
        place = "contract" if section == "company" else section
        url = self._url(f"application-{place}")
        if wrong:
            words = ngettext("%(count)s to fix", "%(count)s to fix", wrong)
            word = words % {"count": write_number(wrong)}
            return Task(title, hint, url, Tone.WARN, word)
        if not found:
            return Task(
                title, hint, url, Tone.OK, gettext("Complete"), is_complete=True
            )
        if has_begun:
            return Task(title, hint, url, Tone.INFO, gettext("In progress"))
        return Task(title, hint, url, Tone.IDLE, gettext("Not started"))

    def _url(self, name: str) -> str:
        return reverse(name, args=[self.application.reference])


def _goods_hint(lines: Sequence[LineFacts]) -> str:
    if not lines:
        return gettext("Brand, model, HS code, quantity and price")
    first = lines[0]
    if len(lines) == 1:
        return gettext("%(brand)s %(model)s, %(price)s each, FOB") % {
            "brand": first.brand,
            "model": first.model,
            "price": write_money(first.unit_price, first.currency),
        }
    return gettext("%(brand)s %(model)s and %(count)d more") % {
        "brand": first.brand,
        "model": first.model,
        "count": len(lines) - 1,
    }
