"""The geometry of a chart: points in, coordinates and labels out. No language, no colours, no markup.

* ``model``: what goes in (``ChartData``, ``ChartText``, ``Frame``) and what comes out (``Chart``).
* ``scales``: nice numbers for the value axis.
* ``time_axis``: which dates get a tick.
* ``labels``: how wide a text is, and where labels go so that none covers another.
* ``layout``: puts them together.

All texts come from the caller through ``ChartText``. Coordinates are those of the SVG viewBox.
"""

from improvement.domain.charting.layout import lay_out
from improvement.domain.charting.model import (
    NARROW,
    WIDE,
    CentreLine,
    Chart,
    ChartData,
    ChartText,
    DateStep,
    Frame,
    Marker,
    MarkerKind,
    Point,
)

__all__ = [
    "NARROW",
    "WIDE",
    "CentreLine",
    "Chart",
    "ChartData",
    "ChartText",
    "DateStep",
    "Frame",
    "Marker",
    "MarkerKind",
    "Point",
    "lay_out",
]
