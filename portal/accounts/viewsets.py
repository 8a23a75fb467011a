"""Organisations in the admin: the first thing that somebody who has installed the portal makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django.contrib import messages as plain_messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TitleFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.admin.widgets.slug import SlugInput

from portal.accounts.admin_forms import OrganisationForm
from portal.accounts.models import Organisation
from portal.accounts.permissions import can_register
from portal.accounts.services import organisations as service
from portal.kernel.decisions import Decision
from portal.security.guards import guarded


def may_register(request: HttpRequest, **kwargs: Any) -> Decision:
    """Ask who may look after the list of organisations."""
    return can_register(request.user)  # type: ignore[arg-type]


class NamePanel(TitleFieldPanel):
    """Makes the address of the name while a new organisation is written; one that has an address keeps it."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        """The panel with its form."""

        def get_should_apply(self) -> bool:
            """Say whether the address follows the name."""
            return self.instance.pk is None


class OrganisationFilters(WagtailFilterSet):
    """By kind, region and what it is part of."""

    parent = django_filters.ModelChoiceFilter(
        label=_("Part of"), queryset=lambda request: Organisation.objects.filter(parts__isnull=False).distinct()
    )

    class Meta:
        model = Organisation
        fields = ("kind", "region", "parent")


class OrganisationList(generic.IndexView):
    """All organisations, with the way to the page of each."""

    def get_base_queryset(self) -> QuerySet[Organisation]:
        """Read what each is part of along."""
        return super().get_base_queryset().select_related("parent")

    def get_list_more_buttons(self, instance: Organisation) -> list[Any]:
        """Add the ways to the organisation's own page and to inviting people."""
        return [*super().get_list_more_buttons(instance), *_ways(instance)]


class NewOrganisation(generic.CreateView):
    """Makes an organisation, and leads on to inviting somebody who looks after it."""

    def save_instance(self) -> Organisation:
        """Save, with an entry in the audit."""
        made: Organisation = super().save_instance()
        service.note(self.request.user, made, "created")
        return made

    def get_success_buttons(self) -> list[Any]:
        """Lead on: without an administrator nobody can do anything there."""
        return [
            messages.button(_invite(self.object), gettext("Invite its administrator")),
            messages.button(_page(self.object), gettext("Page of the organisation")),
        ]


class EditOrganisation(generic.EditView):
    """Changes an organisation."""

    def save_instance(self) -> Organisation:
        """Save, with an entry in the audit when anything was changed."""
        saved: Organisation = super().save_instance()
        if self.form.changed_data:
            service.note(self.request.user, saved, "changed", self.form.changed_data)
        return saved

    def get_success_buttons(self) -> list[Any]:
        """Lead on to its page."""
        page = messages.button(_page(self.object), gettext("Page of the organisation"))
        return [*super().get_success_buttons(), page]

    @property
    def header_more_buttons(self) -> list[Any]:
        """Add the ways to the organisation's own page and to inviting people."""
        return [*super().header_more_buttons, *_ways(self.object)]


class DeleteOrganisation(generic.DeleteView):
    """Deletes what was made by mistake, and nothing that anything hangs on."""

    template_name = "portal/accounts/admin/delete_organisation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say why it cannot be deleted, instead of asking whether it is to be."""
        reason = _reason(self.object)
        return {**super().get_context_data(**kwargs), "reason": reason, "is_protected": bool(reason)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse while anything hangs on it; no way past."""
        reason = _reason(self.object)
        if reason:
            plain_messages.error(self.request, reason)
            return HttpResponseRedirect(reverse(self.edit_url_name, args=[self.object.pk]))
        return super().form_valid(form)

    def delete_action(self) -> None:
        """Delete, with an entry in the audit."""
        service.note(self.request.user, self.object, "deleted")
        super().delete_action()


def _reason(organisation: Organisation) -> str:
    """Say what hangs on the organisation; empty when nothing does."""
    held = [f"{name} ({number})" for name, number in service.hanging_on(organisation)]
    if not held:
        return ""
    words = {"name": organisation.name, "things": get_text_list(held, gettext("and"))}
    return gettext("%(name)s cannot be deleted, because something belongs to it: %(things)s.") % words


def _ways(organisation: Organisation) -> list[Button]:
    return [
        Button(gettext("Page of the organisation"), url=_page(organisation), icon_name="view", priority=15),
        Button(gettext("Invite people"), url=_invite(organisation), icon_name="mail", priority=16),
    ]


def _page(organisation: Organisation) -> str:
    return reverse("accounts:organisation", args=[organisation.slug])


def _invite(organisation: Organisation) -> str:
    return reverse("accounts:invite", args=[organisation.slug])


class OrganisationViewSet(ModelViewSet):
    """The list, the form and the history of organisations. Everybody else gets 404, as if there were no such list."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 260
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = OrganisationList
    add_view_class = NewOrganisation
    edit_view_class = EditOrganisation
    delete_view_class = DeleteOrganisation
    list_display = ("name", "kind", "region", "parent")
    filterset_class = OrganisationFilters
    search_fields = ("name", "slug")
    search_backend_name = None
    list_per_page = 50
    ordering = ("name", "pk")
    edit_handler = ObjectList(
        [
            NamePanel("name", placeholder=False),
            FieldPanel(
                "slug",
                widget=SlugInput,
                help_text=_(
                    "The end of the address of its page. Left empty it is made of the name. Links that are kept "
                    "stop working when it is changed."
                ),
            ),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("region")]),
            FieldPanel(
                "parent",
                help_text=_(
                    "Who looks after what stands here looks after this organisation too. Empty for the topmost."
                ),
            ),
            FieldPanel("language"),
        ],
        base_form_class=OrganisationForm,
    )
    unused: ClassVar = frozenset({"usage"})

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No list of where it is used: the references of organisations are not kept for the admin."""
        return super().get_common_view_kwargs(**{**kwargs, "usage_url_name": None})

    def get_urlpatterns(self) -> list[Any]:
        """Leave out the addresses of what is not kept."""
        return [each for each in super().get_urlpatterns() if each.name not in self.unused]

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., Any]:
        """Put the house's guard at every door of the list."""
        return guarded(may_register)(super().construct_view(view_class, **kwargs))


organisation_viewset = OrganisationViewSet("organisations")
