"""The people of the admin, each in their group, and what they do there over HTTP."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation

from portal.accounts.groups import sync_groups
from portal.accounts.roles import CMS_GROUPS
from portal.cms.demo.loader import find_page
from portal.cms.models import GuidePage
from portal.cms.services import groups
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.support.sites import setup_site


def step(title: str, text: str = "Gjør det.", **answers: Any) -> dict[str, Any]:
    return {
        "title": title,
        "who": "Koordinator",
        "html": rich_text(f"<p>{text}</p>"),
        "example": rich_text(""),
        "local_contact_hint": "",
        "gate_question": answers.get("question", ""),
        "gate_outcomes": streamfield([]),
    }


def guide_form(title: str = "Slik begynner dere", slug: str = "slik-begynner-dere", **extra: Any) -> dict[str, Any]:
    text = extra.pop("text", "Gjør det.")
    return nested_form_data(
        {
            "title": title,
            "slug": slug,
            "summary": "En kort guide.",
            "source": "En kilde, som et menneske ville sagt det",
            "last_checked": "2026-11-21",
            "steps": streamfield([("step", step("Først", text)), ("step", step("Så"))]),
            "intro": streamfield([]),
            "contacts": streamfield([]),
            "body": streamfield([]),
            "comments": inline_formset([]),
            **extra,
        }
    )


class EditorCase(TestCase):
    """Each test begins with the site set up and one person in each group."""

    @classmethod
    def setUpTestData(cls) -> None:
        setup_site()
        cls.people = {}
        for role, name in CMS_GROUPS.items():
            person = UserFactory()
            MembershipFactory(person=person, role=role)
            sync_groups(person)
            cls.people[name] = person
        # Translators have no role of their own: an administrator puts them in the group.
        cls.people[groups.TRANSLATORS] = UserFactory()
        cls.people[groups.TRANSLATORS].groups.add(Group.objects.get(name=groups.TRANSLATORS))
        cls.section = find_page("verktoy", "nb")

    def as_(self, name: str) -> Client:
        client = Client()
        client.force_login(self.people[name])
        return client

    def create(self, client: Client, **form: Any) -> Any:
        return client.post(
            reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk)), guide_form(**form)
        )

    def guide(self) -> GuidePage:
        return GuidePage.objects.get(slug="slik-begynner-dere", locale__language_code="nb")

    def published(self) -> GuidePage:
        self.create(self.as_(groups.MODERATORS), **{"action-publish": "1"})
        return self.guide()

    def translate(self, client: Client, page: Page) -> GuidePage:
        locale = Locale.objects.get(language_code="nn")
        response = client.post(
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [locale.pk]}
        )
        assert response.status_code == 302, response.context and response.context["form"].errors
        return GuidePage.objects.get(translation_key=page.translation_key, locale=locale)

    @staticmethod
    def write(translation: Translation) -> None:
        """Translate every text of the source."""
        for segment in translation.source.stringsegment_set.all():
            # Some are there already: the address is made from the title.
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": "Steg nynorsk"},
            )
