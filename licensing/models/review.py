"""What people did to a case: submissions, corrections, assessments, the decision.

Submissions, participations, recommendations and decisions are append-only, and a
decision by somebody who took part in the case is refused by the database itself
(migration 0002).
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.enums import Outcome, Part, Section
from licensing.models.application import Application
from licensing.models.catalogue import DocumentRequirement, ReasonCode


class Submission(models.Model):
    """The contents as the exporter declared them, whole and hashed."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declaration = models.TextField()
    contents = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="submission_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} submission {self.number}"


class Participation(models.Model):
    """Who had a hand in a case. Whoever stands here cannot decide it (R-W1)."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="participations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField(max_length=20, choices=Part.choices)
    first_at = models.DateTimeField()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "user", "part"], name="participation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.part} {self.application}"


class Correction(models.Model):
    """One request that lists everything to mend (R-W5), and its answer."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="corrections"
    )
    number = models.PositiveSmallIntegerField()
    requested_at = models.DateTimeField(_("requested at"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("answer by"))
    # Contents when asked, to tell whether the answer changed anything.
    digest_before = models.CharField(max_length=64)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="correction_number_once"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(answered_at=None),
                name="correction_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="correction_answered_at_with_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} correction {self.number}"


class CorrectionItem(models.Model):
    """One thing to mend: in a section, or a document of a requirement."""

    correction = models.ForeignKey(
        Correction, on_delete=models.PROTECT, related_name="items"
    )
    position = models.PositiveSmallIntegerField()
    section = models.CharField(_("section"), max_length=20, choices=Section.choices)
    requirement = models.ForeignKey(
        DocumentRequirement, on_delete=models.PROTECT, null=True, related_name="+"
    )
    request = models.TextField(_("what to mend"))
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("correction item")
        verbose_name_plural = _("correction items")
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "position"], name="correction_item_position_once"
            ),
            models.CheckConstraint(
                condition=models.Q(requirement=None)
                | models.Q(section=Section.DOCUMENTS),
                name="correction_item_requirement_is_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.correction} item {self.position}"


class Recommendation(models.Model):
    """The first level's assessment, of exactly the contents it names by digest."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    reason = models.ForeignKey(
        ReasonCode, on_delete=models.PROTECT, null=True, related_name="+"
    )
    explanation = models.TextField(_("explanation to the exporter"), blank=True)
    note = models.TextField(_("note to second review"), blank=True)
    digest = models.CharField(max_length=64)
    recommended_at = models.DateTimeField()
    recommended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="recommendation_number_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.REFUSE)
                | (models.Q(reason__isnull=False) & ~models.Q(explanation="")),
                name="recommendation_to_refuse_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} recommendation {self.number}"


class Decision(models.Model):
    """The second level's word; one a case, never altered."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="decision"
    )
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, related_name="decision"
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    reason = models.ForeignKey(
        ReasonCode, on_delete=models.PROTECT, null=True, related_name="+"
    )
    explanation = models.TextField(_("explanation to the exporter"), blank=True)
    # Facts and findings as decided, and their hash.
    basis = models.JSONField()
    digest = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.REFUSE)
                | (models.Q(reason__isnull=False) & ~models.Q(explanation="")),
                name="decision_to_refuse_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.outcome}"
