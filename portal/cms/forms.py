"""Forms of the admin."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

from portal.cms.services.fnr import FNR_MESSAGE, fields_with_fnr


class GuardedPageForm(WagtailAdminPageForm):
    """Stops a page that holds an identity number from being submitted or published.

    A draft may hold it for the moment; the editor is warned after saving (portal/cms/services/fnr.py).
    """

    def _post_clean(self) -> None:
        self.instance._checked_by_form = True
        try:
            super()._post_clean()
        finally:
            del self.instance._checked_by_form
        if not self.is_deferred_validation:
            for name in fields_with_fnr(self.instance):
                self.add_error(name if name in self.fields else None, FNR_MESSAGE)
