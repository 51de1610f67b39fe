"""Layout objects for forms, in the words of this portal; used in `helper` only."""

from typing import Any, Final, Literal

from crispy_forms.helper import FormHelper as CrispyFormHelper
from crispy_forms.layout import Layout, LayoutObject, TemplateNameMixin
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

PACK: Final = "licet"

Text = str | Promise
Kind = Literal["", "primary", "quiet", "danger"]


class FormHelper(CrispyFormHelper):
    """A form of the portal: no browser bubbles, problems summed up on top.

    Without layout objects the fields come in their own order; what is to be pressed
    goes last.
    """

    def __init__(
        self, form: BaseForm, *layout: Any, actions: "Actions | None" = None
    ) -> None:
        super().__init__()
        self.attrs = {"novalidate": True}
        parts = layout or tuple(form.fields)
        self.layout = Layout(*parts, *([actions] if actions else []))


class Submit(TemplateNameMixin):
    """A button that sends the form; with a name, the form learns which was pressed."""

    template = "%s/layout/action.html"
    href = ""

    def __init__(
        self, label: Text, *, name: str = "", value: str = "1", kind: Kind = "primary"
    ) -> None:
        self.label = label
        self.name = name
        self.value = value
        self.kind = kind

    def render(
        self, form: BaseForm, context: Context, template_pack: str = PACK, **_: Any
    ) -> SafeString:
        return render_to_string(self.get_template_name(template_pack), {"action": self})


class Link(Submit):
    """A way out of the form that sends nothing."""

    def __init__(self, label: Text, href: str, *, kind: Kind = "") -> None:
        super().__init__(label, kind=kind)
        self.href = href


class Actions(LayoutObject):
    """The row of buttons under the fields."""

    template = "%s/layout/formactions.html"
    css_class = ""
    flat_attrs = ""
    id = ""

    def __init__(self, *actions: Submit) -> None:
        self.fields = list(actions)

    def render(
        self, form: BaseForm, context: Context, template_pack: str = PACK, **_: Any
    ) -> SafeString:
        output = self.get_rendered_fields(form, context, template_pack)
        return render_to_string(
            self.get_template_name(template_pack),
            {"formactions": self, "fields_output": output},
        )
