"""Translations that somebody has begun and nobody has finished."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Exists, OuterRef, Q
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# Among how many of the newest translations the unfinished ones are looked for.
AMONG = 12


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A page that is half translated."""

    page: Page
    language: Locale
    done: int
    total: int


def unfinished(user: AbstractBaseUser, most: int) -> list[Unfinished]:
    """Return the newest that this person may edit; three queries, however many there are."""
    newest = list(
        Translation.objects.filter(enabled=True)
        .select_related("source", "target_locale")
        .order_by("-created_at")[:AMONG]
    )
    progress = _progress(newest)
    pages = {
        (page.translation_key, page.locale_id): page
        for page in Page.objects.filter(translation_key__in=[each.source.object_id for each in newest])
    }
    found = []
    for each in newest:
        total, done = progress.get(each.pk, (0, 0))
        page = pages.get((each.source.object_id, each.target_locale_id))
        if page is not None and done < total and page.permissions_for_user(user).can_edit():
            found.append(Unfinished(page, each.target_locale, done, total))
    return found[:most]


def _progress(translations: list[Translation]) -> dict[int, tuple[int, int]]:
    """Return (all texts, translated texts) of each translation, as the tool itself counts them one by one."""
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string_id"),
        context=OuterRef("context_id"),
        locale=OuterRef("source__translations__target_locale_id"),
        has_error=False,
    )
    rows = (
        StringSegment.objects.filter(source__translations__in=[each.pk for each in translations])
        .annotate(is_translated=Exists(translated))
        .values("source__translations")
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(is_translated=True)))
        .values_list("source__translations", "total", "done")
    )
    return {pk: (total, done) for pk, total, done in rows}
