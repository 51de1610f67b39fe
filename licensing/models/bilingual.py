from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Bilingual(models.Model):
    """A row with a name in each of the portal's languages."""

    name_en = models.CharField(_("name in English"), max_length=200)
    name_zh = models.CharField(_("name in Chinese"), max_length=200)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.in_language("name")

    def in_language(self, field: str) -> str:
        """Return `<field>_en` or `<field>_zh`, by the active language."""
        suffix = "zh" if (get_language() or "").startswith("zh") else "en"
        return str(getattr(self, f"{field}_{suffix}"))
