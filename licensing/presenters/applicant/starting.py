"""What a person should have at hand before an application is started."""

from collections.abc import Iterable

from django.utils.translation import gettext

from licensing.enums import Needed
from licensing.models import DocumentRequirement, LicenceTypeVersion


def needs_of(types: Iterable[LicenceTypeVersion]) -> list[str]:
    """Return the documents of every type, each once; requirements are prefetched."""
    requirements = sorted(
        (row for version in types for row in version.requirements.all()),
        key=lambda row: row.position,
    )
    return list(dict.fromkeys(map(_say, requirements)))


def _say(requirement: DocumentRequirement) -> str:
    if requirement.needed == Needed.ALWAYS:
        return requirement.name
    return gettext("%(document)s (%(when)s)") % {
        "document": requirement.name,
        "when": requirement.get_needed_display().lower(),
    }
