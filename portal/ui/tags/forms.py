"""Forms: the summary of problems, one control, an act that is closed."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import NumberInput, Textarea
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.ui import problems

register = template.Library()

# What Django gives a text area of which nobody said how high it should be.
_DJANGO_ROWS = "10"


@register.inclusion_tag("components/error_summary.html")
def error_summary(
    form: "problems.AnyForm | None" = None,
    *,
    listed: Iterable[problems.Problem] = (),
    heading: str = "",
) -> dict[str, Any]:
    """Of a form or formset, or of problems already listed; empty when there is none."""
    found = [*(problems.problems_of(form) if form is not None else ()), *listed]
    return {
        "problems": found,
        "heading": heading or gettext("There is a problem"),
    }


@register.simple_tag
def control(field: BoundField, css_class: str = "") -> SafeString:
    """Draw a field's widget with its own classes and these.

    A number is a line of text with a keyboard for digits: a number field of a browser
    throws away what it cannot read, and people lose what they typed.
    """
    widget = field.field.widget
    attrs: dict[str, Any] = {}
    if classes := f"{widget.attrs.get('class', '')} {css_class}".strip():
        attrs["class"] = classes
    if isinstance(widget, NumberInput):
        widget.input_type = "text"
        attrs["inputmode"] = "decimal"
    if isinstance(widget, Textarea) and widget.attrs.get("rows") == _DJANGO_ROWS:
        attrs["rows"] = 4
    return field.as_widget(attrs=attrs)


@register.inclusion_tag("components/closed_button.html")
def closed_button(label: str, reason: str, *, name: str) -> dict[str, Any]:
    """Draw a button that cannot be used and says why; `name` is unique on a page."""
    return {"label": label, "reason": reason, "name": name}
