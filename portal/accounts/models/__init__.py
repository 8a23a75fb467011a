from portal.accounts.models.invitations import Invitation, InvitationState
from portal.accounts.models.memberships import EndReason, Membership
from portal.accounts.models.organisations import Organisation, OrganisationKind
from portal.accounts.models.users import User

__all__ = ["EndReason", "Invitation", "InvitationState", "Membership", "Organisation", "OrganisationKind", "User"]
