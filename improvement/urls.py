"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from improvement.views import (
    archive,
    downloads,
    goals,
    ideas,
    measures,
    members,
    pdsa,
    points,
    projects,
    registers,
    steps,
    story,
)

app_name = "improvement"

_P = "prosjekter/<int:project_id>/"
_M = _P + "malinger/<int:measure_id>/"
_L = _P + "liste/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("prosjekter/", projects.project_list, name="projects"),
    path("prosjekter/nytt/", projects.project_new, name="project_new"),
    path(_P, projects.overview, name="project"),
    path(_P + "rediger/", projects.edit, name="project_edit"),
    path(_P + "arkiver/", projects.archive, name="project_archive"),
    path(_P + "steg/", steps.done_before, name="done_before"),
    path(_P + "steg/<slug:number>/", steps.step, name="step"),
    path(_P + "steg/<slug:number>/flytt/", steps.mark, name="step_mark"),
    path(_P + "historie/", story.page, name="story"),
    path(_P + "medlemmer/", members.members, name="members"),
    path(_P + "medlemmer/<int:member_id>/avslutt/", members.end, name="member_end"),
    path(_P + "mal/nytt/", goals.new, name="goal_new"),
    path(_P + "mal/<int:goal_id>/", goals.goal, name="goal"),
    path(_P + "malinger/ny/", measures.new, name="measure_new"),
    path(_M, measures.page, name="measure"),
    path(_M + "rediger/", measures.edit, name="measure_edit"),
    path(_M + "tall/", points.add, name="points_add"),
    path(_M + "tall/<int:draft_id>/", points.preview, name="points_preview"),
    path(_M + "tall/<int:draft_id>/lagre/", points.confirm, name="points_confirm"),
    path(_M + "punkt/<int:point_id>/", points.point, name="point"),
    path(_M + "punkt/<int:point_id>/slett/", points.delete, name="point_delete"),
    path(_M + "diagram.svg", downloads.svg, name="measure_svg"),
    path(_M + "tall.csv", downloads.csv, name="measure_csv"),
    path(_P + "ideer/<int:idea_id>/stem/", ideas.vote, name="idea_vote"),
    path(_L, registers.page, name="register"),
    path(_L + "ny/", registers.new, name="entry_new"),
    path(_L + "lim-inn/", registers.paste, name="register_paste"),
    path(_L + "liste.csv", registers.csv, name="register_csv"),
    path(_L + "ta-vare/", registers.snapshot, name="register_keep"),
    path(_L + "da/<int:snapshot_id>/", registers.then, name="register_then"),
    path(_L + "<int:row_id>/", registers.entry, name="entry"),
    path(_P + "arkiv/<slug:kind>/<int:row_id>/", archive.archive, name="archive"),
    path(_P + "pdsa/ny/", pdsa.new, name="pdsa_new"),
    path(_P + "pdsa/<int:cycle_id>/", pdsa.page, name="pdsa"),
    path(_P + "pdsa/<int:cycle_id>/tilbake/", pdsa.back, name="pdsa_back"),
    path(_P + "pdsa/rekke/<int:chain_id>/", pdsa.chain, name="pdsa_chain"),
]
