"""What those who run a course for a group write down."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from courses.services.cohorts.planning import Invited, Seats, Where, clock_of
from courses.services.outline import Outline
from portal.accounts.models import Organisation, User
from portal.actions.forms import DayField, SharedForm
from portal.gatherings.choices.seats import Joining
from portal.gatherings.forms.base import ClockField, ShortForm
from portal.gatherings.models import Gathering, Seat
from portal.kernel.clock import from_oslo, oslo_date, system_clock

MOST_SEATS = 1000
#: A number as people write it: at least three digits, with what stands between and before them.
_PHONE = r"^\+?(?:[\s().\-/]*[0-9]){3,15}[\s().\-/]*$"
READABLE = 60
"""So many organisations can be read through in a list of boxes."""


def _ahead(day: date) -> None:
    """Refuse a day that has been: a slip in the year."""
    if day < oslo_date(system_clock()):
        raise forms.ValidationError(_("This day has been. Look at the year once more."))


class CohortForm(SharedForm):
    """What a run is called, what is expected, and what has been agreed before it begins."""

    title = forms.CharField(
        label=_("What is the group called?"),
        max_length=160,
        help_text=_("For example “Tillitsbyggerne, spring 2027”."),
        error_messages={"required": _("Write a name for the group.")},
    )
    expectations = forms.CharField(
        label=_("What is expected of those who take part?"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why they are asked, what will happen, and what they do between the meetings."),
    )
    backing = forms.CharField(
        label=_("What have the leaders said yes to?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Roles, not names: “the head of NAV has released two people for both days”. "
            "It stands in the letters to the leaders."
        ),
    )
    peer_role = forms.CharField(
        label=_("What does the peer consultant do?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What they do in each meeting, what they need not do, and whom they ring afterwards."),
    )

    wants_peer = forms.BooleanField(
        label=_("A peer consultant (erfaringskonsulent) must be there"),
        required=False,
        help_text=_("You are told while none has said yes."),
    )
    needs_leader_yes = forms.BooleanField(
        label=_("Whoever signs up needs a yes from their leader"),
        required=False,
        help_text=_(
            "Holds where people sign up by themselves. Their leader gets a letter with a link, and the seat is given "
            "with the yes."
        ),
    )

    field_order: tuple[str, ...] = ("title", "expectations", "backing", "wants_peer", "peer_role", "needs_leader_yes")
    #: What stands on the list of participants, not on the group itself.
    of_seats = ("wants_peer", "needs_leader_yes")
    columns = ("title", "expectations", "backing", "peer_role", *of_seats)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None and self.row.seating.joining == Joining.INVITED:
            # Nobody signs up there.
            del self.fields["needs_leader_yes"]

    def values(self) -> dict[str, Any]:
        """The group's own columns to write."""
        return {name: value for name, value in super().values().items() if name not in self.of_seats}

    def seats(self) -> Seats:
        """What the list of participants is to ask for. The form is valid."""
        data = self.cleaned_data
        return Seats(data["wants_peer"], data.get("needs_leader_yes", False))


