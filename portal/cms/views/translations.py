"""What happens to a translation in the admin: begun, brought up to date, sent to review, approved.

The screen itself is wagtail-localize's; these are the steps that it lacks or takes without asking for the right.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from portal.cms.permissions import may_approve_translation, may_begin_translation, may_send_translation
from portal.cms.services import translating
from portal.cms.views.reviews import tell_outcome
from portal.security.guards import guarded


class BeginTranslation(SubmitPageTranslationView):
    """Begin translations; readers go on meeting the original where they met it before."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remember which pages are copies now; the library would show half a translation in their place."""
        copies = translating.live_copies(
            self.object, form.cleaned_data["locales"], below=form.cleaned_data["include_subtree"]
        )
        response = super().form_valid(form)
        translating.keep_readers_at_originals(copies)
        return response


class UpdateTranslations(UpdateTranslationsView):
    """Bring the texts to translate up to date; only who may publish each translation may do so at once."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Leave out the publishing for others: the library does not ask."""
        if form.cleaned_data["publish_translations"] and not self._may_publish_all():
            form.cleaned_data["publish_translations"] = False
            messages.warning(
                self.request, _("The texts were brought up to date, but not published: you do not have that right.")
            )
        return super().form_valid(form)

    def _may_publish_all(self) -> bool:
        targets = [each.get_target_instance() for each in self.object.translations.filter(enabled=True)]
        return all(_may_publish(self.request.user, each) for each in targets)


def _may_publish(user: Any, target: Any) -> bool:
    if isinstance(target, Page):
        return bool(target.permissions_for_user(user).can_publish())
    return bool(user.has_perm(f"{target._meta.app_label}.publish_{target._meta.model_name}"))


begin_translation = guarded(may_begin_translation)(BeginTranslation.as_view())
update_translations = guarded(may_begin_translation)(UpdateTranslations.as_view())


def edit_begun_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Show the translation screen for a page that is still a copy to its readers. Wagtail has asked for the right."""
    if not page.alias_of_id:
        return None
    translation = translating.translation_of(page)
    return edit_translation(request, translation, page) if translation is not None else None


@require_POST
@guarded(may_send_translation)
def send_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """Send the translation to review, when everything is translated."""
    page, translation = _page_and_translation(page_id)
    missing = translating.missing_texts(translation)
    if missing:
        messages.error(
            request,
            ngettext(
                "%(count)s text is still to be translated. Then you can send the page to review.",
                "%(count)s texts are still to be translated. Then you can send the page to review.",
                missing,
            )
            % {"count": missing},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    try:
        draft = translating.send_to_review(translation, request.user)  # type: ignore[arg-type]
    except ValidationError as problem:
        _tell(request, problem)
    else:
        messages.success(
            request,
            _("“%(title)s” is sent to review. You hear when somebody has read it.") % {"title": draft.title},
        )
    return redirect("wagtailadmin_pages:edit", page.pk)


@require_POST
@guarded(may_approve_translation)
def approve_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """Approve the translation as it stands on the screen."""
    page, translation = _page_and_translation(page_id)
    try:
        translating.approve(translation, page.current_workflow_task_state, request.user)  # type: ignore[arg-type]
    except ValidationError as problem:
        _tell(request, problem)
    else:
        tell_outcome(request, page.pk)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _page_and_translation(page_id: int) -> tuple[Any, Translation]:
    page = Page.objects.get(pk=page_id).specific
    translation = translating.translation_of(page)
    if translation is None:
        raise Http404
    return page, translation


def _tell(request: HttpRequest, problem: ValidationError) -> None:
    messages.error(
        request,
        _("The page cannot be sent on as it is: %(why)s") % {"why": " ".join(problem.messages)},
    )
