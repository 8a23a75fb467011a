"""Sheets on their way out: blank and filled in, as documents and tables."""

from portal.worksheets.documents.blank import blank_document
from portal.worksheets.documents.filled import filled_document
from portal.worksheets.documents.tabs import filled_tabs

__all__ = ["blank_document", "filled_document", "filled_tabs"]
