"""Letters before they go, and what people are told when a meeting is moved or called off."""

from __future__ import annotations

from datetime import UTC, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.gatherings.choices.letters import LetterKind
from portal.gatherings.models import Gathering, Notice, Seat, SentLetter
from portal.gatherings.presenters.meetings import when_words
from portal.gatherings.services import answering, meetings, seating
from tests.factories.gatherings import soon
from tests.support.seats import asked, letters_to, link

pytestmark = pytest.mark.django_db


def url(name: str, gathering: Gathering, *more: object) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.pk, *more])


def test_a_letter_is_read_with_its_lines_broken_and_each_box_belongs_to_a_name(
    host: Client, lead: User, gathering: Gathering
) -> None:
    rows = seating.seating_of(lead, gathering)
    lise, _ola = seating.put_on(
        lead, rows, [seating.Guest(name, f"{name}@example.no") for name in ("lise", "ola")], "nb"
    )
    page = host.get(url("invitations", gathering)).content.decode()
    letter = page.partition("v-mail-text")[2].partition("</section>")[0]
    assert link(lise) not in page, "the link by which somebody answers is theirs alone"
    assert "(her står den personlige lenken)" in letter
    assert "<p>" in letter
    assert "<pre" not in page, "a text that does not wrap makes the page wider than a phone"
    assert f'id="to-{lise.pk}"' in page
    assert f'<label for="to-{lise.pk}">lise ' in page


def saved(gathering: Gathering, **more: Any) -> dict[str, Any]:
    """The form of a meeting as it stands, with `more` changed."""
    begins = timezone.localtime(gathering.starts_at)
    row = Gathering.objects.get(pk=gathering.pk)
    return {
        "title": row.title,
        "kind": row.kind,
        "day": begins.date().isoformat(),
        "at": f"{begins:%H:%M}",
        "minutes": row.minutes,
        "form": row.form,
        "place": row.place,
        "version": row.version,
        "seen": "{}",
        **more,
    }


def test_who_moves_a_meeting_or_calls_it_off_is_told_of_the_letters_that_wait(
    host: Client, lead: User, gathering: Gathering
) -> None:
    page = host.post(url("edit", gathering), saved(gathering, place="Sal B"), follow=True).content.decode()
    assert "brev om det" not in page, "nobody has heard of it"
    asked(lead, gathering, "lise", "ola")
    page = host.post(url("edit", gathering), saved(gathering, place="Sal C"), follow=True).content.decode()
    goes = timezone.localtime(Gathering.objects.get(pk=gathering.pk).changed_at) + timedelta(minutes=20)
    said = page.partition('id="said"')[2].partition("</div>")[0]
    assert f"2 brev om det venter, og går av seg selv kl. {goes:%H.%M}." in said
    assert url("letter", gathering, LetterKind.CHANGE) in said, "one press to read them, one more to send them"
    page = host.post(url("cancel", gathering), {"reason": "Sykdom"}, follow=True).content.decode()
    said, _end, rest = page.partition('id="said"')[2].partition("</div>")
    assert "2 brev om det venter" in said
    assert url("people", gathering) in rest, "the list can be found later too"
    host.post(url("tell", gathering))
    assert letters_to("ola@example.no")[-1].subject == "Avlyst: Kick-off"


def test_a_letter_about_a_change_says_when_it_was_and_asks_those_who_have_not_answered(
    host: Client, lead: User, gathering: Gathering
) -> None:
    before = when_words(gathering)
    comes, _silent = asked(lead, gathering, "lise", "ola")
    answering.say_yes(comes)
    day = soon(20).date().isoformat()
    host.post(url("edit", gathering), saved(gathering, day=day))
    host.post(url("tell", gathering))
    hers, his = letters_to("lise@example.no")[-1].body, letters_to("ola@example.no")[-1].body
    for body in (hers, his):
        assert f"Det skulle vært {before}." in body
    assert "Svaret ditt står" in hers
    assert "Svaret ditt står" not in his
    assert "Vi venter på svaret ditt." in his
    moved = Gathering.objects.get(pk=gathering.pk)
    host.post(url("edit", gathering), saved(moved, place="Sal B"))
    host.post(url("tell", gathering))
    last = letters_to("lise@example.no")[-1].body
    assert "Det skulle vært på dette stedet: Møterom 2. Dag og tid er som før." in last
    assert "Sal B" in last


def test_a_letter_about_a_change_says_where_it_was_to_be_and_keeps_no_digital_link(
    host: Client, lead: User, gathering: Gathering
) -> None:
    before = when_words(gathering)
    asked(lead, gathering, "lise")
    online = saved(gathering, day=soon(20).date().isoformat(), form="digital", place="", link="https://mote.example/x")
    host.post(url("edit", gathering), online)
    host.post(url("tell", gathering))
    both = letters_to("lise@example.no")[-1].body
    assert f"Det skulle vært {before}, på dette stedet: Møterom 2. Dette gjelder nå:" in both
    row = Gathering.objects.get(pk=gathering.pk)
    host.post(url("edit", gathering), saved(row, form="digital", place="", link="https://mote.example/y"))
    host.post(url("tell", gathering))
    same = letters_to("lise@example.no")[-1].body
    assert "Dag, tid og sted er som før." in same
    row = Gathering.objects.get(pk=gathering.pk)
    host.post(url("edit", gathering), saved(row, form="room", place="Sal B", link=""))
    host.post(url("tell", gathering))
    last = letters_to("lise@example.no")[-1].body
    assert "Det skulle vært på dette stedet: På nett. Dag og tid er som før." in last
    kept = " ".join(str(each) for each in Notice.objects.values_list())
    assert "mote.example" not in kept
    assert "mote.example" not in both + same + last


