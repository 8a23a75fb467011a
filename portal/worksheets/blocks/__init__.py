"""The blocks that editors make forms of."""

from portal.worksheets.blocks.streams import BandsStream, FormStream

__all__ = ["BandsStream", "FormStream"]
