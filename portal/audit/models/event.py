from typing import Any

from django.db import models
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One link of the chain. Only `portal.audit.trail` writes it; nothing changes it.

    The database numbers and chains each row as it is inserted (migration 0002), so that
    sequence, previous hash and hash are right whoever inserts. No personal data here:
    what the event says about people stands in its payload, of which the chain holds a
    salted digest only.
    """

    sequence = models.BigIntegerField(
        _("number"), primary_key=True, db_default=0, editable=False
    )
    at = models.DateTimeField(_("at"))
    verb = models.CharField(_("what happened"), max_length=80)
    # No foreign keys: the trail never interferes with live data.
    subject_type = models.CharField(_("kind of subject"), max_length=80)
    subject_id = models.CharField(_("subject"), max_length=64)
    payload_digest = models.CharField(
        _("digest of the payload"), max_length=64, editable=False
    )
    previous_hash = models.CharField(
        _("previous hash"), max_length=64, db_default="", editable=False
    )
    hash = models.CharField(_("hash"), max_length=64, db_default="", editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id", "-sequence"],
                name="event_about_subject",
            ),
            models.Index(fields=["verb", "-sequence"], name="event_by_verb"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verb__regex=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"),
                name="event_verb_is_noun_verb",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    subject_type__regex=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"
                ),
                name="event_subject_type_is_app_model",
            ),
            # One line each: the chained bytes are lines.
            models.CheckConstraint(
                condition=models.Q(subject_id__regex=r"^[^[:cntrl:]]+$"),
                name="event_subject_id_is_one_line",
            ),
            models.CheckConstraint(
                condition=models.Q(payload_digest__regex="^[0-9a-f]{64}$"),
                name="event_payload_digest_is_sha256",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"

    @property
    def told(self) -> dict[str, Any]:
        """What the payload says; empty once it has been erased."""
        payload: Payload | None = getattr(self, "payload", None)
        return {} if payload is None else payload.data

    @property
    def actor_id(self) -> str:
        """Return the person's primary key as text; empty when the portal acted."""
        return str(self.told.get("actor_id", ""))

    @property
    def actor_name(self) -> str:
        return str(self.told.get("actor_name", ""))

    @property
    def subject_name(self) -> str:
        return str(self.told.get("subject_name", ""))

    @property
    def reason(self) -> str:
        return str(self.told.get("reason", ""))

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.told.get("facts", {}))


class Payload(models.Model):
    """Who acted, on what, why: beside the chain, so that erasure does not break it."""

    event = models.OneToOneField(
        Event,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        related_name="payload",
        verbose_name=_("event"),
    )
    salt = models.CharField(max_length=64, editable=False)
    data = models.JSONField(_("told"))

    class Meta:
        verbose_name = _("payload")
        verbose_name_plural = _("payloads")
        indexes = [
            models.Index(KT("data__actor_id"), name="payload_actor_id"),
            models.Index(KT("data__actor_name"), name="payload_actor_name"),
            models.Index(KT("data__subject_name"), name="payload_subject_name"),
        ]

    def __str__(self) -> str:
        return f"payload of event {self.event_id}"
