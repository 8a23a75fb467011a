from portal.spaces.models.spaces import Space, SpaceKind, SpaceMember
from portal.spaces.models.versioned import Versioned

__all__ = ["Space", "SpaceKind", "SpaceMember", "Versioned"]
