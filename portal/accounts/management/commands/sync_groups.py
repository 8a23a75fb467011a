"""Bring the admin's groups in step with people's roles."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.accounts.groups import sync_all


class Command(BaseCommand):
    """`manage.py sync_groups`: also run each night by the background loop."""

    help = "Bring the admin's groups in step with people's roles. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many people changed groups."""
        self.stdout.write(f"{sync_all()} people changed groups")
