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

app_name = "courses"

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
    path("bevis/", verify.ask, name="verify_form"),
    path("bevis/<str:code>/", verify.show, name="verify"),
]
