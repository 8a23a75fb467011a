"""A chapter translated in the editors' tool."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from portal.handbook.models import ChapterPage, Edition, HandbookPage
from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.handbook import chapter, handbook


def _translate(client: Client, page: Any, locale: Locale) -> Any:
    answer = client.post(reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [locale.pk]})
    assert answer.status_code == 302
    return type(page).objects.get(translation_key=page.translation_key, locale=locale)


def test_words_are_translated_and_facts_follow(db: None, django_capture_on_commit_callbacks: Any) -> None:
    book = handbook(OrganisationFactory(name="Vår kommune"), "Boka")
    page = chapter(book, "Opplæring", "Vi lærer.", mirror_number="2.1", mirror_name="Rutine", owner_role="KE")
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    nynorsk = Locale.objects.get(language_code="nn")
    _translate(client, book, nynorsk)
    _translate(client, page, nynorsk)
    source = TranslationSource.objects.get(object_id=page.translation_key)
    paths = {segment.context.path for segment in source.stringsegment_set.select_related("context")}
    assert "title" in paths
    assert any(path.startswith("body.") for path in paths)
    # The number and the name of a document are the same in every language.
    assert not {"mirror_number", "mirror_name", "borrowed_title", "borrowed_organisation"} & paths
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, locale=nynorsk, context=segment.context, defaults={"data": "Vi lærer, nn"}
        )
    translation = Translation.objects.get(source=source, target_locale=nynorsk)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    shown = ChapterPage.objects.get(translation_key=page.translation_key, locale=nynorsk)
    assert shown.alias_of_id is None
    assert "Vi lærer, nn" in str(shown.body[0].value)
    assert (shown.mirror_number, shown.mirror_name) == ("2.1", "Rutine")
    assert sorted(Edition.objects.values_list("number", "language")) == [(1, "nb"), (1, "nn")]
    assert HandbookPage.objects.get(translation_key=book.translation_key, locale=nynorsk).organisation.name
