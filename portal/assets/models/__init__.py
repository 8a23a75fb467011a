from portal.assets.models.documents import PortalDocument
from portal.assets.models.images import PortalImage, PortalRendition

__all__ = ["PortalDocument", "PortalImage", "PortalRendition"]
