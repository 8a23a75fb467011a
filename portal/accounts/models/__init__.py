from portal.accounts.models.invitations import Invitation
from portal.accounts.models.memberships import Membership
from portal.accounts.models.organisations import Organisation
from portal.accounts.models.users import User

__all__ = ["Invitation", "Membership", "Organisation", "User"]
