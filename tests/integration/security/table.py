"""Who may open what. One row for every named address of ours; an address without a row stops the build.

`may`: the kinds of people who get in; everybody else who is signed in gets 404, as if it did not exist.
`anonymous`: «login» (led to sign-in), «open», or «missing» (404).
"""

from __future__ import annotations

from dataclasses import dataclass, field

ROLES = (
    "anonymous",
    "outsider",
    "deactivated",
    "coordinator",
    "project_lead",
    "project_member",
    "advisor",
    "moderator",
    "editor",
    "translator",
    "org_admin",
    "leader",
    "ke",
    "peer",
    "admin",
)
NOT_SIGNED_IN = frozenset({"anonymous", "deactivated"})
SIGNED_IN = frozenset(ROLES) - NOT_SIGNED_IN
NOBODY: frozenset[str] = frozenset()

TEAM = frozenset({"project_lead", "project_member"})
LEADS = frozenset({"project_lead"})
# People of the demo organisation, and who looks after all organisations.
OF_ORGANISATION = SIGNED_IN - {"outsider", "peer", "advisor", "moderator", "editor", "translator"}
ORGANISERS = frozenset({"org_admin", "admin"})
# Those who belong to the demo organisation themselves; looking after organisations opens no sheets.
COLLEAGUES = OF_ORGANISATION - {"admin"}
# Who keeps the handbook of the demo organisation, and who may write pages anywhere.
BOOK_KEEPERS = frozenset({"coordinator", "ke", "org_admin"})
WRITERS = frozenset({"editor", "moderator", "admin"})


@dataclass(frozen=True)
class Row:
    """What is expected of one address."""

    may: frozenset[str]
    methods: tuple[str, ...] = ("GET",)
    anonymous: str = "login"
    # Which arguments of the address name something that can belong to somebody else.
    foreign: tuple[str, ...] = ()
    # Arguments whose name in the world differs.
    named: dict[str, str] = field(default_factory=dict)


def team(*foreign: str, may: frozenset[str] = TEAM, methods: tuple[str, ...] = ("GET",), **named: str) -> Row:
    """A page of a project."""
    return Row(may, methods, foreign=("project_id", *foreign), named=named)


def agreed(*foreign: str, methods: tuple[str, ...] = ("GET",)) -> Row:
    """A page of what a project has agreed on."""
    return Row(TEAM, methods, foreign=("space_id", *foreign))


def met(*foreign: str, methods: tuple[str, ...] = ("GET",), **named: str) -> Row:
    """A page of a meeting that a project has announced."""
    return Row(TEAM, methods, foreign=("gathering_id", *foreign), named=named)


# Who runs the group of the test world, and who takes part in it.
GROUP = frozenset({"advisor", "coordinator"})


def in_group(
    *foreign: str, may: frozenset[str] = frozenset({"advisor"}), methods: tuple[str, ...] = ("GET",), **named: str
) -> Row:
    """A page of a run of a course."""
    return Row(may, methods, foreign=("cohort_id", *foreign), named=named)


IN_NETWORK = TEAM | {"advisor"}


def netted(
    may: frozenset[str] = frozenset({"advisor"}),
    methods: tuple[str, ...] = ("GET",),
    *foreign: str,
    anonymous: str = "login",
    **named: str,
) -> Row:
    """A page of a network."""
    return Row(may, methods, anonymous, ("space_id", *foreign), {"space_id": "network_id", **named})


def net_met(
    may: frozenset[str] = frozenset({"advisor"}),
    methods: tuple[str, ...] = ("GET",),
    *foreign: str,
    anonymous: str = "login",
) -> Row:
    """A page about a network's meeting."""
    return Row(may, methods, anonymous, ("gathering_id", *foreign), {"gathering_id": "network_meeting"})


BOTH = ("GET", "POST")
POST = ("POST",)
OPEN = Row(SIGNED_IN, anonymous="open")

