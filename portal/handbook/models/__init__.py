from portal.handbook.models.editions import Edition, Receipt, RevisionNotice
from portal.handbook.models.pages import ChapterPage, HandbookPage

__all__ = ["ChapterPage", "Edition", "HandbookPage", "Receipt", "RevisionNotice"]
