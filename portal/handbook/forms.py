"""The editor's form of a chapter, and the form for borrowing one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.cms.forms import GuardedPageForm
from portal.handbook.services.people import members


class ChapterForm(GuardedPageForm):
    """Asks what is new each time a chapter is to be published with other words than before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        if page.pk and page.live and not page.has_unpublished_changes:
            # What was told at the last publishing stands in the log; the next one is told anew.
            self.initial["change_note"], self.initial["small_change"] = "", False
        if not page.borrowed_key:
            self.fields.pop("borrowed_version", None)
        self._offer_own_people()

    def _offer_own_people(self) -> None:
        """Offer people of the organisation, and whoever answers for the chapter now; not everybody on the portal."""
        field: Any = self.fields.get("owner_person")
        if field is None:
            return
        book = self.parent_page.specific if self.parent_page is not None else None
        offered = Q(pk=self.instance.owner_person_id)
        if book is not None and book.organisation_id:
            offered |= Q(pk__in=members(book.organisation).order_by().values("pk"))
        field.queryset = User.objects.filter(offered).order_by("first_name", "last_name", "pk")

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self._errors or "change_note" not in self.fields:
            return
        from portal.handbook.services.editions import needs_note

        if needs_note(self.instance):
            self.add_error(
                "change_note",
                _("Tell in a sentence what is new, or tick that it is only a small correction."),
            )


class BorrowForm(forms.Form):
    """Which book the copy goes into."""

    book = forms.TypedChoiceField(label=gettext_lazy("Into which handbook?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, books: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["book"].choices = [(each.pk, f"{each.title} – {each.organisation}") for each in books]  # type: ignore[attr-defined]
        if len(books) == 1:
            self.fields["book"].initial = books[0].pk
