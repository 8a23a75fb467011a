from portal.spaces.models.owners import OrganisationSpace, PersonSpace, organisation_of
from portal.spaces.models.spaces import Space, SpaceKind, SpaceMember
from portal.spaces.models.versioned import Versioned

__all__ = ["OrganisationSpace", "PersonSpace", "Space", "SpaceKind", "SpaceMember", "Versioned", "organisation_of"]
