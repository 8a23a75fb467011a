"""Two who wrote at once: both texts field by field, nothing lost.

The form carries what its writer started from. So it can be told who changed what; a field that only one of the two has
touched is proposed with that one's text.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from portal.actions.forms import SharedForm
from portal.spaces.models import Versioned

MINE, THEIRS = "mine", "theirs"
SEEN = "seen"


def plain(value: Any) -> str:
    """A value as text, the same for equal values; nothing and an empty text are the same."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).replace("\r\n", "\n")


def seen_in(form: SharedForm) -> str:
    """What stands in the form before anybody writes, for its hidden field."""
    return json.dumps({name: plain(value) for name, value in form.stored(form.row).items()})


def _started_from(request: HttpRequest) -> dict[str, str]:
    try:
        found = json.loads(request.POST.get(SEEN, ""))
    except ValueError:
        return {}
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}


def with_choices(data: QueryDict, form_class: type[SharedForm], row: Versioned) -> QueryDict:
    """What was sent, with the other person's text where the writer chose it on the page for two.

    If the row has moved once more since that page was made, the version no longer holds and the page comes again.
    """
    chosen = [name for name in form_class.columns if data.get(f"merge-{name}") == THEIRS]
    if not chosen:
        return data
    merged, stored = data.copy(), form_class.stored(row)
    for name in chosen:
        merged[name] = plain(stored[name])
    return merged


def conflict_page(
    request: HttpRequest, form: SharedForm, current: Versioned, template: str, context: dict[str, Any]
) -> HttpResponse:
    """409: both texts field by field, what the writer typed still in the form, the new version in its hidden field."""
    base, stored = _started_from(request), form.stored(current)
    rows = [
        row
        for name in form.columns
        if name in form.fields and (row := _row(form, name, stored[name], base.get(name))) is not None
    ]
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(current.version)
    form.data = data
    context = {
        **context,
        "form": form,
        "conflict": rows,
        "conflict_with": current,
        SEEN: json.dumps({name: plain(value) for name, value in stored.items()}),
    }
    return render(request, template, context, status=409)


def _row(form: SharedForm, name: str, theirs: Any, base: str | None) -> dict[str, Any] | None:
    """One field on the page for two; None where both say the same."""
    mine = form.cleaned_data.get(name)
    if plain(mine) == plain(theirs):
        return None
    changed_by_me = base is None or base != plain(mine)
    return {
        "name": name,
        "label": form.fields[name].label,
        "mine": _shown(form, name, mine),
        "theirs": _shown(form, name, theirs),
        "chosen": MINE if changed_by_me else THEIRS,
        "both": changed_by_me and (base is None or base != plain(theirs)),
        "written": type(form.fields[name]) is forms.CharField,
    }


def _shown(form: SharedForm, name: str, value: Any) -> str:
    """A value as a reader would read it."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        # The other may have chosen somebody whom this form was never offered.
        found = value if isinstance(value, Model) or value is None else field.queryset.model.objects.filter(pk=value)  # type: ignore[union-attr]
        found = found if isinstance(found, Model) or found is None else found.first()
        return str(found) if found is not None else ""
    if isinstance(value, date):
        from django.utils.formats import date_format

        return str(date_format(value, "DATE_FORMAT"))
    return plain(value)
