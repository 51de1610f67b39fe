"""How much one person may send in a while (ASVS 2.4.1)."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_ratelimit.core import is_ratelimited

# Far more than hands can choose, far less than would fill the disk.
_UPLOADS = "60/m"
TOO_OFTEN = _("You are sending very many files. Wait a minute, then go on.")


def uploads_too_often(request: HttpRequest) -> bool:
    """Count an upload, and say whether the person sends too many."""
    return bool(
        is_ratelimited(
            request, group="upload", key="user", rate=_UPLOADS, increment=True
        )
    )
