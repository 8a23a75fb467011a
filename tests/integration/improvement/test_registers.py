"""The lists that a project keeps, with the stakeholders as the one that has everything."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from improvement.models import Project, Snapshot, Stakeholder
from improvement.presenters.registers import counts_of
from improvement.registers import REGISTERS
from improvement.services.versions import create
from portal.accounts.roles import Role
from portal.security.models import AuditEntry
from tests.factories.improvement import join, make_project

pytestmark = pytest.mark.django_db
LIST = REGISTERS["interessenter"]


@pytest.fixture
def project(client: Client) -> Project:
    project = make_project()
    client.force_login(project.created_by)
    return project


def url(project: Project, name: str = "register", *args: object) -> str:
    return reverse(f"improvement:{name}", args=[project.pk, LIST.slug, *args])


def add(project: Project, name: str, **values: object) -> Stakeholder:
    return create(Stakeholder, project, project.created_by, {"name": name, **values})


def key_of(client: Client, address: str) -> str:
    return str(client.get(address).context["form"].initial["form_key"])


def paste(client: Client, project: Project, text: str, *, add: bool = False) -> object:
    address = url(project, "register_paste")
    data = {"text": text, "form_key": key_of(client, address), **({"add": "1"} if add else {})}
    return client.post(address, data)


def test_a_row_is_written_read_in_its_group_and_counted(client: Client, project: Project) -> None:
    address = url(project, "entry_new")
    data = {
        "name": "Fastlegene",
        "group": "decider",
        "influence": "5",
        "interest": "2",
        "form_key": key_of(client, address),
    }
    for _twice in range(2):
        assert client.post(address, data).status_code == 302
    row = Stakeholder.objects.get()
    assert (row.influence, row.interest, row.attitude_now) == (5, 2, "")
    page = client.get(url(project)).content.decode()
    assert page.index("Beslutningstakere") < page.index("Fastlegene")
    assert "Ingen står i gruppen «primærmålgruppe»" in page
    assert "Ingen står i gruppen «beslutningstakere»" not in page
    assert counts_of(project) == {**dict.fromkeys(REGISTERS, 0), LIST.slug: 1}
    overview = client.get(project.get_absolute_url()).content.decode()
    assert f'{url(project)}">Interessenter</a> <span class="v-small v-muted">(1)' in overview
    assert AuditEntry.objects.filter(action="stakeholder.created").count() == 1


def test_a_row_without_a_name_says_so_and_keeps_what_was_typed(client: Client, project: Project) -> None:
    address = url(project, "entry_new")
    answer = client.post(address, {"approach": "Ring dem", "form_key": key_of(client, address)})
    assert answer.status_code == 422
    assert "Ring dem" in answer.content.decode()
    assert not Stakeholder.objects.exists()


def test_who_saves_last_is_told_and_nothing_is_lost(client: Client, project: Project) -> None:
    row = add(project, "Fastlegene", approach="Ring")
    seen = {"name": "Fastlegene", "version": "1"}
    assert client.post(row.get_absolute_url(), {**seen, "approach": "Ring og skriv"}).status_code == 302
    late = client.post(row.get_absolute_url(), {**seen, "approach": "Vent"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Ring og skriv" in page
    assert "Vent" in page
    row.refresh_from_db()
    assert row.approach == "Ring og skriv"
    assert AuditEntry.objects.filter(action="stakeholder.saved").count() == 1


def test_the_map_places_who_is_judged_and_names_who_is_not(client: Client, project: Project) -> None:
    add(project, "Kommunedirektøren", influence=5, interest=4)
    add(project, "Lokalavisa", influence=2, interest=3)
    add(project, "Naboen")
    found = client.get(url(project) + "?vis=kart").context
    placed = {field["key"]: [row.name for row in field["rows"]] for field in found["fields"]}
    assert placed == {"close": ["Kommunedirektøren"], "satisfied": [], "informed": [], "watched": ["Lokalavisa"]}
    assert [row.name for row in found["unplaced"]] == ["Naboen"]


def test_the_three_ways_to_look_show_the_same_people(client: Client, project: Project) -> None:
    names = {f"Gruppe {n}" for n in range(7)}
    for n, name in enumerate(sorted(names)):
        add(project, name, group=["target", "contributor", ""][n % 3], influence=n % 5 + 1, interest=5 - n % 5)
    for look in ("", "?vis=kart", "?vis=grupper"):
        page = client.get(url(project) + look).content.decode()
        assert {name for name in names if name in page} == names, look


def test_a_day_that_has_passed_for_what_we_do_is_said(client: Client, project: Project) -> None:
    add(project, "Fastlegene", approach="Møte", due_on=date(2020, 1, 1))
    add(project, "Legevakta", due_on=date(2020, 1, 1))
    page = client.get(url(project)).content.decode()
    assert "Dagen for det dere gjør med «Fastlegene», er gått." in page
    assert "med «Legevakta»" not in page


def test_three_hundred_are_pasted_with_ten_that_need_mending_and_nothing_is_lost(
    client: Client, project: Project
) -> None:
    rows = [f"Interessent {n}\tDemo kommune\tBidragsytere\tintern\t{n % 5 + 1}\t3" for n in range(300)]
    for n in range(0, 300, 30):
        rows[n] = f"Interessent {n}\tDemo kommune\tTilskuere\tintern\t9"
    text = "\n".join(["Navn eller rolle\tOrganisasjon", *rows])
    seen = paste(client, project, text).content.decode()
    assert not Stakeholder.objects.exists()
    assert "290 rader er klare." in seen
    assert "10 rader må rettes." in seen
    assert "Linje 2, «Interessent 0»" in seen
    left = paste(client, project, text, add=True)
    assert Stakeholder.objects.filter(group="contributor", place="internal").count() == 290
    box = left.context["form"].data["text"].splitlines()
    assert box == rows[::30], "what must be mended stays, and nothing else"
    mended = "\n".join(line.replace("Tilskuere", "Påvirkere").replace("\t9", "\t4") for line in box)
    assert paste(client, project, mended, add=True).status_code == 302
    assert Stakeholder.objects.count() == 300


def test_pasted_twice_by_a_double_press_it_counts_once(client: Client, project: Project) -> None:
    address = url(project, "register_paste")
    data = {"text": "Fastlegene; Demo kommune", "form_key": key_of(client, address), "add": "1"}
    client.post(address, data)
    client.post(address, data)
    assert [row.organisation for row in Stakeholder.objects.all()] == ["Demo kommune"]
    assert AuditEntry.objects.filter(action="stakeholder.created").count() == 1


def test_a_row_with_more_columns_than_the_list_is_named_and_not_cut(client: Client, project: Project) -> None:
    cells = ["Fastlegene", *[""] * (len(LIST.pasted) - 1), "Noe mer"]
    page = paste(client, project, "Legevakta\n" + "\t".join(cells), add=True).content.decode()
    assert "Det er flere kolonner enn listen har: «Noe mer»." in page
    assert "1 rad er lagret." in page
    assert [row.name for row in Stakeholder.objects.all()] == ["Legevakta"]


def test_an_identity_number_in_pasted_rows_stops_them(client: Client, project: Project) -> None:
    answer = paste(client, project, "Pasient 17054026641", add=True)
    assert answer.status_code == 422
    assert not Stakeholder.objects.exists()


def test_a_list_is_kept_and_compared_with_later(client: Client, project: Project) -> None:
    moves, goes = add(project, "Fastlegene", attitude_now="sceptical"), add(project, "Legevakta")
    add(project, "Pårørende")
    client.post(url(project, "register_keep"), {"title": "Før kick-off"})
    kept = Snapshot.objects.get()
    assert AuditEntry.objects.filter(action="snapshot.taken", target_id=str(kept.pk)).count() == 1
    client.post(moves.get_absolute_url(), {"name": "Fastlegene", "attitude_now": "supportive", "version": "1"})
    client.post(reverse("improvement:archive", args=[project.pk, LIST.slug, goes.pk]), {"archive": "yes"})
    add(project, "Ungdomsrådet")
    page = client.get(url(project, "register_then", kept.pk)).content.decode()
    assert "Før kick-off" in page
    assert "er skeptisk" in page
    assert "støtter" in page
    assert "1 er ny" in page
    assert "1 er borte" in page
    assert "1 står som før" in page


def test_what_is_laid_aside_leaves_the_list_and_comes_back(client: Client, project: Project) -> None:
    row = add(project, "Fastlegene")
    away = reverse("improvement:archive", args=[project.pk, LIST.slug, row.pk])
    page = client.post(away, {"archive": "yes"}, follow=True)
    assert page.redirect_chain[-1][0].startswith(url(project))
    assert page.context["rows"] == []
    assert "Fastlegene" in page.content.decode()
    client.post(away, {"archive": "no"})
    assert [each.name for each in client.get(url(project)).context["rows"]] == ["Fastlegene"]


def test_who_reads_only_sees_what_is_written_and_cannot_write(client: Client, project: Project) -> None:
    row = add(project, "Fastlegene", stake="Færre telefoner", influence=4)
    client.force_login(join(project, Role.ADVISOR))
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Færre telefoner" in page
    assert "<textarea" not in page
    assert client.post(row.get_absolute_url(), {"name": "Andre", "version": "1"}).status_code == 404
    for name in ("entry_new", "register_paste"):
        assert client.get(url(project, name)).status_code == 404
    assert client.post(url(project, "register_keep"), {"title": ""}).status_code == 404


def test_the_file_holds_every_field_of_the_rows_in_use(client: Client, project: Project) -> None:
    add(project, "Fastlegene", group="decider", due_on=date(2027, 3, 1), stake="Tid; penger")
    text = client.get(url(project, "register_csv")).content.decode("utf-8-sig")
    heading, row = text.strip().splitlines()
    assert heading.count(";") == len(LIST.form.text_names()) - 1
    assert "beslutningstakere" in row
    assert '"Tid; penger"' in row


def test_a_list_that_is_none_is_not_there(client: Client, project: Project) -> None:
    assert client.get(f"/prosjekter/{project.pk}/liste/tull/").status_code == 404
    assert client.get(url(project, "entry", 999_999)).status_code == 404


def test_many_rows_cost_no_more_questions(client: Client, project: Project) -> None:
    def costs() -> list[int]:
        numbers = []
        for look in ("", "?vis=kart", "?vis=grupper"):
            with CaptureQueriesContext(connection) as asked:
                client.get(url(project) + look)
            numbers.append(len(asked))
        return numbers

    for n in range(2):
        add(project, f"A{n}", group="target", influence=3, interest=3)
    costs()  # What the process remembers of everybody is there afterwards.
    few = costs()
    for n in range(20):
        add(project, f"B{n}", group="decider", influence=5, interest=5)
    assert costs() == few
