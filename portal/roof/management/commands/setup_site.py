"""Make everything a fresh portal needs: languages, home pages, sections, menus, groups and the review workflow."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from network.services.setup import setup_networks, setup_reports
from portal.cms.services.site import setup_site
from portal.gatherings.demo import load_library
from portal.gatherings.services.setup import setup_library
from portal.handbook.services.setup import setup_handbooks
from portal.worksheets.demo import load_forms
from portal.worksheets.services.setup import setup_forms


class Command(BaseCommand):
    """Idempotent: adds what is missing and sets the site's address from VARIG_BASE_URL."""

    help = "Make languages, home pages, sections, menus, groups and workflow. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to load the forms, agendas and exercises of the field as well."""
        parser.add_argument("--forms", action="store_true", help="publish the ready-made forms too")
        parser.add_argument("--library", action="store_true", help="publish the agendas and exercises too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run in the default language."""
        with translation.override(settings.LANGUAGE_CODE):
            setup_site()
            setup_forms()
            setup_handbooks()
            setup_library()
            setup_reports()
            setup_networks()
            if options["forms"]:
                self.stdout.write(f"Forms: {load_forms()} pages made.")
            if options["library"]:
                self.stdout.write(f"Library: {load_library()} pages made.")
        self.stdout.write("The site is set up.")
