"""Forms of the admin."""

from portal.cms.forms.guarded import GuardedPageForm

__all__ = ["GuardedPageForm"]
