from portal.cms.models.base import BasePage
from portal.cms.models.contentversion import ContentVersion
from portal.cms.models.guides import GuidePage
from portal.cms.models.menus import MenuKind, SiteMenu
from portal.cms.models.pages import ArticlePage, HomePage, SectionPage
from portal.cms.models.taxonomy import PageTerm, Term, TermKind

__all__ = [
    "ArticlePage",
    "BasePage",
    "ContentVersion",
    "GuidePage",
    "HomePage",
    "MenuKind",
    "PageTerm",
    "SectionPage",
    "SiteMenu",
    "Term",
    "TermKind",
]
