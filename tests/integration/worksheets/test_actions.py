"""A row, or a gap, becomes an action; what one holds is handed out and erased; sheets are found again."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace

from django.utils import translation

from portal.accounts.services.erasing import erase
from portal.actions.models import Action
from portal.spaces.services.owned import space_of_person
from portal.worksheets.models import Answer, Seat, Sheet, Worksheet, WorksheetTemplatePage
from portal.worksheets.services import mydata
from portal.worksheets.services.sheets import begin
from tests.integration.worksheets.conftest import as_, parts
from tests.integration.worksheets.test_filling import save
from tests.integration.worksheets.test_rating import answers


def test_a_row_becomes_an_action_and_stands_beside_the_sheet(team: SimpleNamespace, sheet: Worksheet) -> None:
    anne, part = as_(team.Anne), parts(sheet)["table1"]
    column = sheet.form.part(part).columns[0].id  # type: ignore[union-attr]
    save(anne, sheet, part, row="a", **{"a:" + column: "Vi har ikke tid"}, version=0)
    there = anne.post(f"/ark/{sheet.pk}/svar/{part}/tiltak/", {"row": "a"})
    page = anne.get(there["Location"]).content.decode()
    assert "Vi har ikke tid" in page
    origin = re.search(r'name="fra" value="([^"]+)"', page)
    assert origin is not None
    made = anne.post(there["Location"], {"what": "Avtal fast tid", "fra": unescape(origin[1])})
    assert made.status_code == 302
    assert Action.objects.get().origin_url == f"/ark/{sheet.pk}/"
    assert "Avtal fast tid" in anne.get(f"/ark/{sheet.pk}/").content.decode()


def test_a_row_that_is_not_there_makes_nothing(team: SimpleNamespace, sheet: Worksheet) -> None:
    anne, part = as_(team.Anne), parts(sheet)["table1"]
    there = anne.post(f"/ark/{sheet.pk}/svar/{part}/tiltak/", {"row": "finnes-ikke"}, follow=True)
    assert "Skriv noe i raden først" in there.content.decode()
    assert as_(team.Cato).post(f"/ark/{sheet.pk}/svar/{part}/tiltak/", {"row": "a"}).status_code == 404


def test_a_gap_becomes_an_action(team: SimpleNamespace, rated: WorksheetTemplatePage) -> None:
    sheet = begin(team.Anne, rated, team.space, "Passer det?")
    as_(team.Anne).post(f"/ark/{sheet.pk}/vurder/", answers(sheet, 1, 5, 5))
    page = as_(team.Anne).get(f"/ark/{sheet.pk}/").content.decode()
    gaps = page[page.index('id="gaps"') : page.index("</section>", page.index('id="gaps"'))]
    link = re.search(r'href="(/rom/[^"]+)"', gaps)
    assert link is not None
    assert "Svarer tiltaket godt" in as_(team.Anne).get(unescape(link[1])).content.decode()


def test_sheets_are_found_again(team: SimpleNamespace, sheet: Worksheet) -> None:
    for address in ("/ark/", f"/rom/{team.space.pk}/ark/", "/min-side/"):
        assert "Prøverunden" in as_(team.Berit).get(address).content.decode()
        page = as_(team.Cato).get(address)
        assert "Prøverunden" not in page.content.decode()
    assert as_(team.Cato).get(f"/rom/{team.space.pk}/ark/").status_code == 404


def test_the_copy_has_what_one_wrote_and_erasing_takes_what_is_ones_own(
    team: SimpleNamespace, sheet: Worksheet, form: WorksheetTemplatePage, rated: WorksheetTemplatePage
) -> None:
    own = begin(team.Anne, form, space_of_person(team.Anne), "Bare mitt")
    ratings = begin(team.Anne, rated, team.space)
    for each in (sheet, own):
        save(as_(team.Anne), each, parts(each)["text1"], value="Annes ord", version=0)
    as_(team.Anne).post(f"/ark/{ratings.pk}/vurder/", answers(ratings, 4))
    with translation.override("nb"):
        copy = mydata.export(team.Anne)
    assert [each["answer"] for each in copy["answers"]] == ["Annes ord", "Annes ord"]
    assert list(copy["ratings"][0]["answers"].values()) == [4]
    erase(team.Anne)
    assert not Worksheet.objects.filter(pk=own.pk).exists()
    assert Answer.objects.get().value == "Annes ord", "what was written together stays"
    assert not Seat.objects.exists()
    assert not Sheet.objects.exists()


def test_ones_own_sheet_is_ones_own(team: SimpleNamespace, form: WorksheetTemplatePage) -> None:
    own = begin(team.Anne, form, space_of_person(team.Anne), "Bare mitt")
    assert as_(team.Anne).get(own.get_absolute_url()).status_code == 200
    assert as_(team.Berit).get(own.get_absolute_url()).status_code == 404
