"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from courses.views import (
    answers,
    certificates,
    counting,
    learning,
    mine,
    organisation,
    practice,
    rehearsal,
    trying,
    verify,
    written,
)
from courses.views.cohorts import groups, own, people, planning

app_name = "courses"

_K = "kull/<int:cohort_id>/"

urlpatterns: list[URLPattern] = [
    path("min-side/kurs/", mine.mine, name="mine"),
    path("min-side/skrevet.<slug:ending>", written.written, name="written"),
    path("organisasjoner/<slug:slug>/kurs/", organisation.overview, name="organisation"),
    path("organisasjoner/<slug:slug>/kurs/led/", organisation.lead, name="lead"),
    path("organisasjoner/<slug:slug>/kurs/led/<uuid:step_key>/", organisation.decide, name="decide"),
    path("min-side/forste-moter/", counting.choose, name="count_where"),
    path("organisasjoner/<slug:slug>/forste-moter/", counting.count, name="count"),
    path("kurs/<uuid:course_key>/start/", learning.start, name="start"),
    path("kurs/<uuid:course_key>/forlat/", learning.leave, name="leave"),
    path("kurs/steg/<uuid:step_key>/sted/", learning.position, name="position"),
    path("kurs/steg/<uuid:step_key>/svar/<uuid:block_id>/", answers.answer, name="answer"),
    path("kurs/steg/<uuid:step_key>/ettertanke/<uuid:block_id>/", answers.reflection, name="reflection"),
    path("kurs/<uuid:course_key>/en-gang-til/", learning.again, name="again"),
    path("kurs/steg/<uuid:step_key>/ferdig/", learning.finish, name="finish"),
    path("kurs/steg/<uuid:step_key>/ov/velg/", practice.choose, name="practice_choose"),
    path("kurs/steg/<uuid:step_key>/ov/provd/", practice.tried, name="practice_tried"),
    path("kurs/steg/<uuid:step_key>/ov/del/", practice.share, name="practice_share"),
    path("kurs/forhandsvisning/", rehearsal.rehearse, name="rehearse"),
    path("kurs/prov/<slug:tool_key>/", trying.try_tool, name="try_tool"),
    path("kurs/modul/<uuid:module_key>/bevis/", certificates.request_one, name="certificate_request"),
    path("kurs/bevis/<str:code>/", certificates.own, name="certificate"),
    path("kurs/bevis/<str:code>/<str:language>.pdf", certificates.download, name="certificate_pdf"),
    path("kull/", planning.mine, name="cohorts"),
    path("kull/nytt/", planning.new, name="cohort_new"),
    path(_K, planning.page, name="cohort"),
    path(_K + "endre/", planning.edit, name="cohort_edit"),
    path(_K + "datoer/", planning.dates, name="cohort_dates"),
    path(_K + "apne/", planning.open_up, name="cohort_open"),
    path(_K + "avslutt/", planning.close, name="cohort_close"),
    path(_K + "folk/", people.people, name="cohort_people"),
    path(_K + "folk.xlsx", people.workbook, name="cohort_workbook"),
    path(_K + "folk/<int:seat_id>/", people.person, name="cohort_person"),
    path(_K + "skriv/", people.letter, name="cohort_letter"),
    path(_K + "fasilitatorer/", people.team, name="cohort_team"),
    path(_K + "fasilitatorer/<int:person_id>/ta-bort/", people.team_end, name="cohort_team_end"),
    path(_K + "grupper/", groups.groups, name="cohort_groups"),
    path(_K + "grupper/bordkort/", groups.cards, name="cohort_cards"),
    path(_K + "kontaktliste/", own.contact_list, name="cohort_contacts"),
    path("kull/oppfolging/lenke/<str:word>/", own.follow_up_by_link, name="follow_up_by_link"),
    path("kull/oppfolging/<int:follow_up_id>/", own.follow_up, name="follow_up"),
    path("bevis/", verify.ask, name="verify_form"),
    path("bevis/<str:code>/", verify.show, name="verify"),
]
