"""What the error summary lists: one link for each problem, to the field that has it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext

AnyForm: TypeAlias = "BaseForm | BaseFormSet[Any]"


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence, and the id of the element to go to; without one it is only said."""

    text: str
    target: str = ""


def problems_of(form: AnyForm) -> list[Problem]:
    """Every problem of a form or formset, in the order of the page."""
    if isinstance(form, BaseFormSet):
        return [
            *(Problem(str(text)) for text in form.non_form_errors()),
            *(problem for each in form.forms for problem in _form_problems(each)),
        ]
    return list(_form_problems(form))


def _form_problems(form: BaseForm) -> Iterator[Problem]:
    if not form.is_bound:
        return
    for text in form.non_field_errors():
        yield Problem(str(text))
    for field in form:
        target = "" if field.is_hidden else target_of(field)
        for text in field.errors:
            yield Problem(_name_field(field, str(text)), target)


def _name_field(field: BoundField, text: str) -> str:
    """In a list of problems, “this field” must say which."""
    if not field.label:
        return text
    label = str(field.label).rstrip(".:。：")
    return gettext("%(label)s: %(problem)s") % {"label": label, "problem": text}


def target_of(field: BoundField) -> str:
    """Name the id of the control itself; of a set, its first control."""
    if field.id_for_label:
        return field.id_for_label
    drawn = next(iter(field.subwidgets)).data
    first = drawn.get("subwidgets", [drawn])[0]
    return str(first["attrs"].get("id", ""))


def any_problem(values: Mapping[str, Any]) -> bool:
    """Whether a bound form among the values of a page has a problem."""
    return any(_has_problem(value) for value in _forms_in(values.values()))


def _forms_in(values: Iterable[Any]) -> Iterator[AnyForm]:
    for value in values:
        if isinstance(value, BaseForm | BaseFormSet):
            yield value


def _has_problem(form: AnyForm) -> bool:
    return form.is_bound and not form.is_valid()
