"""The words of the domain, as codes with their names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an application stands (regime §3.2, §3.8)."""

    DRAFT = "DRAFT", _("Draft")
    SUBMITTED = "SUBMITTED", _("Submitted")
    IN_REVIEW = "IN_REVIEW", _("First review")
    RETURNED = "RETURNED", _("With exporter")
    RECOMMENDED = "RECOMMENDED", _("Second review")
    GRANTED = "GRANTED", _("Granted")
    REFUSED = "REFUSED", _("Refused")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class Action(models.TextChoices):
    SUBMIT = "SUBMIT", _("Submit")
    CLAIM = "CLAIM", _("Claim")
    RELEASE = "RELEASE", _("Give back to the queue")
    REQUEST_CORRECTION = "REQUEST_CORRECTION", _("Request correction")
    ANSWER = "ANSWER", _("Send the answer")
    RECOMMEND = "RECOMMEND", _("Send to second review")
    SEND_BACK = "SEND_BACK", _("Send back to first review")
    GRANT = "GRANT", _("Grant")
    REFUSE = "REFUSE", _("Refuse")
    WITHDRAW = "WITHDRAW", _("Withdraw")


class Holder(models.TextChoices):
    """Who holds the pen."""

    APPLICANT = "APPLICANT", _("Exporter")
    FIRST_LEVEL = "FIRST_LEVEL", _("First level")
    SECOND_LEVEL = "SECOND_LEVEL", _("Second level")
    NOBODY = "NOBODY", _("Nobody")


class Section(models.TextChoices):
    """The parts of an application a person fills in, as the task list shows them."""

    CONTRACT = "contract", _("Contract and route")
    GOODS = "goods", _("Goods and price")
    VEHICLES = "vehicles", _("Vehicles")
    DOCUMENTS = "documents", _("Documents")


class CodeList(models.TextChoices):
    CUSTOMS_DISTRICT = "CUSTOMS_DISTRICT", _("Customs district")
    TRADE_MODE = "TRADE_MODE", _("Trade mode")
    PAYMENT_MODE = "PAYMENT_MODE", _("Payment mode")
    TRANSPORT_MODE = "TRANSPORT_MODE", _("Transport mode")


class UseMode(models.TextChoices):
    """How often a licence may be cleared against (regime §2.2)."""

    MULTIPLE = "MULTIPLE", _("Multi-use (非一批一证)")
    SINGLE = "SINGLE", _("One batch, one licence (一批一证)")


class Needed(models.TextChoices):
    """When a document requirement applies (regime §1.5)."""

    ALWAYS = "ALWAYS", _("Always")
    WHEN_TRADER = "WHEN_TRADER", _("When the exporter is not the manufacturer")
    OPTIONAL = "OPTIONAL", _("If you have it")


class ScanState(models.TextChoices):
    WAITING = "WAITING", _("Not yet scanned")
    CLEAN = "CLEAN", _("Scanned, clean")
    REFUSED = "REFUSED", _("Refused by the scanner")


class Outcome(models.TextChoices):
    GRANT = "GRANT", _("Grant")
    REFUSE = "REFUSE", _("Refuse")


class Part(models.TextChoices):
    """What somebody did to a case that bars them from deciding it."""

    PREPARED = "PREPARED", _("Prepared the application")
    SUBMITTED = "SUBMITTED", _("Submitted the application")
    ASSESSED = "ASSESSED", _("Assessed the case")


class ClockKind(models.TextChoices):
    LICENCE = "CK-LICENCE", _("Decision on a conforming application")


class EndingKind(models.TextChoices):
    """Ways a licence stops before its date. Each is its own act in law (regime §3.5)."""

    SUSPENDED = "SUSPENDED", _("Suspended (暂停)")
    REVOKED = "REVOKED", _("Revoked (撤销)")


class CertificateState(models.TextChoices):
    WAITING = "WAITING", _("Being made")
    MADE = "MADE", _("Signed")
    FAILED = "FAILED", _("Could not be made")


class NoticeKind(models.TextChoices):
    RECEIVED = "RECEIVED", _("Application received")
    CORRECTION = "CORRECTION", _("Correction requested")
    REFUSED = "REFUSED", _("Application refused")
    ISSUED = "ISSUED", _("Licence issued")
    RENEWAL = "RENEWAL", _("Reminder to renew a licence")
    EXPIRY = "EXPIRY", _("Licence about to end")


class NoticeState(models.TextChoices):
    PLANNED = "PLANNED", _("Planned")
    POSTED = "POSTED", _("Handed to the mail service")
    SUPERSEDED = "SUPERSEDED", _("Superseded by a later notice")
    CANCELLED = "CANCELLED", _("Cancelled")
