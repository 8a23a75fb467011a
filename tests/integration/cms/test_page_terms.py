"""Keywords are ticked family by family; the rows, drafts and comparisons follow."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.cms.models import GuidePage, PageTerm, Term, TermKind
from portal.cms.services import groups
from tests.support.editors import EditorCase, guide_form


def ticks(*slugs: str) -> dict[str, Any]:
    """What the form sends for these terms."""
    sent: dict[str, list[int]] = {}
    for term in Term.objects.filter(slug__in=slugs):
        sent.setdefault(f"terms_{term.kind}", []).append(term.pk)
    return sent


class PageTerms(EditorCase):
    def setUp(self) -> None:
        self.moderator: Client = self.as_(groups.MODERATORS)

    def save(self, page: Page, *slugs: str, **more: Any) -> Any:
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return self.moderator.post(edit, {**guide_form(**more), **ticks(*slugs)})

    def add(self, sent: dict[str, Any], **more: Any) -> Any:
        address = reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk))
        return self.moderator.post(address, {**guide_form(**more), **sent})

    def slugs(self, page: Page) -> set[str]:
        return {row.term.slug for row in page.page_terms.all()}

    def test_each_family_has_its_own_field(self) -> None:
        text = self.moderator.get(
            reverse("wagtailadmin_pages:add", args=("cms", "guidepage", self.section.pk))
        ).content.decode()
        for kind in TermKind:
            assert text.count(f'name="terms_{kind.value}"') == Term.objects.filter(kind=kind).count()
        assert "id_page_terms-OPEN_MODAL" not in text

    def test_ticks_are_written_with_the_draft_and_published_with_it(self) -> None:
        self.add(ticks("helse-nord", "overganger"))
        page = self.guide()
        assert self.slugs(page) == {"helse-nord", "overganger"}
        kept = PageTerm.objects.get(page=page, term__slug="helse-nord").pk
        self.save(page, "helse-nord", "barn-og-unge", **{"action-publish": "1"})
        page = self.guide()
        assert page.live
        assert self.slugs(page) == {"helse-nord", "barn-og-unge"}
        assert PageTerm.objects.get(page=page, term__slug="helse-nord").pk == kept

        # A draft of a page that is out changes nothing for readers before it is published.
        self.save(page, "helse-vest")
        assert self.slugs(self.guide()) == {"helse-nord", "barn-og-unge"}
        draft = self.guide().get_latest_revision_as_object()
        assert self.slugs(draft) == {"helse-vest"}
        shown = self.moderator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
        assert shown.initial["terms_region"] == [Term.objects.get(slug="helse-vest").pk]
        assert shown.initial["terms_audience"] == []

        self.save(page, **{"action-publish": "1"})
        assert self.slugs(self.guide()) == set()

    def test_an_unknown_term_is_an_error_and_not_a_crash(self) -> None:
        response = self.add({"terms_region": ["999999"]})
        assert response.status_code == 200
        assert "terms_region" in response.context["form"].errors

    def test_a_term_of_another_family_is_refused(self) -> None:
        other = Term.objects.filter(kind=TermKind.THEME).first()
        assert other is not None
        assert "terms_region" in self.add({"terms_region": [other.pk]}).context["form"].errors

    def test_versions_are_compared_family_by_family(self) -> None:
        self.add(ticks("helse-nord"))
        page = self.guide()
        self.save(page, "helse-vest")
        address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
        text = self.moderator.get(address).content.decode()
        assert '<span class="deletion">Helse Nord</span>' in text
        assert '<span class="addition">Helse Vest</span>' in text

    def test_translations_begin_with_the_same_terms(self) -> None:
        self.add(ticks("helse-nord", "overganger"), **{"action-publish": "1"})
        page = self.guide()
        copies = GuidePage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
        assert copies
        assert all(self.slugs(copy) == {"helse-nord", "overganger"} for copy in copies)