TABLE: dict[str, Row] = {
    # the roof
    "roof:healthz": OPEN,
    "roof:readyz": OPEN,
    "roof:security_txt": OPEN,
    "roof:favicon": OPEN,
    "sitemap": OPEN,
    "robots": OPEN,
    "media": Row(NOBODY, anonymous="missing"),
    "document": Row(NOBODY, anonymous="missing"),
    "film": Row(NOBODY, anonymous="missing"),
    "captions": Row(NOBODY, anonymous="missing"),
    # people and organisations
    "accounts:settings": Row(SIGNED_IN, BOTH),
    "accounts:my_data": Row(SIGNED_IN),
    "accounts:my_data_copy": Row(SIGNED_IN, POST),
    "accounts:erase": Row(SIGNED_IN, BOTH),
    "accounts:act_as": Row(SIGNED_IN, POST),
    "accounts:erased": OPEN,
    "accounts:organisation": Row(OF_ORGANISATION, foreign=("slug",)),
    "accounts:invite": Row(ORGANISERS, BOTH, foreign=("slug",)),
    "accounts:resend": Row(ORGANISERS, POST, foreign=("slug", "invitation_id")),
    "accounts:withdraw": Row(ORGANISERS, POST, foreign=("slug", "invitation_id")),
    "accounts:invitation": Row(NOBODY, BOTH, anonymous="missing"),
    "spaces:end_membership": Row(ORGANISERS, BOTH, foreign=("slug", "membership_id")),
    # content
    "cms:my_page": Row(SIGNED_IN),
    "cms:search": OPEN,
    "cms:catalogue": OPEN,
    "cms:news_feed": OPEN,
    "notifications:outbox": OPEN,
    "network:report_feed": OPEN,
    "network:report_pdf": Row(SIGNED_IN, anonymous="open", foreign=("pk",), named={"pk": "report_pk"}),
    # networks; in the demo the advisor leads one by invitation, where the team of the project is
    # The coordinator of the demo sits in the coordinating unit too.
    "network:new": Row(frozenset({"advisor", "coordinator", "ke", "org_admin"}), BOTH),
    "network:door": netted(SIGNED_IN, anonymous="open"),
    "network:edit": netted(methods=BOTH),
    "network:archive": netted(methods=BOTH),
    "network:delete": netted(methods=POST),
    "network:join": netted(SIGNED_IN, POST),
    "network:take_back": netted(SIGNED_IN, POST),
    "network:leave": netted(IN_NETWORK, BOTH),
    "network:members": netted(IN_NETWORK),
    "network:member_end": netted(frozenset({"advisor"}), POST, "member_id", member_id="network_member"),
    "network:member_lead": netted(frozenset({"advisor"}), POST, "member_id", member_id="network_member"),
    "network:answer": netted(frozenset({"advisor"}), POST, "wish_id"),
    "network:record": net_met(methods=BOTH),
    "network:material_new": net_met(methods=BOTH),
    "network:material_remove": net_met(frozenset({"advisor"}), POST, "material_id"),
    "network:calendar": net_met(SIGNED_IN, anonymous="open"),
    # forms that are filled in
    "worksheets:begin": Row(SIGNED_IN, BOTH, foreign=("template_key",)),
    "worksheets:blank": Row(SIGNED_IN, anonymous="open", foreign=("template_key",), named={"ending": "paper"}),
    "worksheets:filled": Row(COLLEAGUES, foreign=("worksheet_id",), named={"ending": "paper"}),
    "worksheets:mine": Row(SIGNED_IN),
    "worksheets:worksheet": Row(COLLEAGUES, foreign=("worksheet_id",)),
    "worksheets:status": Row(COLLEAGUES, foreign=("worksheet_id",)),
    "worksheets:answer": Row(COLLEAGUES, POST, foreign=("worksheet_id", "part_id")),
    "worksheets:act": Row(COLLEAGUES, POST, foreign=("worksheet_id",)),
    "worksheets:of_space": Row(COLLEAGUES, foreign=("space_id",), named={"space_id": "kommune_space"}),
    "worksheets:close": Row(COLLEAGUES, POST, foreign=("worksheet_id",)),
    "worksheets:reopen": Row(COLLEAGUES, POST, foreign=("worksheet_id",)),
    "worksheets:again": Row(COLLEAGUES, POST, foreign=("worksheet_id",)),
    "worksheets:rate": Row(COLLEAGUES, POST, foreign=("worksheet_id",), named={"worksheet_id": "rating_id"}),
    "worksheets:links": Row(COLLEAGUES, POST, foreign=("worksheet_id",), named={"worksheet_id": "rating_id"}),
    "worksheets:send_links": Row(COLLEAGUES, POST, foreign=("worksheet_id",), named={"worksheet_id": "rating_id"}),
    "worksheets:withdraw": Row(
        COLLEAGUES, POST, foreign=("worksheet_id", "seat_id"), named={"worksheet_id": "rating_id"}
    ),
    "worksheets:rate_by_link": Row(NOBODY, BOTH, anonymous="missing"),
    # handbooks
    "handbook:mine": Row(SIGNED_IN),
    "handbook:printed": Row(SIGNED_IN, anonymous="open", foreign=("book_key",)),
    "handbook:pdf": Row(SIGNED_IN, anonymous="open", foreign=("book_key",)),
    "handbook:write": Row(BOOK_KEEPERS | WRITERS, POST, foreign=("book_key",)),
    "handbook:sign": Row(SIGNED_IN, POST, foreign=("chapter_key",)),
    "handbook:readers": Row(BOOK_KEEPERS | {"leader"}, foreign=("chapter_key",)),
    "handbook:changes": Row(SIGNED_IN, anonymous="open", foreign=("chapter_key",)),
    "handbook:borrow": Row(frozenset({"ke", "org_admin"}) | WRITERS, BOTH, foreign=("chapter_key",)),
    # actions and decisions
    "actions:mine": Row(SIGNED_IN),
    "actions:own_new": Row(SIGNED_IN, BOTH),
    "actions:space": agreed(),
    "actions:action_new": agreed(methods=BOTH),
    "actions:action": agreed("action_id", methods=BOTH),
    "actions:finish": agreed("action_id", methods=POST),
    "actions:reopen": agreed("action_id", methods=POST),
    "actions:drop": agreed("action_id", methods=POST),
    "actions:decision_new": agreed(methods=BOTH),
    "actions:decision": agreed("decision_id", methods=BOTH),
    # meetings
    "gatherings:mine": Row(SIGNED_IN),
    "gatherings:places": Row(SIGNED_IN),
    "gatherings:feed": Row(NOBODY, anonymous="missing"),
    "gatherings:feed_make": Row(SIGNED_IN, POST),
    "gatherings:feed_revoke": Row(SIGNED_IN, POST),
    "gatherings:calendar": met(),
    "gatherings:space": agreed(),
    "gatherings:new": agreed(methods=BOTH),
    "gatherings:new_for": Row(COLLEAGUES - {"project_member"}, BOTH, foreign=("slug",)),
    "gatherings:meeting": met(),
    "gatherings:edit": met(methods=BOTH),
    "gatherings:announce": met(methods=POST),
    "gatherings:cancel": met(methods=POST),
    "gatherings:discard": met(methods=POST),
    "gatherings:minutes": met(methods=BOTH),
    "gatherings:agenda": met(),
    "gatherings:slot_new": met(methods=BOTH),
    # A slot or a part has no key outside its own agenda: what is not there has been taken away by somebody else.
    "gatherings:slot": met(methods=BOTH, key="slot_key"),
    "gatherings:slot_move": met(methods=POST, key="slot_key"),
    "gatherings:slot_remove": met(methods=POST, key="slot_key"),
    "gatherings:part_new": met(methods=BOTH),
    "gatherings:part": met(methods=BOTH, key="part_key"),
    "gatherings:part_remove": met(methods=POST, key="part_key"),
    "gatherings:part_move": met(methods=POST, key="part_key"),
    "gatherings:run": met(),
    "gatherings:follow": met(),
    "gatherings:room": met(),
    "gatherings:state": met(),
    "gatherings:press": met(methods=POST),
    "gatherings:people": met(),
    "gatherings:seating": met(methods=BOTH),
    "gatherings:invite": met(methods=BOTH),
    "gatherings:members": met(methods=POST),
    "gatherings:invitations": met(methods=BOTH),
    "gatherings:outbox": met(),
    "gatherings:letter": met(kind="letter_kind"),
    "gatherings:tell": met(methods=POST),
    "gatherings:withdraw": met("seat_id", methods=POST, seat_id="invited_seat_id"),
    "gatherings:share": met(methods=BOTH),
    "gatherings:share_ask": met("share_id", methods=POST),
    "gatherings:share_leave": met("share_id", methods=POST),
    "gatherings:sign_up": met(methods=POST),
    "gatherings:attendance": met(),
    "gatherings:attendance_note": met("seat_id", methods=POST, seat_id="invited_seat_id"),
    "gatherings:attendance_rest": met(methods=POST),
    "gatherings:room_code": met(),
    # whoever holds the link
    "gatherings:seat": Row(NOBODY, BOTH, anonymous="missing"),
    "gatherings:seat_opened": Row(NOBODY, POST, anonymous="missing"),
    "gatherings:seat_calendar": Row(NOBODY, anonymous="missing"),
    "gatherings:here": Row(NOBODY, BOTH, anonymous="missing"),
    "gatherings:here_by_link": Row(NOBODY, POST, anonymous="missing"),
    "gatherings:rate_by_seat": Row(NOBODY, POST, anonymous="missing"),
    "gatherings:naming": Row(NOBODY, BOTH, anonymous="missing"),
    "gatherings:naming_off": Row(NOBODY, POST, anonymous="missing"),
    "gatherings:seat_come": Row(NOBODY, POST, anonymous="missing"),
    "gatherings:leader": Row(NOBODY, BOTH, anonymous="missing"),
    # in the room
    "gatherings:problems": met(methods=BOTH),
    "gatherings:problem_withdraw": Row(LEADS, POST, foreign=("gathering_id", "problem_id")),
    "gatherings:problem_choose": met("problem_id", methods=POST),
    "gatherings:problem_agenda": met("problem_id", methods=POST),
    "gatherings:notes": met(methods=BOTH),
    "gatherings:notes_board": met(),
    "gatherings:notes_sort": met(methods=POST),
    "gatherings:notes_open": met(methods=POST),
    "gatherings:notes_carry": met(methods=POST),
    "gatherings:cluster_new": met(methods=POST),
    "gatherings:cluster_rename": met(methods=POST),
    "gatherings:cluster_remove": met(methods=POST),
    "gatherings:cluster_open_point": met(methods=POST),
    "gatherings:materials": met(),
    "gatherings:material_add": met(methods=POST),
    "gatherings:material_file": met(material_id="meeting_material"),
    "gatherings:material_remove": met(methods=POST, material_id="meeting_material"),
    "gatherings:recording": met(methods=BOTH),
    "gatherings:recording_remove": met(methods=POST),
    "gatherings:evaluate": met(methods=POST),
    "gatherings:series": met(methods=BOTH),
    "gatherings:series_new": met(methods=BOTH),
    "gatherings:series_announce": met(methods=POST),
    "gatherings:copy_year": agreed(methods=BOTH),
    "gatherings:pulse": met(),
    "gatherings:pulse_now": met(),
    "gatherings:pulse_ask": met(methods=POST),
    "gatherings:pulse_answer": met(methods=POST),
    "gatherings:pulse_close": met(methods=POST),
    # learning
    "courses:try_tool": Row(SIGNED_IN),
    # Whoever has the admin: what they answer there is their own draft, and nothing is stored.
    "courses:rehearse": Row(WRITERS | {"translator", "advisor"}, POST),
    "courses:written": Row(SIGNED_IN, named={"ending": "paper"}),
    "courses:start": Row(SIGNED_IN, POST, foreign=("course_key",)),
    "courses:leave": Row(SIGNED_IN, POST, foreign=("course_key",)),
    "courses:mine": Row(SIGNED_IN),
    "courses:organisation": Row(frozenset({"leader", "ke", "org_admin"}), foreign=("slug",)),
    "courses:lead": Row(frozenset({"ke"}), foreign=("slug",)),
    "courses:decide": Row(frozenset({"ke"}), BOTH, foreign=("slug", "step_key"), named={"step_key": "gathering_key"}),
    "courses:count_where": Row(SIGNED_IN),
    "courses:count": Row(COLLEAGUES, BOTH, foreign=("slug",)),
    "courses:again": Row(SIGNED_IN, POST, foreign=("course_key",)),
    "courses:practice_choose": Row(SIGNED_IN, POST, foreign=("step_key",), named={"step_key": "practice_key"}),
    "courses:practice_tried": Row(SIGNED_IN, POST, foreign=("step_key",), named={"step_key": "practice_key"}),
    "courses:practice_share": Row(SIGNED_IN, POST, foreign=("step_key",), named={"step_key": "practice_key"}),
    "courses:position": Row(SIGNED_IN, POST, foreign=("step_key",)),
    "courses:answer": Row(SIGNED_IN, POST, foreign=("step_key", "block_id"), named={"block_id": "quiz"}),
    "courses:reflection": Row(SIGNED_IN, POST, foreign=("step_key", "block_id"), named={"block_id": "reflection"}),
    "courses:finish": Row(SIGNED_IN, POST, foreign=("step_key",)),
    "courses:cohorts": Row(SIGNED_IN),
    "courses:cohort_new": Row(frozenset({"advisor", "coordinator", "ke", "org_admin"}), BOTH),
    "courses:cohort": in_group(may=GROUP),
    "courses:cohort_edit": in_group(methods=BOTH),
    "courses:cohort_dates": in_group(methods=BOTH),
    "courses:cohort_open": in_group(methods=POST),
    "courses:cohort_close": in_group(methods=POST),
    "courses:cohort_people": in_group(),
    "courses:cohort_workbook": in_group(),
    "courses:cohort_person": in_group("seat_id", methods=BOTH, seat_id="cohort_seat"),
    "courses:cohort_letter": in_group(methods=BOTH),
    "courses:cohort_team": in_group(methods=BOTH),
    "courses:cohort_team_end": in_group("person_id", methods=POST),
    "courses:cohort_groups": in_group(methods=BOTH),
    "courses:cohort_cards": in_group(),
    "courses:cohort_contacts": in_group(may=GROUP, methods=BOTH),
    "courses:follow_up_by_link": Row(NOBODY, BOTH, anonymous="missing"),
    "courses:follow_up": Row(frozenset({"coordinator"}), BOTH, foreign=("follow_up_id",)),
    "courses:certificate_request": Row(SIGNED_IN, BOTH, foreign=("module_key",)),
    "courses:certificate": Row(NOBODY, foreign=("code",)),
    "courses:certificate_pdf": Row(NOBODY, foreign=("code",)),
    "courses:verify_form": OPEN,
    "courses:verify": Row(NOBODY, anonymous="missing"),
    # projects
    "improvement:projects": Row(SIGNED_IN),
    "improvement:project_new": Row(SIGNED_IN, BOTH),
    "improvement:project": team(),
    "improvement:project_edit": team(methods=BOTH),
    "improvement:project_archive": team(may=LEADS, methods=POST),
    "improvement:done_before": team(methods=BOTH),
    "improvement:step": team(methods=BOTH),
    "improvement:step_mark": team(methods=POST),
    "improvement:story": team(),
    "improvement:members": team(methods=BOTH),
    "improvement:member_end": team("member_id", may=LEADS, methods=POST),
    "improvement:goal_new": team(methods=BOTH),
    "improvement:goal": team("goal_id", methods=BOTH),
    "improvement:measure_new": team(methods=BOTH),
    "improvement:measure": team("measure_id"),
    "improvement:measure_edit": team("measure_id", methods=BOTH),
    "improvement:points_add": team("measure_id", methods=BOTH),
    "improvement:points_preview": team("measure_id", may=NOBODY, methods=BOTH),
    "improvement:points_confirm": team("measure_id", may=NOBODY, methods=POST),
    "improvement:point": team("measure_id", "point_id", methods=BOTH),
    "improvement:point_delete": team("measure_id", "point_id", methods=POST),
    "improvement:measure_svg": team("measure_id"),
    "improvement:measure_csv": team("measure_id"),
    "improvement:idea_vote": team("idea_id", methods=POST),
    "improvement:register": team(slug="list_slug"),
    "improvement:entry_new": team(slug="list_slug", methods=BOTH),
    "improvement:register_paste": team(slug="list_slug", methods=BOTH),
    "improvement:register_csv": team(slug="list_slug"),
    "improvement:register_keep": team(slug="list_slug", methods=POST),
    "improvement:register_then": team("snapshot_id", slug="list_slug"),
    "improvement:entry": team("row_id", slug="list_slug", row_id="entry_id", methods=BOTH),
    "improvement:archive": team("row_id", methods=POST),
    "improvement:pdsa_new": team(methods=BOTH),
    "improvement:pdsa": team("cycle_id", methods=BOTH),
    "improvement:pdsa_back": team("cycle_id", methods=POST),
    "improvement:pdsa_chain": team("chain_id", methods=BOTH),
}
