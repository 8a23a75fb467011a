"""The four regional health authorities (RHF) that organisations and pages are sorted by."""

from __future__ import annotations

from enum import StrEnum


class HealthRegion(StrEnum):
    """Keys of the regions; the same slugs name the region terms of the CMS."""

    NORTH = "helse-nord"
    CENTRAL = "helse-midt-norge"
    WEST = "helse-vest"
    SOUTH_EAST = "helse-sor-ost"


REGION_NAMES: dict[HealthRegion, str] = {
    HealthRegion.NORTH: "Helse Nord",
    HealthRegion.CENTRAL: "Helse Midt-Norge",
    HealthRegion.WEST: "Helse Vest",
    HealthRegion.SOUTH_EAST: "Helse Sør-Øst",
}
