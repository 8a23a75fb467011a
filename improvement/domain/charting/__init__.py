"""The geometry of a chart: points in, coordinates and labels out. No language, no colours, no markup.

* ``model``: what goes in (``ChartData``, ``ChartText``, ``Frame``) and what comes out (``Chart``).
* ``scales``: nice numbers for the value axis.
* ``time_axis``: which dates get a tick.
* ``labels``: how wide a text is, and where labels go so that none covers another.
* ``layout``: puts them together.
* ``sheet``: the texts around a chart that leaves the page.

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
from improvement.domain.charting.sheet import Sheet, SheetText, lay_sheet

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
    "Sheet",
    "SheetText",
    "lay_out",
    "lay_sheet",
]
