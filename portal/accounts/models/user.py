from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import STAFF_ROLES, Permission, Role, role_has


class User(AbstractBaseUser):
    """A person with an account. The e-mail address is the name they sign in with."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(
        _("role"), max_length=20, choices=Role.choices, default=Role.EXPORTER
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="en"
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined at"))
    disabled_at = models.DateTimeField(_("disabled at"), null=True, blank=True)
    # Part of every session's hash: raising it ends all sessions at once.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(fields=["email"], name="user_email_unique"),
            # Sign-in looks for the address in lower case.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True, disabled_at=None)
                | models.Q(is_active=False, disabled_at__isnull=False),
                name="user_disabled_at_when_inactive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    @property
    def is_staff(self) -> bool:
        """Whether Django admin opens for this account."""
        return role_has(self.role, Permission.MANAGE_ACCOUNTS)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django admin asks this; each model's admin narrows it further."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def has_role(self, permission: Permission) -> bool:
        """Whether the account's role at the authority holds the permission."""
        return self.is_active and role_has(self.role, permission)

    @property
    def needs_second_factor(self) -> bool:
        """Whether the role alone requires one; signing for a company does too."""
        return self.role in STAFF_ROLES

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what each of the person's sessions must carry to count."""
        return salted_hmac(
            "portal.accounts.models.User.session",
            f"{self.password}:{self.session_epoch}:{self.is_active}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def initials(self) -> str:
        """Two letters for the avatar; the last two characters of a Chinese name."""
        words = self.name.split()
        if len(words) > 1:
            return (words[0][0] + words[-1][0]).upper()
        return self.name[-2:] if not self.name.isascii() else self.name[:2].upper()

    def same_person_as(self, other: Self | None) -> bool:
        return other is not None and self.pk == other.pk
