"""Adding people to a project."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from improvement.permissions import OFFERED_ROLES
from portal.accounts.roles import Role


class MemberForm(forms.Form):
    """One person by e-mail, with a role."""

    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("Somebody in the organisations that take part, or an advisor."),
    )
    role = forms.ChoiceField(
        label=_("Role in the project"),
        choices=[(role.value, role.label) for role in OFFERED_ROLES],
        initial=Role.TEAM_MEMBER,
        widget=forms.RadioSelect,
        help_text=_("Project leads, team members and peer consultants write. Advisors and leaders read."),
    )
