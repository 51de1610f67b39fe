from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_FEWEST_CHARACTERS = 5


class NotRepeated:
    """Refuses what is long only because something short is repeated."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        is_repeated = password in (password * 2)[1:-1]
        if is_repeated or len(set(password)) < _FEWEST_CHARACTERS:
            raise ValidationError(
                _("This password only repeats something short."),
                code="password_repeated",
            )

    def get_help_text(self) -> str | Promise:
        return _("Your password must not only repeat something short.")
