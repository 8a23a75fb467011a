"""Lists and forms of this room's snippets in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.cms.models import SiteMenu, Term
from portal.cms.models.base import BasePage
from portal.cms.views.reviews import AnswerReview, EditPage


class PortalPageViewSet(PageViewSet):
    """The admin's views of every page of ours, where they differ from Wagtail's. The lists are Wagtail's."""

    edit_view_class = EditPage
    workflow_action_view_class = AnswerReview

    def on_register(self) -> None:
        """Stand for all our kinds of page; the views look pages up among all, since BasePage has no table."""
        page_viewset_registry.register(BasePage, self)


page_viewset = PortalPageViewSet("portal_pages")


class TermViewSet(SnippetViewSet):
    """Terms, by taxonomy."""

    model = Term
    icon = "tag"
    list_display = ("name_nb", "kind", "slug")
    list_filter = ("kind",)
    search_fields = ("name_nb", "name_nn", "name_en", "slug")
    # A few hundred rows, looked through as they are. The index has no field for the beginnings of all these.
    search_backend_name = None
    ordering = ("kind", "sort_order")
    list_per_page = 50
    panels = (
        FieldRowPanel([FieldPanel("kind"), FieldPanel("slug"), FieldPanel("sort_order")]),
        FieldPanel("name_nb"),
        FieldPanel("name_nn"),
        FieldPanel("name_en"),
        FieldPanel("name_se"),
    )


class MenuViewSet(SnippetViewSet):
    """The main menu and the footer."""

    model = SiteMenu
    icon = "bars"
    list_display = ("__str__", LocaleColumn(), LiveStatusTagColumn())


class StructureGroup(SnippetViewSetGroup):
    """What holds the site together."""

    items = (MenuViewSet, TermViewSet)
    menu_label = _("Structure")
    menu_icon = "list-ul"
    menu_order = 250
    add_to_admin_menu = True
