"""Where things are in the demo, found by asking its database."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.support.server import PortalServer

FIND = """
import json
from wagtail.models import Page
from portal.accounts.models import Organisation
from courses.models import Cohort
from improvement.models import Goal, Measure, PdsaCycle, Project, Snapshot, Stakeholder
from portal.actions.models import Action
from portal.gatherings.models import Gathering, Seat
from portal.gatherings.services.seatlinks import word_of, word_of_room, word_of_share
from portal.handbook.models import Edition
found = {}
for page in Page.objects.live().filter(depth__gt=1).specific().select_related("locale"):
    code = page.locale.language_code
    kind = page._meta.model_name
    if kind == "guidepage":
        first = page.steps[0].block_type if page.steps else ""
        kind = "guidepage-levels" if "level" in first else "guidepage-steps"
    if kind == "localtoolpage":
        kind = f"{kind}-{page.tool}"
    found.setdefault(kind, {}).setdefault(str(page.translation_key), {})[code] = page.get_url()
# Of each type the one that most languages have.
pages = {kind: max(group.values(), key=len) for kind, group in found.items()}
project = Project.objects.order_by("pk").first()
meeting = Gathering.objects.filter(space=project.space).order_by("pk").first()
measures = list(Measure.objects.filter(project=project).order_by("pk"))
print(json.dumps({
    "pages": pages,
    "project": project.get_absolute_url(),
    "goal": Goal.objects.filter(project=project).first().get_absolute_url(),
    "measure": measures[0].get_absolute_url(),
    "two_points": measures[1].get_absolute_url(),
    "pdsa": PdsaCycle.objects.filter(project=project).first().get_absolute_url(),
    "entry": Stakeholder.objects.filter(project=project).first().get_absolute_url(),
    "snapshot": f"{project.get_absolute_url()}liste/interessenter/da/{Snapshot.objects.get(project=project).pk}/",
    "ramp": PdsaCycle.objects.filter(project=project).first().chain.get_absolute_url(),
    "agreed": f"/rom/{project.space_id}/tiltak/",
    "cohort": Cohort.objects.order_by("pk").first().get_absolute_url(),
    "meetings": f"/rom/{project.space_id}/moter/",
    "meeting": meeting.get_absolute_url(),
    "seat": f"/plass/{word_of(Seat.objects.filter(seating=meeting.seating, state='invited').first())}/",
    "naming": f"/plasser/{word_of_share(meeting.seating.shares.first())}/",
    "in_room": f"/her/{word_of_room(meeting)}/",
    "action": Action.objects.in_space(project.space).open().by_due().first().get_absolute_url(),
    "chapter": f"/handbok/kapittel/{Edition.objects.filter(number=2).order_by('pk').first().chapter_key}/",
}))
"""


@dataclass(frozen=True)
class Places:
    """Where things are in the demo."""

    pages: dict[str, dict[str, str]]
    project: str
    goal: str
    measure: str
    two_points: str
    pdsa: str
    entry: str
    snapshot: str
    ramp: str
    agreed: str
    cohort: str
    meetings: str
    meeting: str
    seat: str
    naming: str
    in_room: str
    action: str
    chapter: str

    def of(self, kind: str, language: str) -> str:
        """A content page of a type, in the language if there is one."""
        languages = self.pages[kind]
        return languages.get(language) or next(iter(languages.values()))


def find(server: PortalServer) -> Places:
    """Ask the demo's database."""
    out = server.manage("shell", "-v", "0", "-c", FIND).stdout
    return Places(**json.loads(out.strip().splitlines()[-1]))