class NewCohortForm(CohortForm):
    """A run that is planned anew: for which course, on whose behalf, from when and for whom."""

    course = forms.ChoiceField(label=_("Which course?"), error_messages={"required": _("Choose the course.")})
    organisation = forms.ModelChoiceField(
        label=_("On whose behalf?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose the organisation that holds it.")},
    )
    first = DayField(
        label=_("Which day is the first meeting?"),
        required=True,
        validators=[_ahead],
        help_text=_("Days for the other meetings are proposed from it. You see and change them on the next page."),
        error_messages={"required": _("Choose the first day.")},
    )
    at = ClockField(
        label=_("What time do the meetings begin?"),
        initial=time(9),
        error_messages={"required": _("Write when they begin.")},
    )
    place = forms.CharField(label=_("Room"), required=False, max_length=200)
    address = forms.CharField(label=_("Address"), required=False, max_length=300)
    joining = forms.ChoiceField(
        label=_("Who may come?"),
        choices=[
            (Joining.INVITED.value, capfirst(Joining.INVITED.label)),
            (Joining.OWN_PEOPLE.value, capfirst(Joining.OWN_PEOPLE.label)),
            (Joining.OPEN.value, capfirst(Joining.OPEN.label)),
        ],
        initial=Joining.INVITED,
        help_text=_("The organisation is the one on whose behalf you plan; its units and services are part of it."),
        widget=forms.RadioSelect,
    )
    most = forms.IntegerField(
        label=_("How many seats are there?"),
        required=False,
        min_value=2,
        max_value=MOST_SEATS,
        help_text=_("Leave empty when there is room for everybody."),
        error_messages={"invalid": _("Write the number of seats as a whole number.")},
    )
    organisations = forms.ModelMultipleChoiceField(
        label=_("Which organisations have people there?"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One seat is kept for each. You can give them more on the list of participants."),
    )

    field_order = (
        "course",
        "title",
        "organisation",
        "first",
        "at",
        "place",
        "address",
        "joining",
        "needs_leader_yes",
        "most",
        "organisations",
        "wants_peer",
        "peer_role",
        "backing",
        "expectations",
    )

    def __init__(self, *args: Any, courses: Sequence[Outline], own: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        course, organisation, invited = (self.fields[name] for name in ("course", "organisation", "organisations"))
        # Declared above; tells the type checker.
        assert isinstance(course, forms.ChoiceField)  # noqa: S101
        assert isinstance(organisation, forms.ModelChoiceField)  # noqa: S101
        assert isinstance(invited, forms.ModelMultipleChoiceField)  # noqa: S101
        course.choices = [("", _("Choose the course")), *((str(each.key), each.title) for each in courses)]
        organisation.queryset = Organisation.objects.filter(pk__in=[each.pk for each in own])
        invited.queryset = offered_organisations(own)

    def where(self) -> Where:
        """When and where it begins."""
        data = self.cleaned_data
        return Where(data["first"], data["at"], data["place"], data["address"])

    def invited(self) -> Invited:
        """Who it is for."""
        data = self.cleaned_data
        return Invited(list(data["organisations"]), data["joining"], data["most"], self.seats())

    def seats(self) -> Seats:
        """Those who are invited sign nothing up, so no leader is asked."""
        wanted = super().seats()
        return replace(wanted, needs_leader_yes=False) if self.cleaned_data["joining"] == Joining.INVITED else wanted


def offered_organisations(own: Sequence[Organisation]) -> QuerySet[Organisation]:
    """Return the organisations to tick: all of them while a list of them can be read, else one's own with their parts.

    The others are given seats on the list of participants, where they are looked up one by one.
    """
    rows = Organisation.objects.order_by("name", "pk")
    if rows.count() <= READABLE:
        return rows
    whole = {each.line()[-1].pk for each in own}
    return rows.filter(Q(pk__in=whole) | Q(parent__in=whole) | Q(parent__parent__in=whole))


class DatesForm(ShortForm):
    """Day and time of each meeting, saved together. A field's name carries the meeting's key."""

    def __init__(self, gatherings: Sequence[Gathering], *args: Any, days: Sequence[date] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gatherings = gatherings
        for at, each in enumerate(gatherings):
            day = days[at] if at < len(days) else oslo_date(each.starts_at)
            self.fields[f"day_{each.pk}"] = DayField(
                label=_("Day"),
                required=True,
                initial=day,
                validators=[_ahead],
                error_messages={"required": _("Choose the day.")},
            )
            self.fields[f"at_{each.pk}"] = ClockField(
                label=_("Time"), initial=clock_of(each), error_messages={"required": _("Write when it begins.")}
            )
            self.fields[f"version_{each.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=each.version)

    def rows(self) -> list[tuple[Gathering, Any, Any]]:
        """Each meeting with its two fields."""
        return [(each, self[f"day_{each.pk}"], self[f"at_{each.pk}"]) for each in self.gatherings]

    def wanted(self) -> dict[int, tuple[int, datetime]]:
        """Version and moment of each meeting. The form is valid."""
        data = self.cleaned_data
        return {
            each.pk: (data[f"version_{each.pk}"], from_oslo(data[f"day_{each.pk}"], data[f"at_{each.pk}"]))
            for each in self.gatherings
        }


class FacilitatorForm(ShortForm):
    """Who is to help running it."""

    email = forms.EmailField(
        label=_("E-mail of somebody with an account"),
        error_messages={"required": _("Write the e-mail address."), "invalid": _("Write a whole e-mail address.")},
    )

    def clean_email(self) -> User:
        """Find the person. The answer is the same for who has no account and who is gone."""
        found = User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody with this address has an account here. Ask them to make one first."))
        return found


class MadeUpForm(ShortForm):
    """How somebody has made up for a meeting they missed."""

    gathering = forms.ChoiceField(label=_("Which meeting?"), error_messages={"required": _("Choose the meeting.")})
    how = forms.CharField(
        label=_("How?"),
        max_length=300,
        help_text=_("For example “came to another group’s meeting”, or “went through it with the facilitator”."),
        error_messages={"required": _("Write how they made up for it.")},
    )

    def __init__(self, gatherings: Sequence[Gathering], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in gatherings}
        field = self.fields["gathering"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [(key, each.title) for key, each in self.known.items()]

    def chosen(self) -> Gathering:
        """The meeting. The form is valid."""
        return self.known[self.cleaned_data["gathering"]]


class LetterForm(ShortForm):
    """A letter to some of those who take part."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    to = forms.MultipleChoiceField(
        label=_("Who gets it?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one person."),
            "invalid_choice": _("Somebody you ticked is no longer on the list."),
        },
    )
    subject = forms.CharField(
        label=_("What is it about?"), max_length=120, error_messages={"required": _("Write what it is about.")}
    )
    text = forms.CharField(
        label=_("What do you want to say?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("No names of people who get help. The greeting and the link to the group come by themselves."),
        error_messages={"required": _("Write what you want to say.")},
    )

    def __init__(self, seats: Sequence[Seat], *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"form_key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in seats}
        field = self.fields["to"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.choices = [(key, _named(each)) for key, each in self.known.items()]

    def chosen(self) -> list[Seat]:
        """Those who get it. The form is valid."""
        return [self.known[key] for key in self.cleaned_data["to"]]


class GroupsForm(ShortForm):
    """How large the groups are, and which shuffle. `people` is how many there are to divide."""

    size = forms.IntegerField(
        label=_("How many in a group?"),
        min_value=2,
        error_messages={
            "required": _("Write how many there are to be in a group."),
            "invalid": _("Write a whole number."),
            "min_value": _("A group has at least two people."),
        },
    )
    seed = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6, required=False, initial=0)

    def __init__(self, people: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["size"].widget.attrs["max"] = people

    def clean_size(self) -> int:
        """No more than there are people."""
        size: int = self.cleaned_data["size"]
        if size > self.people:
            raise forms.ValidationError(_("Only %(number)s come. Choose a smaller number.") % {"number": self.people})
        return size


class ContactForm(ShortForm):
    """Whether one stands on the list that the group prints, and with which number."""

    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=40,
        help_text=_("The number you want the others in the group to have. Leave empty to show your e-mail only."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        validators=[
            RegexValidator(_PHONE, _("Write the number with digits alone, and a + in front where it needs one."))
        ],
    )


class FollowUpForm(ShortForm):
    """What held and what did not, and whether the facilitators may read it."""

    held = forms.CharField(
        label=_("What do you still do?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    slipped = forms.CharField(
        label=_("What did not hold, and what got in the way?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("No names of people who get help."),
    )
    shared = forms.BooleanField(
        label=_("Those who lead the group may read this"),
        required=False,
        help_text=_("Without this only you see it. You can change your mind later."),
    )

    def clean(self) -> dict[str, Any]:
        """An answer says something."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (data.get("held", "").strip() or data.get("slipped", "").strip()):
            self.add_error("held", _("Write a few words about one of the two."))
        return data


def _named(seat: Seat) -> str:
    return f"{seat.name} – {seat.organisation}" if seat.organisation is not None else seat.name
