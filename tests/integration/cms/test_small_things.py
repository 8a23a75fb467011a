"""Ways to feeds, a search for nothing, the page of building blocks, and what my page tells editors."""

from __future__ import annotations

from django.test import Client

from network.services.setup import setup_reports
from portal.cms.blocks import BODY_BLOCKS
from portal.cms.services import groups
from tests.support.editors import EditorCase, guide_form


class SmallThings(EditorCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        setup_reports()

    def text(self, address: str, client: Client | None = None) -> str:
        return (client or Client()).get(address).content.decode()

    def test_lists_lead_to_their_feeds(self) -> None:
        assert '<a href="/nyheter/feed.xml"' in self.text("/erfaringer/")
        assert '<a href="/prosjekterfaringer/feed.xml"' in self.text("/erfaringer/prosjekterfaringer/")
        assert 'title="Nyhet"' not in self.text("/erfaringer/")

    def test_signs_are_no_question(self) -> None:
        for sign in ("%", "*", "«»", "  - "):
            assert "asked" in Client().get("/sok/", {"q": sign}).context
            assert not Client().get("/sok/", {"q": sign}).context["asked"], sign
        assert Client().get("/sok/", {"q": "%", "type": "guide"}).context["asked"]

    def test_the_building_blocks_are_told_in_the_readers_language(self) -> None:
        bokmaal, english = self.text("/design/"), self.text("/en/design/")
        assert '<html lang="nb"' in bokmaal
        assert "1. november 2026" in bokmaal
        assert "1 November 2026" in english
        assert "All building blocks" not in bokmaal
        assert "All building blocks" in english

    def test_editors_find_the_building_blocks_and_their_drafts(self) -> None:
        editor = self.as_(groups.EDITORS)
        assert "/design/" in self.text("/admin/", editor)
        self.create(editor, title="Slik begynner dere")
        page = self.guide()
        mine = self.text("/min-side/", editor)
        assert f"/admin/pages/{page.pk}/edit/" in mine
        assert "/design/" in mine
        editor.post(f"/admin/pages/{page.pk}/edit/", guide_form(**{"action-submit": "1"}))
        assert f"/admin/pages/{page.pk}/edit/" in self.text("/min-side/", editor)

    def test_translators_find_what_they_translate(self) -> None:
        page = self.published()
        translator = self.as_(groups.TRANSLATORS)
        copy = self.translate(translator, page)
        assert f"/admin/pages/{copy.pk}/edit/" in self.text("/min-side/", translator)

    def test_every_block_has_an_icon_that_is_there(self) -> None:
        sprite = self.text("/admin/", self.as_(groups.EDITORS))
        address = sprite[sprite.index("/admin/sprite") :].split('"')[0]
        icons = self.text(address, self.as_(groups.EDITORS))
        assert [name for name, block in BODY_BLOCKS if f'id="icon-{block.meta.icon}"' not in icons] == []
