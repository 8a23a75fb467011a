"""How every form in the house looks: `{{ form }}` and `{{ field.as_field_group }}` with Designsystemet's classes.

Django's own field template can only print the widget as it is. This renderer looks at the widget, gives the input its
class, and hands the template ready parts, so that no form, and no template, has to think of it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest

FIELD_TEMPLATE = "components/forms/field.html"
INPUT_CLASS = "ds-input"


class FormRenderer(TemplatesSetting):
    """Render forms and fields from templates/components/forms/."""

    form_template_name = "components/forms/form.html"
    field_template_name = FIELD_TEMPLATE

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Add the parts of the field when it is our field template that is asked for."""
        if template_name == FIELD_TEMPLATE:
            context = {**context, **_parts(context["field"])}
        return str(super().render(template_name, context, request))


def _parts(field: BoundField) -> dict[str, Any]:
    """What the template needs to know of one field: its kind, and its control or its options."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return {"kind": "choices", "options": _options(field), "described_by": field.aria_describedby}
    if isinstance(widget, forms.CheckboxInput):
        return {"kind": "checkbox", "control": _control(field)}
    if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget):
        return {"kind": "group", "control": _control(field), "described_by": field.aria_describedby}
    return {"kind": "field", "control": _control(field)}


def _control(field: BoundField) -> str:
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{INPUT_CLASS} {own}".strip()})


def _options(field: BoundField) -> list[dict[str, Any]]:
    """Radio buttons or boxes one by one, with the heading of their group before the first of it."""
    widget = field.field.widget
    if not isinstance(widget, ChoiceWidget):
        return []
    attrs = field.build_widget_attrs({"id": field.auto_id, "class": INPUT_CLASS})
    if isinstance(widget, forms.CheckboxSelectMultiple):
        attrs.pop("required", None)
    options = []
    for group, choices, _index in widget.optgroups(field.html_name, _values(widget, field), attrs):
        for position, data in enumerate(choices):
            part = BoundWidget(widget, data, field.form.renderer)
            heading = group if position == 0 else None
            options.append(
                {"id": part.id_for_label, "label": part.choice_label, "control": part.tag(), "group": heading}
            )
    return options


def _values(widget: ChoiceWidget, field: BoundField) -> list[str]:
    values: list[str] = widget.format_value(field.value())
    return values
