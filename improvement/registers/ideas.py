"""The driver diagram and the idea board (S61): what has to be in place, and which changes could do it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from improvement.domain.ideas import Field, field_of
from improvement.domain.tree import laid_out, would_circle
from improvement.forms.base import LineField
from improvement.models import Goal, Project
from improvement.models.ideas import Driver, Idea, IdeaVote
from improvement.registers.base import EntryForm, Look, Register, Rows, degree, text
from portal.accounts.models import User

_FIELDS = {
    Field.FIRST: (_("Try first"), _("Much effect, little effort")),
    Field.PLAN: (_("Plan well"), _("Much effect, much effort")),
    Field.ALONG: (_("Take along"), _("Less effect, little effort")),
    Field.WAIT: (_("Let it wait"), _("Less effect, much effort")),
}


class DriverForm(EntryForm):
    """One driver."""

    what = LineField(label=_("What has to be in place?"), max_length=200, required=True)
    goal = forms.ModelChoiceField(
        label=_("For which goal?"), queryset=Goal.objects.none(), required=False, empty_label=_("None")
    )
    parent = forms.ModelChoiceField(
        label=_("What does it hang on?"),
        queryset=Driver.objects.none(),
        required=False,
        empty_label=_("Nothing: it is a primary driver"),
    )

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        goals = Goal.objects.filter(project=project, archived_at__isnull=True)
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]
        self.fields["parent"].queryset = _drivers(project)  # type: ignore[attr-defined]

    def clean_parent(self) -> Driver | None:
        """Refuse what would go in a ring: then the diagram would have no beginning."""
        parent: Driver | None = self.cleaned_data["parent"]
        if self.row is not None and parent is not None:
            parents = dict(Driver.objects.filter(project=self.project).values_list("pk", "parent"))
            if would_circle(parents, self.row.pk, parent.pk):
                told = _("“%(parent)s” hangs on this one, so the diagram would go in a ring. Choose another, or none.")
                raise forms.ValidationError(told, params={"parent": parent.what}, code="circle")
        return parent


def _drivers(project: Project | None) -> Any:
    return Driver.objects.filter(project=project, archived_at__isnull=True).order_by("pk")


def tree_of(rows: Rows, _person: User) -> dict[str, Any]:
    """The drivers from the primary ones down, each with its ideas; and the ideas that work on none."""
    by_key, ideas = {row.pk: row for row in rows}, _ideas(rows)
    tree = [
        {"driver": by_key[key], "depth": depth, "ideas": ideas.get(key, [])}
        for key, depth in laid_out({row.pk: row.parent_id for row in rows})
    ]
    goals = {row.goal_id: row.goal for row in rows if row.goal is not None}
    return {"tree": tree, "aims": list(goals.values())}


def _ideas(rows: Rows) -> dict[int, list[Idea]]:
    found: dict[int, list[Idea]] = {}
    for idea in Idea.objects.filter(driver__in=[row.pk for row in rows], archived_at__isnull=True).order_by("pk"):
        found.setdefault(idea.driver_id, []).append(idea)  # type: ignore[arg-type]
    return found


def bare(_project: Project, rows: Rows, _today: date) -> list[str]:
    """Say which drivers nothing works on: neither an idea nor another driver."""
    carried = {row.parent_id for row in rows} | set(_ideas(rows))
    return [gettext("Nothing works on “%(name)s” yet.") % {"name": row.what} for row in rows if row.pk not in carried]


DRIVERS = Register(
    model=Driver,
    form=DriverForm,
    title=_("Driver diagram"),
    lead=_("From the aim to what has to be in place for it, and on to the changes that could do it."),
    empty=_("Ask: what has to be in place for us to reach the goal? Two or three primary drivers are enough to begin."),
    add=_("Add a driver"),
    sub_steps=("plan.ideas",),
    columns=("what", "parent", "goal"),
    pasted=("what",),
    looks=(Look("tre", _("Diagram"), "improvement/parts/driver_tree.html", tree_of),),
    related=("parent", "goal"),
    warnings=bare,
)


class IdeaForm(EntryForm):
    """One idea."""

    what = LineField(label=_("The idea in one line"), max_length=200, required=True)
    text = text(_("What would you do?"), rows=3)
    source = LineField(
        label=_("Where does it come from?"),
        max_length=200,
        help_text=_("A user, a colleague, others who have done it."),
    )
    from_users = forms.BooleanField(label=_("It comes from users or relatives"), required=False)
    driver = forms.ModelChoiceField(
        label=_("Which driver does it work on?"), queryset=Driver.objects.none(), required=False, empty_label=_("None")
    )
    effect = degree(_("How much would it help?"))
    effort = degree(_("How much does it take?"))

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, project=project, **kwargs)
        self.fields["driver"].queryset = _drivers(project)  # type: ignore[attr-defined]


def board_of(rows: Rows, _person: User) -> dict[str, Any]:
    """The ideas in the four fields of effect and effort; and those not judged."""
    fields: dict[Field | None, list[Any]] = {field: [] for field in (*_FIELDS, None)}
    for row in rows:
        fields[field_of(row.effect, row.effort)].append(row)
    return {
        "fields": [
            {"key": each.value, "title": title, "text": words, "rows": fields[each]}
            for each, (title, words) in _FIELDS.items()
        ],
        "unplaced": fields[None],
    }


def votes_of(rows: Rows, person: User) -> dict[str, Any]:
    """The ideas with their votes, most first, and whether this person has voted for each."""
    votes = list(IdeaVote.objects.filter(idea__in=[row.pk for row in rows]).values_list("idea", "person"))
    count, mine = Counter(idea for idea, _voter in votes), {idea for idea, voter in votes if voter == person.pk}
    lines = [{"idea": row, "votes": count[row.pk], "mine": row.pk in mine} for row in rows]
    return {"lines": sorted(lines, key=lambda line: -line["votes"])}


IDEAS = Register(
    model=Idea,
    form=IdeaForm,
    title=_("Ideas"),
    lead=_("Which changes could lead to the goal? Gather many before you choose. What users suggest is marked."),
    empty=_("How have others solved it? What do users suggest? Write down one idea in each row."),
    add=_("Add an idea"),
    sub_steps=("plan.ideas",),
    columns=("what", "driver", "source", "from_users", "effect", "effort"),
    pasted=("what", "text", "source"),
    looks=(
        Look("tavle", _("Effect and effort"), "improvement/parts/idea_board.html", board_of),
        Look("stemmer", _("Votes"), "improvement/parts/idea_votes.html", votes_of),
    ),
    related=("driver",),
)
