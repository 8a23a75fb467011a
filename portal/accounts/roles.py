"""The roles of the house. A role is held in a membership (organisation) or in a space, with a period."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Everything a person may be here. A person may hold several, in several places, at once."""

    COORDINATOR = "coordinator", _("coordinator")
    LEADER = "leader", _("leader")
    KE = "ke", _("coordinating unit (KE)")
    PROJECT_LEAD = "project_lead", _("project lead")
    TEAM_MEMBER = "team_member", _("team member")
    FACILITATOR = "facilitator", _("facilitator")
    PEER_CONSULTANT = "peer_consultant", _("peer consultant (erfaringskonsulent)")
    ADVISOR = "advisor", _("advisor")
    ORGANISATION_CONTACT = "organisation_contact", _("organisation contact")
    ORGANISATION_ADMIN = "organisation_admin", _("organisation administrator")
    EDITOR = "editor", _("editor")
    MODERATOR = "moderator", _("moderator")
    ADMINISTRATOR = "administrator", _("administrator")


# These work with other people's content or data and need a second factor in production.
MFA_ROLES = frozenset({Role.EDITOR, Role.MODERATOR, Role.ADVISOR, Role.ADMINISTRATOR})

# Roles that open the Wagtail admin, and the group each puts its holder in (portal/accounts/groups.py keeps it so).
CMS_GROUPS: dict[Role, str] = {
    Role.EDITOR: "Editors",
    Role.MODERATOR: "Moderators",
    Role.ADVISOR: "Report writers",
    Role.ADMINISTRATOR: "Administrators",
}
