"""Words a mail from its three templates, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation


@dataclass(frozen=True, slots=True)
class Wording:
    subject: str
    text: str
    html: str


def render(*, name: str, language: str, context: Mapping[str, object]) -> Wording:
    """Render `templates/emails/<name>/`; every template also gets the authority."""
    values = {**_authority(language), **context}
    with translation.override(language):
        subject = _render(f"emails/{name}/subject.txt", values, is_html=False)
        # Whatever lines a name in the subject brings, a header has one.
        subject = " ".join(subject.split())[:250]
        values["subject"] = subject
        return Wording(
            subject=subject,
            text=_render(f"emails/{name}/body.txt", values, is_html=False),
            html=_render(f"emails/{name}/body.html", values, is_html=True),
        )


def _authority(language: str) -> dict[str, object]:
    suffix = "ZH" if language == "zh-hans" else "EN"
    return {
        "site_url": settings.SITE_URL,
        "language": language,
        "authority_name": getattr(settings, f"AUTHORITY_NAME_{suffix}"),
        "authority_address": getattr(settings, f"AUTHORITY_ADDRESS_{suffix}"),
        "authority_phone": settings.AUTHORITY_PHONE,
    }


def _render(path: str, values: Mapping[str, object], *, is_html: bool) -> str:
    # The engine escapes whatever the file is called; plain text must stay plain.
    template = get_template(path).template  # type: ignore[attr-defined]  # Django's own
    rendered = template.render(Context(dict(values), autoescape=is_html))
    return str(rendered).strip() + "\n"
