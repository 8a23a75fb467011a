"""The lists that a project keeps: one set of pages for all (improvement/registers says what each is)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from improvement.forms.registers import PastedForm, SnapshotForm
from improvement.models import Project, Snapshot
from improvement.permissions import may_see, may_write
from improvement.presenters.registers import address_of, compared_with, page_of, read_of, rows_in_use, table_of
from improvement.presenters.versions import history
from improvement.registers import REGISTERS, Register
from improvement.services import pasting, snapshots
from improvement.services.submissions import new_key, once
from improvement.services.versions import create
from improvement.views.common import (
    base_context,
    get_or_404,
    laid_aside,
    own_crumb,
    said_at,
    save_or_conflict,
    taken_or_again,
    with_choices,
    write,
)
from portal.accounts.models import User
from portal.exports.csv import CONTENT_TYPE, csv_text
from portal.security.guards import guarded

_LIST, _ENTRY, _PASTE, _COMPARED = (
    f"improvement/pages/{name}.html" for name in ("register", "entry", "register_paste", "register_then")
)


def _register(slug: str) -> Register:
    if slug not in REGISTERS:
        raise Http404
    return REGISTERS[slug]


def _context(request: HttpRequest, register: Register, *crumbs: tuple[str, str]) -> dict[str, Any]:
    project: Project = request.project  # type: ignore[attr-defined]
    own = (str(register.title), address_of(register, project) if crumbs else "")
    return {**base_context(request, own, *crumbs), "register": register}


@require_safe
@guarded(may_see)
def page(request: HttpRequest, project_id: int, slug: str) -> HttpResponse:
    """The list; `?vis=` names another way to look at it."""
    register, project = _register(slug), request.project  # type: ignore[attr-defined]
    context = _context(request, register) | page_of(register, project, timezone.localdate())
    look = register.look(request.GET.get("vis", ""))
    if look is not None:
        person: User = request.user  # type: ignore[assignment]
        context |= {"look": look, **look.context(context["rows"], person)}
    if register.snapshots:
        context["snapshots"] = Snapshot.objects.filter(project=project, slug=slug).select_related("taken_by")[:20]
    return render(request, _LIST, context)


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def new(request: HttpRequest, project_id: int, slug: str) -> HttpResponse:
    """A new row."""
    register, project = _register(slug), request.project  # type: ignore[attr-defined]
    context = _context(request, register, (str(register.add), ""))
    if request.method == "GET":
        return render(request, _ENTRY, {**context, "form": register.form(project=project)})
    form = register.form(request.POST, project=project)
    if not form.is_valid() or form.cleaned_data.get("form_key") is None:
        return taken_or_again(request, form, _ENTRY, context)

    def make() -> str:
        create(
            register.model,
            project,
            request.user,  # type: ignore[arg-type]
            form.changes(),
            texts=form.texts(),
            went_past_guard=form.used_identity_override,
            **register.stamps(project),
        )
        return address_of(register, project)

    address = once(request.user, str(form.cleaned_data["form_key"]), make)  # type: ignore[arg-type]
    messages.success(request, _("Saved."))
    return redirect(f"{request.path}#said" if "more" in request.POST else f"{address}#said")


@require_http_methods(["GET", "POST"])
@guarded(may_see)
def entry(request: HttpRequest, project_id: int, slug: str, row_id: int) -> HttpResponse:
    """One row: read by all members, written by those who write."""
    register, project = _register(slug), request.project  # type: ignore[attr-defined]
    found = register.model._default_manager.select_related("changed_by", "archived_by", "project__space")
    row = get_or_404(found, pk=row_id, project=project)
    context = _context(request, register, own_crumb(row, project.language))
    context |= {"row": row, "history": history(row, register.form), "read": read_of(register, row)}
    context.update(laid_aside(row, context))
    if request.method == "GET":
        return render(request, _ENTRY, {**context, "form": register.form(row=row, project=project)})
    if not context["may_write"]:
        raise Http404
    form = register.form(with_choices(request.POST, register.form, row), row=row, project=project)
    if not form.is_valid():
        return taken_or_again(request, form, _ENTRY, context)
    response = save_or_conflict(
        request,
        form,
        lambda: write(request, form, row, **register.stamps(project)),
        _ENTRY,
        context,
        said_at(row),
    )
    if response.status_code == 302:
        messages.success(request, _("Saved."))
    return response


@require_http_methods(["GET", "POST"])
@guarded(may_write)
def paste(request: HttpRequest, project_id: int, slug: str) -> HttpResponse:
    """Many rows from a spreadsheet: read, shown, and saved when somebody has said yes; what is wrong stays to mend."""
    register, project = _register(slug), request.project  # type: ignore[attr-defined]
    if not register.pasted:
        raise Http404
    context = _context(request, register, (_("Paste several"), ""))
    context["asked"] = [register.field(name) for name in register.pasted]
    if request.method == "GET":
        return render(request, _PASTE, {**context, "form": PastedForm()})
    form = PastedForm(request.POST)
    if not form.is_valid():
        return taken_or_again(request, form, _PASTE, context)
    lines = pasting.read(register, project, form.cleaned_data["text"])
    good, bad = [line for line in lines if line.ok], [line for line in lines if not line.ok]
    if "add" not in request.POST or not good:
        shown = {"form": form, "lines": lines, "good": len(good), "bad": len(bad)}
        return render(request, _PASTE, {**context, **shown}, status=422 if bad and "add" in request.POST else 200)

    def make() -> str:
        pasting.add(register, project, good, request.user)  # type: ignore[arg-type]
        return address_of(register, project)

    address = once(request.user, str(form.cleaned_data["form_key"]), make)  # type: ignore[arg-type]
    words = ngettext("%(n)s row is saved.", "%(n)s rows are saved.", len(good))
    messages.success(request, words % {"n": len(good)})
    if not bad:
        return redirect(f"{address}#said")
    # What could not be read stays in the box, and nothing else: sent again it makes no doubles.
    left = PastedForm({"text": "\n".join(line.text for line in bad), "form_key": new_key()})
    again = pasting.read(register, project, left.data["text"])
    return render(request, _PASTE, {**context, "form": left, "lines": again, "good": 0, "bad": len(bad)})


@require_POST
@guarded(may_write)
def snapshot(request: HttpRequest, project_id: int, slug: str) -> HttpResponse:
    """Keep the list as it stands today."""
    register, project = _register(slug), request.project  # type: ignore[attr-defined]
    if not register.snapshots:
        raise Http404
    form = SnapshotForm(request.POST)
    if form.is_valid():
        rows = list(rows_in_use(register, project))
        snapshots.take(register, project, rows, request.user, form.cleaned_data["title"])  # type: ignore[arg-type]
        messages.success(request, _("The list is kept as it stands today. Later you can compare with it."))
    else:
        messages.error(request, " ".join(str(each) for each in form.errors["title"]))
    return redirect(f"{address_of(register, project)}#said")


@require_safe
@guarded(may_see)
def then(request: HttpRequest, project_id: int, slug: str, snapshot_id: int) -> HttpResponse:
    """What has changed since the list was kept."""
    register, project = _register(slug), request.project  # type: ignore[attr-defined]
    kept = get_or_404(Snapshot.objects.select_related("taken_by"), pk=snapshot_id, project=project, slug=slug)
    context = _context(request, register, (_("Compare"), ""))
    context |= {"snapshot": kept, **compared_with(register, kept, list(rows_in_use(register, project)))}
    return render(request, _COMPARED, context)


@require_safe
@guarded(may_see)
def csv(request: HttpRequest, project_id: int, slug: str) -> HttpResponse:
    """The list, every field of it, as a Norwegian spreadsheet (or an English one) opens it."""
    register, project = _register(slug), request.project  # type: ignore[attr-defined]
    header, rows = table_of(register, project)
    norwegian = not (get_language() or "nb").startswith("en")
    response = HttpResponse(csv_text(header, rows, norwegian_excel=norwegian), content_type=CONTENT_TYPE)
    name = slugify(str(register.title).translate(str.maketrans("æøåÆØÅ", "aoaAOA")))
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
