"""What the views of a project share: the way here, saving with a version, and the page for two who wrote at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from improvement.forms import WorkspaceForm
from improvement.forms.base import is_written
from improvement.models import Project
from improvement.permissions import can_manage, can_write
from improvement.presenters.formats import shortened
from improvement.presenters.languages import lang_attribute, own_words
from improvement.presenters.values import shown
from improvement.services.archive import kind_of
from improvement.services.versions import Conflict, plain, save
from improvement.views.menu import in_menu

MINE, THEIRS = "mine", "theirs"

# The messages on a page (templates/components/messages.html).
_SAID = "#said"

#: So many letters of a name stand in the way here; the whole of it stands in the heading.
_CRUMB = 40


def base_context(request: HttpRequest, *crumbs: tuple[str, str]) -> dict[str, Any]:
    """The project, what the person may do with it, and the way here (title, address; the last one is the page)."""
    project: Project = request.project  # type: ignore[attr-defined]
    roles = request.project_roles  # type: ignore[attr-defined]
    trail = [{"title": _("Projects"), "url": reverse("improvement:projects")}]
    title, url = own_crumb(project, project.language)
    trail.append({"title": title, "url": url})
    trail += [{"title": title, "url": url} for title, url in crumbs]
    return {
        "project": project,
        # ` lang="…"` for what people here have written, where the page is in another language.
        "own": lang_attribute(project.language),
        "may_write": can_write(roles, project).allowed,
        "may_manage": can_manage(roles, project).allowed,
        "breadcrumbs": trail,
        "noindex": True,
        **in_menu(request),
    }


def own_crumb(row: Any, language: str, name: str = "") -> tuple[str, str]:
    """The crumb of something that people have named in `language`: marked with it, and short enough for a line."""
    return own_words(shortened(name or str(row), _CRUMB), language), row.get_absolute_url()


def said_at(row: Any) -> str:
    """The address of `row` where its messages are read: focus lands there.

    Without a part of its own the browser would keep the one of the page before, and land below the message.
    """
    return f"{row.get_absolute_url()}{_SAID}"


def laid_aside(row: Any, context: dict[str, Any]) -> dict[str, Any]:
    """What the page of `row` needs if it is archived: everybody in the project reads it, nobody writes it there."""
    if row.archived_at is None:
        return {}
    return {"laid_aside": row, "kind": kind_of(row), "may_write": False, "may_take_back": context["may_write"]}


def get_or_404(rows: Any, **where: Any) -> Any:
    """The row, or 404: what is not in this project is not there."""
    found = rows.filter(**where).first()
    if found is None:
        raise Http404
    return found


def with_choices(data: MultiValueDict[str, str], form_class: type[WorkspaceForm], row: Any) -> MultiValueDict[str, str]:
    """What was sent, with the other person's text where the writer chose it on the page for two.

    If the row has moved once more since that page was made, the version no longer holds and the page comes again.
    """
    chosen = [name for name in form_class.base_fields if data.get(f"merge-{name}") == THEIRS]
    if not chosen:
        return data
    merged = data.copy()
    stored = form_class.fields_of(row)
    for name in chosen:
        value = stored.get(name)
        field = form_class.base_fields[name]
        if isinstance(field, forms.BooleanField):
            merged.pop(name, None)
            if value:
                merged[name] = "on"
        elif isinstance(value, list | tuple):
            merged.setlist(name, [str(one) for one in value])
        else:
            shown = field.prepare_value(value)
            merged[name] = "" if shown is None else str(shown)
    return merged


def conflict_page(
    request: HttpRequest, form: WorkspaceForm, conflict: Conflict, template: str, context: dict[str, Any]
) -> HttpResponse:
    """409: both texts field by field, what the writer typed still in the form, the new version in its hidden field."""
    stored = form.fields_of(conflict.current)
    mine = form.texts()
    rows = []
    for name, value in mine.items():
        theirs = stored.get(name, "")
        if plain(value) == plain(theirs) or (value in ("", None) and theirs in ("", None)):
            continue
        known = name in conflict.base
        changed_by_me = not known or conflict.base[name] != plain(value)
        rows.append(
            {
                "name": name,
                "label": form.fields[name].label,
                "mine": shown(form.fields[name], value),
                "theirs": shown(form.fields[name], theirs),
                "written": is_written(form.fields[name]),
                # Only one of the two has touched the field: that one is proposed.
                "chosen": MINE if changed_by_me else THEIRS,
                "both": changed_by_me and (not known or conflict.base[name] != plain(theirs)),
            }
        )
    data = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(conflict.current.version)
    form.data = data
    context = {
        **context,
        "form": form,
        "conflict": rows,
        "conflict_with": conflict.current,
        "only_others": not any(row["chosen"] == MINE for row in rows),
    }
    return render(request, template, context, status=409)


def taken_or_again(request: HttpRequest, form: forms.BaseForm, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form again with its errors; what was typed stays."""
    return render(request, template, {**context, "form": form}, status=422)


def write(request: HttpRequest, form: WorkspaceForm, row: Any, **fixed: Any) -> Conflict | None:
    """Write what a valid form holds over the version that its writer saw; `fixed` beside it, as `save` does."""
    return save(
        row,
        form.cleaned_data["version"],
        request.user,  # type: ignore[arg-type]
        form.changes(),
        texts=form.texts(),
        went_past_guard=form.used_identity_override,
        **fixed,
    )


def save_or_conflict(
    request: HttpRequest,
    form: WorkspaceForm,
    save: Callable[[], Conflict | None],
    template: str,
    context: dict[str, Any],
    done: str,
) -> HttpResponse:
    """Save and go on to `done`, or show both texts."""
    conflict = save()
    if conflict is not None:
        return conflict_page(request, form, conflict, template, context)
    return HttpResponseRedirect(done)
