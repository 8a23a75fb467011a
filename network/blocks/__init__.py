"""Blocks of this room."""

from network.blocks.reports import EffectStream, MoreStream, ReportStream, SectionBlock

__all__ = ["EffectStream", "MoreStream", "ReportStream", "SectionBlock"]