def test_where_a_place_was_not_known_none_is_named(host: Client, lead: User, gathering: Gathering) -> None:
    Gathering.objects.update(place="")
    gathering.refresh_from_db()
    asked(lead, gathering, "lise")
    host.post(url("edit", gathering), saved(gathering, place="Sal B"))
    host.post(url("tell", gathering))
    body = letters_to("lise@example.no")[-1].body
    assert "Stedet for møtet er endret. Dag og tid er som før." in body
    assert "skulle vært" not in body


def test_a_letter_about_a_change_says_only_what_is_known(lead: User, gathering: Gathering, host: Client) -> None:
    asked(lead, gathering, "lise")
    Notice.objects.all().delete()
    row = Gathering.objects.get(pk=gathering.pk)
    meetings.change(lead, row, row.version, {"starts_at": soon(20)})
    host.post(url("tell", gathering))
    body = letters_to("lise@example.no")[-1].body
    assert "Noe ved møtet er endret" in body
    assert "skulle vært" not in body


def test_what_letters_told_before_notices_were_kept_is_taken_over(
    host: Client, lead: User, gathering: Gathering
) -> None:
    (seat,) = asked(lead, gathering, "lise")
    before = when_words(gathering)
    Notice.objects.all().delete()
    begins = gathering.starts_at.astimezone(UTC)
    for mark in (f"when-0:{begins:%y%m%d%H%M}+60 of {gathering.pk}", "when-7:2601010800+60 of 999999"):
        SentLetter.objects.create(seat=seat, about=mark)
    import_module("portal.gatherings.migrations.0012_notices").kept_from_marks(apps, None)
    assert not SentLetter.objects.filter(about__startswith="when-").exists()
    host.post(url("edit", gathering), saved(gathering, day=soon(20).date().isoformat(), place="Sal B"))
    host.post(url("tell", gathering))
    assert f"Det skulle vært {before}, på dette stedet: Møterom 2." in letters_to("lise@example.no")[-1].body


def test_what_has_been_is_not_called_off_and_no_problem_is_brought_to_it(host: Client, gathering: Gathering) -> None:
    page = host.get(gathering.get_absolute_url()).content.decode()
    assert url("cancel", gathering) in page
    assert "Ta med et problem" in page
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=timezone.now() - timedelta(days=3))
    page = host.get(gathering.get_absolute_url()).content.decode()
    assert url("cancel", gathering) not in page
    assert "Ta med et problem" not in page
    host.post(url("cancel", gathering), {"reason": "Sykdom"})
    assert not Gathering.objects.get(pk=gathering.pk).is_cancelled


def test_a_list_typed_with_blanks_alone_is_read_too(host: Client, gathering: Gathering) -> None:
    assert "komma, semikolon, tabulator eller mellomrom" in host.get(url("invite", gathering)).content.decode()
    typed = {"people": "Kari Test kari@eksempel.no koordinator", "role": "", "step": "add"}
    assert host.post(url("invite", gathering), typed).status_code == 302
    assert Seat.objects.values_list("name", "email", "role").get() == ("Kari Test", "kari@eksempel.no", "coordinator")


def test_a_mistyped_year_does_not_lose_everybody(host: Client, lead: User, gathering: Gathering) -> None:
    asked(lead, gathering, "lise")
    answer = host.post(url("edit", gathering), saved(gathering, day="2020-01-01", place="Sal B"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Den dagen har vært, og folk har fått vite om møtet. Er året riktig?" in page
    assert "Sal B" in page
    assert Gathering.objects.get(pk=gathering.pk).starts_at == gathering.starts_at


def test_what_has_been_can_still_be_mended(host: Client, gathering: Gathering) -> None:
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=timezone.now() - timedelta(days=3))
    gathering.refresh_from_db()
    assert host.post(url("edit", gathering), saved(gathering, place="Sal B")).status_code == 302


def test_called_off_right_after_it_was_moved_says_the_day_people_know(
    host: Client, lead: User, gathering: Gathering
) -> None:
    before = when_words(gathering)
    asked(lead, gathering, "lise")
    host.post(url("edit", gathering), saved(gathering, day=soon(20).date().isoformat()))
    host.post(url("cancel", gathering), {"reason": "Sykdom"})
    host.post(url("tell", gathering))
    body = letters_to("lise@example.no")[-1].body
    assert f"Sist fikk du vite at det skulle være {before}." in body
    assert "Sykdom" in body
