from portal.assets.models.documents import PortalDocument
from portal.assets.models.films import Film, FilmText
from portal.assets.models.images import PortalImage, PortalRendition

__all__ = ["Film", "FilmText", "PortalDocument", "PortalImage", "PortalRendition"]
