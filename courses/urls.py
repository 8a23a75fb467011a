"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from courses.views import certificates, learning, verify

app_name = "courses"

urlpatterns: list[URLPattern] = [
    path("kurs/<uuid:course_key>/start/", learning.start, name="start"),
    path("kurs/steg/<uuid:step_key>/sted/", learning.position, name="position"),
    path("kurs/steg/<uuid:step_key>/svar/<uuid:block_id>/", learning.answer, name="answer"),
    path("kurs/steg/<uuid:step_key>/ettertanke/<uuid:block_id>/", learning.reflection, name="reflection"),
    path("kurs/steg/<uuid:step_key>/ferdig/", learning.finish, name="finish"),
    path("kurs/modul/<uuid:module_key>/bevis/", certificates.request_one, name="certificate_request"),
    path("kurs/bevis/<str:code>/", certificates.own, name="certificate"),
    path("kurs/bevis/<str:code>/<str:language>.pdf", certificates.download, name="certificate_pdf"),
    path("bevis/", verify.ask, name="verify_form"),
    path("bevis/<str:code>/", verify.show, name="verify"),
]
