"""What the host writes about the list of participants, and what those who are asked answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.accounts.domain.pasted import MAX_ROWS, is_reachable, mailbox
from portal.accounts.models import Organisation, User
from portal.accounts.roles import Role
from portal.actions.forms import DayField, SharedForm
from portal.gatherings.choices.seats import Hindrances, Joining, joining_words
from portal.gatherings.forms.base import ShortForm
from portal.gatherings.models import Seating
from portal.spaces.models import SpaceKind, organisation_of

#: Roles that somebody can be asked to a meeting as; those of the admin are nobody's reason to meet.
ASKED_AS = (
    Role.COORDINATOR,
    Role.LEADER,
    Role.KE,
    Role.PROJECT_LEAD,
    Role.TEAM_MEMBER,
    Role.FACILITATOR,
    Role.PEER_CONSULTANT,
    Role.ADVISOR,
    Role.ORGANISATION_CONTACT,
)
ROLES = [(str(role), role.label) for role in ASKED_AS]
MOST_SEATS = 2000


def ways_in(seating: Seating) -> list[tuple[str, str]]:
    """Return the ways to a seat that a list can have: its value stays offered, and what lets nobody in is left out.

    Only meetings that an organisation holds have own people; whoever comes in to a group's space leads it.
    """
    found, holder = set(Joining), seating.organisation or organisation_of(seating.space)
    if holder is None:
        found.discard(Joining.OWN_PEOPLE)
    if seating.space.kind == SpaceKind.COHORT:
        found.discard(Joining.MEMBERS)
    found.add(Joining(seating.joining))
    return [(each.value, joining_words(each, holder)) for each in Joining if each in found]


class SeatingForm(SharedForm):
    """How many seats there are, and who gets them."""

    joining = forms.ChoiceField(
        label=_("Who can get a seat?"), choices=Joining.choices, widget=forms.RadioSelect, initial=Joining.INVITED
    )
    most = forms.IntegerField(
        label=_("How many seats are there?"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Leave it empty when there is room for all who come."),
        error_messages={"invalid": _("Write the number of seats as a whole number.")},
    )
    answer_by = DayField(
        label=_("Answer by"), help_text=_("Stands in the invitation. Later answers are taken all the same.")
    )
    needed_roles = forms.MultipleChoiceField(
        label=_("Roles that must be there"),
        required=False,
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You are told while one is missing, and whoever brings it is first on the waiting list."),
    )
    needs_leader_yes = forms.BooleanField(
        label=_("Whoever signs up needs a yes from their leader"),
        required=False,
        help_text=_("Their leader gets a letter with a link, and the seat is given with the yes."),
    )
    asks_needs = forms.BooleanField(
        label=_("Ask about food and access"),
        required=False,
        help_text=_("Read by those who plan the meeting only, and deleted a week after it."),
    )
    greeting = forms.CharField(
        label=_("Your own words in the invitation"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Why just these people, what will happen, and what you expect of them."),
    )

    def __init__(self, *args: Any, first: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._first = first
        field = self.fields["joining"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
        if self.row is not None:
            field.choices = ways_in(self.row)

    def clean_answer_by(self) -> date | None:
        """A day before it begins, or the day itself."""
        day: date | None = self.cleaned_data["answer_by"]
        if day is not None and self._first is not None and day > self._first:
            words = _("Choose %(day)s or earlier: that is when it begins.")
            raise forms.ValidationError(words, params={"day": date_format(self._first, "DATE_FORMAT")})
        return day

    columns = ("joining", "most", "answer_by", "needed_roles", "needs_leader_yes", "asks_needs", "greeting")


class InviteForm(ShortForm):
    """A list of people, pasted or typed: one a line."""

    people = forms.CharField(
        label=_("Who do you invite?"),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        max_length=30_000,
        help_text=_(
            "One person a line: name, e-mail and role in any order, with a comma, a semicolon, a tab or blanks "
            "between. You can paste from a spreadsheet."
        ),
        error_messages={"required": _("Write at least one line with a name and an e-mail.")},
    )
    organisation = forms.ModelChoiceField(
        label=_("Where do they come from?"),
        required=False,
        queryset=Organisation.objects.none(),
        empty_label=_("Different places, or not known"),
        help_text=_("Holds for the whole list. Invite one organisation at a time, so that you see who is missing."),
    )
    role = forms.ChoiceField(
        label=_("Role of those without one in the list"), required=False, choices=[("", _("none")), *ROLES]
    )

    most_rows = MAX_ROWS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.queryset = Organisation.objects.order_by("name")


class ShareForm(ShortForm):
    """The seats of one organisation, and who there names people."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Choose the organisation.")},
    )
    least = forms.IntegerField(
        label=_("Seats kept for it"),
        min_value=0,
        max_value=MOST_SEATS,
        initial=1,
        error_messages={"required": _("Write a number, 0 if none is kept.")},
    )
    most = forms.IntegerField(
        label=_("At most"),
        required=False,
        min_value=0,
        max_value=MOST_SEATS,
        help_text=_("Leave it empty when there is no limit."),
    )
    contact_name = forms.CharField(label=_("Contact who names people"), required=False, max_length=150)
    contact_email = forms.EmailField(label=_("The contact's e-mail"), required=False)
    deputy_name = forms.CharField(label=_("Deputy contact"), required=False, max_length=150)
    deputy_email = forms.EmailField(
        label=_("The deputy contact's e-mail"),
        required=False,
        help_text=_("Is asked when the contact has not answered for a week."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above; tells the type checker
        field.queryset = Organisation.objects.order_by("name")

    def clean(self) -> dict[str, Any]:
        """No more at least than at most; a deputy is somebody else than the contact."""
        data = super().clean() or self.cleaned_data
        least, most = data.get("least"), data.get("most")
        if least is not None and most is not None and most < least:
            self.add_error("most", _("At most must be as many as the seats that are kept, or more."))
        if data.get("deputy_email") and not data.get("contact_email"):
            self.add_error("contact_email", _("Write the contact first; the deputy comes after."))
        elif data.get("deputy_email") and mailbox(data["deputy_email"]) == mailbox(data["contact_email"]):
            self.add_error("deputy_email", _("Write somebody else than the contact, or leave it empty."))
        return data

    def values(self) -> dict[str, Any]:
        """The columns to write."""
        return {name: value for name, value in self.cleaned_data.items() if name != "organisation"}


YES, NO, OTHER = "yes", "no", "other"


class AnswerForm(ShortForm):
    """Yes, no, or somebody else; and what one needs."""

    identity_override = True

    answer = forms.ChoiceField(
        label=_("Can you come?"),
        choices=[
            (YES, _("Yes, I come")),
            (NO, _("No, I can not come")),
            (OTHER, _("Somebody else comes instead of me")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, no, or somebody else.")},
    )
    reason = forms.ChoiceField(
        label=_("What is in the way?"),
        required=False,
        choices=[("", _("Choose …")), *Hindrances.choices],
        help_text=_("Seen by those who plan the meeting. It helps them to make it possible next time."),
    )
    reason_text = forms.CharField(label=_("In your own words"), required=False, max_length=300)
    name = forms.CharField(label=_("Name of whoever comes instead"), required=False, max_length=150)
    email = forms.EmailField(label=_("Their e-mail"), required=False, help_text=_("They get a letter and answer."))
    diet = forms.CharField(
        label=_("Food: allergies or anything you do not eat"),
        required=False,
        max_length=300,
        help_text=_("Read by those who plan the meeting only, and deleted a week after it."),
    )
    access = forms.CharField(
        label=_("Access: what you need to take part"),
        required=False,
        max_length=300,
        help_text=_("For example no stairs, an interpreter, a quiet room or a place to sit near the screen."),
    )

    def __init__(self, *args: Any, asks_needs: bool, only_no: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_needs or only_no:
            del self.fields["diet"], self.fields["access"]
        if only_no:
            # The yes is the leader's to give.
            del self.fields["name"], self.fields["email"]
            field = self.fields["answer"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above; tells the type checker
            field.choices = [(NO, _("No, I can not come"))]

    def clean_email(self) -> str:
        """An address that letters reach."""
        address: str = self.cleaned_data["email"]
        if address and not is_reachable(address):
            raise forms.ValidationError(
                _("Before the @ stands a letter such as æ, ø or å, and letters may get lost. Check the spelling.")
            )
        return address

    def clean(self) -> dict[str, Any]:
        """A no has a reason; somebody else has a name and an address."""
        data = super().clean() or self.cleaned_data
        if data.get("answer") == NO and not data.get("reason"):
            self.add_error("reason", _("Choose what is in the way."))
        if data.get("answer") == OTHER:
            if not data.get("name"):
                self.add_error("name", _("Write who comes instead of you."))
            if not data.get("email") and "email" not in self.errors:
                self.add_error("email", _("Write their e-mail, so that they can be asked."))
        return data


class LeaderForm(ShortForm):
    """The leader whose yes is needed to sign up."""

    leader_name = forms.CharField(
        label=_("Your nearest leader"),
        max_length=150,
        error_messages={"required": _("Write the name of your leader.")},
    )
    leader_email = forms.EmailField(
        label=_("The leader's e-mail"),
        help_text=_("They get a letter with a link, and say yes or no there."),
        error_messages={"required": _("Write the e-mail of your leader.")},
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._own = mailbox(person.email)

    def clean_leader_email(self) -> str:
        """Somebody else's: nobody says yes for themselves."""
        address: str = self.cleaned_data["leader_email"]
        if mailbox(address) == self._own:
            raise forms.ValidationError(_("This is your own address. Write your leader's, so that they can say yes."))
        return address


class NameForm(ShortForm):
    """Somebody whom an organisation sends."""

    name = forms.CharField(
        label=_("Name"), max_length=150, error_messages={"required": _("Write the name of whoever comes.")}
    )
    email = forms.EmailField(label=_("E-mail"), error_messages={"required": _("Write their e-mail.")})
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("none")), *ROLES])
    leader_name = forms.CharField(label=_("Their nearest leader"), required=False, max_length=150)
    leader_email = forms.EmailField(
        label=_("The leader's e-mail"),
        required=False,
        help_text=_("The leader gets a letter of their own: why, when, and what is asked of them."),
    )


class HereForm(ShortForm):
    """Who is in the room, for those who are not signed in."""

    email = forms.EmailField(
        label=_("The e-mail address you were invited with"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address that the invitation came to.")},
    )
