"""Which blocks each kind of page may hold. Other rooms build their own streams from `BODY_BLOCKS`."""

from __future__ import annotations

from wagtail import blocks

from portal.cms.blocks.actions import ButtonBlock, DoorsBlock, NewestBlock
from portal.cms.blocks.facts import FactBlock, FactsBlock
from portal.cms.blocks.guides import ContactBlock, LevelBlock, StepBlock
from portal.cms.blocks.lists import CardsBlock, ChecklistBlock, ComparisonBlock, TableBlock
from portal.cms.blocks.media import DocumentBlock, PictureBlock, ResourcesBlock
from portal.cms.blocks.text import AccordionBlock, CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock


class BodyStream(blocks.StreamBlock):
    """The shared vocabulary of running pages. Subclass it and add what your room needs."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()
    fact = FactBlock()
    comparison = ComparisonBlock()
    cards = CardsBlock()
    checklist = ChecklistBlock()
    table = TableBlock()
    picture = PictureBlock()
    document = DocumentBlock()
    resources = ResourcesBlock()
    button = ButtonBlock()


# The same vocabulary as a list of (name, block), for streams that are not subclasses.
BODY_BLOCKS = [(name, block) for name, block in BodyStream.base_blocks.items()]


class ArticleStream(BodyStream):
    """Articles and plain pages."""


class SectionStream(BodyStream):
    """Sections: running text and ways on."""

    doors = DoorsBlock()
    newest = NewestBlock()


class IntroStream(blocks.StreamBlock):
    """What stands before the steps of a guide."""

    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()


class GuideStream(blocks.StreamBlock):
    """Steps in order, or levels with steps; not both in one guide (the page checks it)."""

    step = StepBlock()
    level = LevelBlock()


class ContactStream(blocks.StreamBlock):
    """Local contacts of a guide."""

    contact = ContactBlock()


class ButtonsStream(blocks.StreamBlock):
    """At most two buttons."""

    button = ButtonBlock()

    class Meta:
        max_num = 2


class HomeStream(blocks.StreamBlock):
    """The home page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    cards = CardsBlock()
    facts = FactsBlock()
    doors = DoorsBlock()
    newest = NewestBlock()
    button = ButtonBlock()
