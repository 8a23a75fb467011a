"""The main menu and the footer, as content."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin

from portal.cms.blocks.menus import MenuStream
from portal.cms.services.fnr import refuse_fnr


class MenuKind(models.TextChoices):
    """Where a menu stands."""

    MAIN = "main", _("main menu")
    FOOTER = "footer", _("footer")


class SiteMenu(PreviewableMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """One menu in one language. It may be drafted, previewed and translated like a page."""

    kind = models.CharField(_("place"), max_length=20, choices=MenuKind)
    links = StreamField(MenuStream(), verbose_name=_("links"), blank=True)

    panels: ClassVar = [FieldPanel("kind"), FieldPanel("links")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "locale"], name="cms_menu_unique")]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def clean(self) -> None:
        """No identity numbers in menus either."""
        super().clean()
        refuse_fnr(self)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Show the frame with this menu in it."""
        return "portal/cms/pages/menu_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Put the draft's links where the published ones would stand."""
        links = [
            {"title": each.value["label"] or getattr(each.value["page"], "title", ""), "url": each.value.href}
            for each in self.links
        ]
        place = "nav" if self.kind == MenuKind.MAIN else "footer_links"
        return {**super().get_preview_context(request, mode_name), place: links, "menu_links": links}
