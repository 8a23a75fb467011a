from portal.handbook.documents.book import book_document
from portal.handbook.documents.chapter import chapter_blocks, paragraphs

__all__ = ["book_document", "chapter_blocks", "paragraphs"]
