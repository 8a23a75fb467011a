"""Blocks in families. A stream is a named class; every block has icon, label, help, group and a preview of its own.

Other rooms reuse the vocabulary: subclass `BodyStream`, or build a stream from `BODY_BLOCKS`.
"""

from portal.cms.blocks.actions import ButtonBlock, DoorsBlock, LinkStruct, LinkValue, NewestBlock
from portal.cms.blocks.base import (
    ACTIONS,
    FACTS,
    LISTS,
    MEDIA,
    TEXT,
    AddressBlock,
    DraftTolerantStruct,
)
from portal.cms.blocks.facts import FactBlock, FactsBlock
from portal.cms.blocks.guides import ContactBlock, LevelBlock, OutcomeBlock, StepBlock
from portal.cms.blocks.lists import CardsBlock, ChecklistBlock, ComparisonBlock, TableBlock
from portal.cms.blocks.media import DocumentBlock, PictureBlock, ResourcesBlock
from portal.cms.blocks.streams import (
    BODY_BLOCKS,
    ArticleStream,
    BodyStream,
    ButtonsStream,
    ContactStream,
    GuideStream,
    HomeStream,
    IntroStream,
    SectionStream,
)
from portal.cms.blocks.text import (
    AccordionBlock,
    CalloutBlock,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    SmallTextBlock,
)

__all__ = [
    "ACTIONS",
    "BODY_BLOCKS",
    "FACTS",
    "LISTS",
    "MEDIA",
    "TEXT",
    "AccordionBlock",
    "AddressBlock",
    "ArticleStream",
    "BodyStream",
    "ButtonBlock",
    "ButtonsStream",
    "CalloutBlock",
    "CardsBlock",
    "ChecklistBlock",
    "ComparisonBlock",
    "ContactBlock",
    "ContactStream",
    "DocumentBlock",
    "DoorsBlock",
    "DraftTolerantStruct",
    "FactBlock",
    "FactsBlock",
    "GuideStream",
    "HeadingBlock",
    "HomeStream",
    "IntroStream",
    "LevelBlock",
    "LinkStruct",
    "LinkValue",
    "NewestBlock",
    "OutcomeBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuoteBlock",
    "ResourcesBlock",
    "SectionStream",
    "SmallTextBlock",
    "StepBlock",
    "TableBlock",
]
